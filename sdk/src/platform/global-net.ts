// The global WebSocket and fetch, which browsers, Node 24 and Bun share.
import { subprotocol } from '@sup/protocol/wire';
import type { HttpAnswer, HttpRequest, Socket, SocketEvents } from '../platform.ts';

/** Opens a socket of the global WebSocket. */
export function openSocket(url: string, events: SocketEvents): Socket {
  const socket = new WebSocket(url, subprotocol);
  socket.onopen = () => events.opened();
  socket.onmessage = ({ data }) => {
    if (typeof data === 'string') events.received(data);
  };
  socket.onclose = ({ code }) => events.closed(code);
  // A close event follows every error event and says all there is to know.
  socket.onerror = () => undefined;
  return {
    // What is said to a socket that is closing is lost, and its close event says so.
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: (code) => socket.close(code),
  };
}

/** One request of the global fetch, with a deadline. */
export async function fetchText({ method, url, headers, body, timeoutMs }: HttpRequest): Promise<HttpAnswer> {
  const answer = await fetch(url, {
    method,
    headers,
    credentials: 'same-origin',
    signal: AbortSignal.timeout(timeoutMs),
    ...(body === undefined ? {} : { body }),
  });
  return textOf(answer);
}

/** What the core reads of an answer. */
export async function textOf(answer: Response): Promise<HttpAnswer> {
  const seconds = Number(answer.headers.get('Retry-After') ?? Number.NaN);
  return {
    status: answer.status,
    text: await answer.text(),
    ...(Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {}),
  };
}
