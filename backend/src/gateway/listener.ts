// What the gateway asks of a network engine. `listen-bun.ts` and `listen-node.ts` are the two there are.

/** One open WebSocket, as the engine gives it. Bun's own object fits, so that nothing is wrapped there. */
export interface Socket {
  /** Writes a text frame. Negative: it waits in memory. 0: it was dropped, and the engine closes the socket. */
  send(text: Ready): number;
  /** What is sent while `send` runs goes to the system in one write. */
  cork(send: () => void): void;
  /** Bytes that wait in memory because the other side does not read. */
  getBufferedAmount(): number;
  /** Says the close code after everything that waits. */
  close(code: number, reason: string): void;
  /** Ends it at once and frees what waits. */
  terminate(): void;
}

/** A text made ready by `Listener.ready` to be written to many sockets, or any text. */
export type Ready = string | Uint8Array;

/** The gateway's end of one socket. */
export interface Peer {
  opened(socket: Socket): void;
  /** undefined: a binary frame. */
  received(text: string | undefined): void;
  /** Some of what waited has been written. */
  drained(): void;
  closed(code: number): void;
}

/** What is known of someone who asks, before anything is believed. */
export interface Asker {
  /** Address of the other end of the TCP connection. */
  readonly address: string;
}

export interface ListenerOptions {
  readonly host: string;
  readonly port: number;
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly frameBytesMax: number;
  readonly requestBytesMax: number;
  /** Decides on a request for a WebSocket: the peer to connect, or the answer that refuses it. */
  upgrade(request: Request, asker: Asker): Peer | Response;
  /** Answers every other request. */
  respond(request: Request, asker: Asker): Promise<Response> | Response;
}

export interface Listener {
  readonly port: number;
  /** The cheapest form of a text for `send` on this engine, where the same text goes to many. */
  ready(text: string): Ready;
  /** Takes no new connections and ends those there are; resolves when none is left. */
  stop(): Promise<void>;
}

/** Past these, an idle or half-open connection is ended by the engine. */
export const engineLimits = {
  /** A socket on which nothing moves; the gateway's own rule of silence is the shorter. */
  socketIdleSeconds: 120,
  /** A request that does not arrive, such as headers that trickle in. */
  requestIdleSeconds: 10,
  /** Waiting bytes at which the engine itself closes a socket. The gateway's own limit is lower. */
  backlogBytesMax: 4 * 1_024 * 1_024,
} as const;

/** The port is not to be had; `code` is the system's, such as EADDRINUSE. */
export class ListenFailed extends Error {
  readonly code: string;

  constructor(code: string, options: { cause: unknown }) {
    super(`cannot listen: ${code}`, options);
    this.name = 'ListenFailed';
    this.code = code;
  }
}
