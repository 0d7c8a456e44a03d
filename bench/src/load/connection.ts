import { socketPath, subprotocol } from '@sup/protocol/wire';
import { clientFrame, FrameReader, opcodes } from './web-socket.ts';

interface ConnectionParts {
  readonly port: number;
  /** The floor speaks frames from its first byte; a server wants to be asked to upgrade. */
  readonly upgrade: boolean;
  /** A text frame came; the bytes are only good during the call. */
  text(payload: Uint8Array): void;
  /** The other side closed a connection that we did not. */
  lost(why: string): void;
}

const upgradeRequest = (port: number) =>
  Buffer.from(
    `GET ${socketPath} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
      'Sec-WebSocket-Key: c3VwIGJlbmNoIG5vbmNlIQ==\r\nSec-WebSocket-Version: 13\r\n' +
      `Sec-WebSocket-Protocol: ${subprotocol}\r\n\r\n`,
  );

const handler: BunSocketHandler<Connection> = {
  data: (socket, bytes) => socket.data.received(bytes),
  close: (socket) => socket.data.ended('the server closed the connection'),
  // Bun also hands over here what our own callbacks throw: a bug of the bench, or a run that is worth nothing.
  error: (_socket, error) => raise(error),
};

/** Ends the load generator with this error, from wherever it is noticed. */
export function raise(error: Error): void {
  queueMicrotask(() => {
    throw error;
  });
}

/** One raw TCP connection that speaks WebSocket frames. */
export class Connection {
  readonly #parts: ConnectionParts;
  readonly #reader = new FrameReader();
  #socket: BunSocket<Connection> | undefined;
  /** The server's answer to the upgrade, as far as it came; undefined once it was all there. */
  #answer: string | undefined;
  #upgraded: { resolve: () => void; reject: (error: Error) => void } | undefined;
  #isLeaving = false;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
  }

  /** Connects, and upgrades where that is wanted. */
  async open(): Promise<void> {
    const { port, upgrade } = this.#parts;
    this.#socket = await Bun.connect<Connection>({
      hostname: '127.0.0.1',
      port,
      socket: handler,
      data: this,
    });
    if (!upgrade) return;
    this.#answer = '';
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#upgraded = { resolve, reject };
    this.#write(upgradeRequest(port));
    await promise;
  }

  sendText(text: string): void {
    this.#write(clientFrame(text));
  }

  /** Sends bytes as they are: the floor's trigger. */
  sendRaw(bytes: Uint8Array): void {
    this.#write(bytes);
  }

  close(): void {
    this.#isLeaving = true;
    this.#socket?.end();
  }

  received(bytes: Uint8Array): void {
    const frames = this.#answer === undefined ? bytes : this.#takeAnswer(bytes);
    if (frames.length > 0) this.#reader.feed(frames, this.#frame);
  }

  ended(why: string): void {
    this.#upgraded?.reject(new Error(why));
    if (!this.#isLeaving) this.#parts.lost(why);
  }

  readonly #frame = (payload: Uint8Array, opcode: number): void => {
    if (opcode === opcodes.text) this.#parts.text(payload);
    else if (opcode === opcodes.ping) this.#write(clientFrame(payload, opcodes.pong));
  };

  /** Reads the answer to the upgrade; gives back what came after it. */
  #takeAnswer(bytes: Uint8Array): Uint8Array {
    const before = this.#answer?.length ?? 0;
    this.#answer += Buffer.from(bytes).toString('latin1');
    const end = (this.#answer ?? '').indexOf('\r\n\r\n');
    if (end < 0) return new Uint8Array();
    if (this.#answer?.startsWith('HTTP/1.1 101')) this.#upgraded?.resolve();
    else this.#upgraded?.reject(new Error(`no upgrade: ${this.#answer?.split('\r\n')[0]}`));
    this.#answer = undefined;
    return bytes.slice(end + 4 - before);
  }

  #write(bytes: Uint8Array): void {
    if (this.#isLeaving) return;
    const written = this.#socket?.write(bytes) ?? 0;
    // What the bench sends is small and rare enough to always fit; if not, the run is worth nothing.
    if (written !== bytes.length) throw new Error(`of ${bytes.length} bytes the server took ${written}`);
  }
}
