// A socket below WebSocket libraries, for what they would never send: broken frames, half handshakes, no reading at all.
import { connect, type Socket } from 'node:net';
import { subprotocol } from '@sup/protocol';

const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9 } as const;

/** One frame as a client sends it, masked. */
export function clientFrame(
  kind: keyof typeof opcodes,
  payload: Uint8Array | string,
  { final = true }: { final?: boolean } = {},
): Buffer {
  const data = Buffer.from(payload as Uint8Array);
  const mask = Buffer.from([1, 2, 3, 4]);
  const first = (final ? 0x80 : 0) | opcodes[kind];
  let head: Buffer;
  if (data.length < 126) head = Buffer.from([first, 0x80 | data.length]);
  else if (data.length < 65_536) {
    head = Buffer.from([first, 0x80 | 126, 0, 0]);
    head.writeUInt16BE(data.length, 2);
  } else {
    head = Buffer.from([first, 0x80 | 127, 0, 0, 0, 0, 0, 0, 0, 0]);
    head.writeBigUInt64BE(BigInt(data.length), 2);
  }
  const masked = data.map((byte, at) => byte ^ (mask[at % 4] ?? 0));
  return Buffer.concat([head, mask, masked]);
}

export class WireSocket {
  readonly #socket: Socket;
  #received = Buffer.alloc(0);
  /** Resolves when the other side has ended the connection. */
  readonly ended: Promise<void>;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (data) => {
      this.#received = Buffer.concat([this.#received, data]);
    });
    socket.on('error', () => undefined);
    this.ended = new Promise((resolve) => socket.once('close', () => resolve()));
  }

  /** Everything received so far. */
  get received(): Buffer {
    return this.#received;
  }

  write(bytes: Uint8Array | string): void {
    this.#socket.write(bytes);
  }

  /** Asks to become a WebSocket; resolves with the head of the answer. */
  async upgrade({ path = '/ws', headers = {} }: { path?: string; headers?: Record<string, string> } = {}) {
    const all = {
      host: 'localhost',
      upgrade: 'websocket',
      connection: 'Upgrade',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'sec-websocket-protocol': subprotocol,
      ...headers,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    this.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
    await this.#until(() => this.#received.includes('\r\n\r\n'));
    const end = this.#received.indexOf('\r\n\r\n') + 4;
    const head = this.#received.subarray(0, end).toString();
    this.#received = this.#received.subarray(end);
    return head;
  }

  /** The code of the close frame with which the server ends; undefined if it just ended. */
  async closeCode(): Promise<number | undefined> {
    await this.ended;
    let code: number | undefined;
    for (let at = 0; at + 2 <= this.#received.length; ) {
      const kind = (this.#received[at] ?? 0) & 15;
      let length = (this.#received[at + 1] ?? 0) & 127;
      at += 2;
      if (length === 126) {
        length = this.#received.readUInt16BE(at);
        at += 2;
      } else if (length === 127) {
        length = Number(this.#received.readBigUInt64BE(at));
        at += 8;
      }
      if (kind === opcodes.close && length >= 2) code = this.#received.readUInt16BE(at);
      at += length;
    }
    return code;
  }

  /** Stops reading: what the server sends piles up on its side. */
  pause(): void {
    this.#socket.pause();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  async #until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) {
      await new Promise<void>((resolve) => {
        this.#socket.once('data', () => resolve());
        this.#socket.once('close', () => resolve());
      });
      if (this.#socket.destroyed && !isTrue()) throw new Error('the server ended the connection');
    }
  }
}

/** Connects below WebSocket. */
export async function openWire({ url }: { url: string }): Promise<WireSocket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  return new WireSocket(socket);
}
