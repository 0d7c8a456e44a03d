// Bun's native server. Measured here (300-byte frames, 1,000 sockets, CPU-µs a delivery): raw TCP writes of ready bytes
// 6.7, `send(string)` 6.9–7.2, `publish(topic)` 6.4–7.4, corked sends 7.2: the kernel's write is nearly all of it, so plain
// sends are used, which keep back-pressure visible for each socket.
import { subprotocol } from '@sup/protocol';
import { engineLimits, type Listener, type ListenerOptions, ListenFailed, type Peer } from './listener.ts';

/** What of Bun is used; its own types would drag DOM-like globals into every file. */
interface BunSocket {
  readonly data: Peer;
  send(text: string | Uint8Array): number;
  cork(send: () => void): void;
  getBufferedAmount(): number;
  close(code: number, reason: string): void;
  terminate(): void;
}

interface BunServer {
  readonly port: number;
  requestIP(request: Request): { address: string } | null;
  upgrade(request: Request, options: { data: Peer; headers?: Record<string, string> }): boolean;
  stop(closeActive: boolean): Promise<void>;
}

interface Bun {
  serve(options: object): BunServer;
}

/** Listens with Bun.serve. */
export async function listenOnBun(options: ListenerOptions): Promise<Listener> {
  const { Bun } = globalThis as unknown as { Bun: Bun };
  try {
    const server = Bun.serve(serveOptions(options));
    return { port: server.port, ready: (text) => text, stop: () => server.stop(true) };
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'UNKNOWN';
    throw new ListenFailed(code, { cause });
  }
}

function serveOptions(options: ListenerOptions): object {
  return {
    hostname: options.host,
    port: options.port,
    ...(options.tls && { tls: options.tls }),
    development: false,
    // Without it Bun outside development shares a taken port in silence instead of refusing it.
    reusePort: false,
    idleTimeout: engineLimits.requestIdleSeconds,
    // Above our own limit, so that what is too large is answered in our own form.
    maxRequestBodySize: options.requestBytesMax * 4,
    fetch: (request: Request, server: BunServer) => answer(request, server, options),
    websocket: {
      maxPayloadLength: options.frameBytesMax,
      perMessageDeflate: false,
      idleTimeout: engineLimits.socketIdleSeconds,
      sendPings: false,
      backpressureLimit: engineLimits.backlogBytesMax,
      closeOnBackpressureLimit: true,
      open: (socket: BunSocket) => socket.data.opened(socket),
      message: (socket: BunSocket, message: string | Uint8Array) =>
        socket.data.received(typeof message === 'string' ? message : undefined),
      drain: (socket: BunSocket) => socket.data.drained(),
      close: (socket: BunSocket, code: number) => socket.data.closed(code),
    },
  };
}

function answer(
  request: Request,
  server: BunServer,
  options: ListenerOptions,
): Promise<Response> | Response | undefined {
  const asker = { address: server.requestIP(request)?.address ?? '' };
  if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') return options.respond(request, asker);
  const peer = options.upgrade(request, asker);
  if (peer instanceof Response) return peer;
  const headers = { 'sec-websocket-protocol': subprotocol };
  if (server.upgrade(request, { data: peer, headers })) return undefined;
  peer.closed(1006);
  return new Response(null, { status: 400 });
}
