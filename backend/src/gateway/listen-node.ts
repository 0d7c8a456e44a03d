// node:http and ws. Slower than Bun by what its streams cost; the same rules.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import { subprotocol } from '@sup/protocol';
import { type WebSocket, WebSocketServer } from 'ws';
import {
  engineLimits,
  type Listener,
  type ListenerOptions,
  ListenFailed,
  type Peer,
  type Ready,
  type Socket,
} from './listener.ts';

/** Listens with Node's own server. */
export async function listenOnNode(options: ListenerOptions): Promise<Listener> {
  const server = openServer(options);
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: options.frameBytesMax,
    perMessageDeflate: false,
    skipUTF8Validation: false,
    handleProtocols: () => subprotocol,
  });
  server.on('upgrade', (incoming: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    const asker = { address: incoming.socket.remoteAddress ?? '' };
    const peer = options.upgrade(requestOf(incoming), asker);
    if (peer instanceof Response) return refuse(stream, peer);
    sockets.handleUpgrade(incoming, stream, head, (socket) => connect({ socket, stream, peer }));
  });
  // A handshake that ws itself refuses never becomes a socket.
  sockets.on('wsClientError', (_error, stream) => stream.destroy());
  await listening(server, options);
  return {
    port: (server.address() as AddressInfo).port,
    ready: (text) => Buffer.from(text),
    stop: () => stop(server, sockets),
  };
}

function openServer(options: ListenerOptions): Server {
  const respond = getRequestListener(
    (request, env) => options.respond(request, { address: env.incoming.socket.remoteAddress ?? '' }),
    { overrideGlobalObjects: false },
  );
  const times = {
    headersTimeout: engineLimits.requestIdleSeconds * 1_000,
    requestTimeout: engineLimits.requestIdleSeconds * 3_000,
    keepAliveTimeout: engineLimits.requestIdleSeconds * 1_000,
    connectionsCheckingInterval: 1_000,
  };
  const listener = (...args: Parameters<typeof respond>) => void respond(...args);
  try {
    return options.tls
      ? (createTlsServer({ ...times, ...options.tls }, listener) as Server)
      : createServer(times, listener);
  } catch (cause) {
    // A certificate that is none is refused before anything listens.
    throw asListenFailed(cause);
  }
}

function asListenFailed(cause: unknown): ListenFailed {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'UNKNOWN';
  return new ListenFailed(code, { cause });
}

function listening(server: Server, { host, port }: ListenerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(asListenFailed(cause)));
    server.listen({ host, port, backlog: 4_096 }, resolve);
  });
}

function connect({ socket, stream, peer }: { socket: WebSocket; stream: Duplex; peer: Peer }): void {
  peer.opened(new NodeSocket(socket, stream));
  socket.on('message', (data, isBinary) => peer.received(isBinary ? undefined : String(data)));
  socket.on('close', (code) => peer.closed(code));
  // ws closes by itself with the code that fits (1002, 1007, 1009); the close event follows.
  socket.on('error', () => undefined);
}

class NodeSocket implements Socket {
  readonly #socket: WebSocket;
  /** What ws writes to: ws itself corks only the header and the text of one frame. */
  readonly #stream: Duplex;

  constructor(socket: WebSocket, stream: Duplex) {
    this.#socket = socket;
    this.#stream = stream;
  }

  send(text: Ready): number {
    this.#socket.send(text, { binary: false });
    const waiting = this.#socket.bufferedAmount;
    if (waiting > engineLimits.backlogBytesMax) this.#socket.terminate();
    // Node counts what it has just handed to the kernel as waiting until the next turn: who asks then sees the truth.
    return waiting > 0 ? -1 : 1;
  }

  cork(send: () => void): void {
    this.#stream.cork();
    send();
    this.#stream.uncork();
  }

  getBufferedAmount(): number {
    return this.#socket.bufferedAmount;
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason);
  }

  terminate(): void {
    this.#socket.terminate();
  }
}

function requestOf(incoming: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, String(value));
  }
  return new Request(new URL(incoming.url ?? '/', 'http://localhost'), { headers });
}

function refuse(stream: Duplex, response: Response): void {
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  void response.text().then((text) => {
    const length = `content-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n`;
    stream.end(`HTTP/1.1 ${response.status} Refused\r\n${headers}${length}\r\n${text}`);
  });
}

async function stop(server: Server, sockets: WebSocketServer): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  for (const socket of sockets.clients) socket.terminate();
  server.closeAllConnections();
  await closed;
}
