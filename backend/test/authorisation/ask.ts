// Asks an operation as somebody, through its door, and tells what came of it.
import type { addresses, DownFrame } from '@sup/protocol';
import { callRoute, openSocket, type Place, Refused } from '@sup/testkit';
import type { Operation } from './operations.ts';
import type { Actor } from './people.ts';

export interface Outcome {
  /** `fine`, or the code of the refusal; of what is not answered `unanswered`. */
  readonly code: string;
  /** Of routes. */
  readonly status?: number;
  /** All that was answered, as text. */
  readonly text: string;
}

interface RestInput {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export function ask(
  place: Place,
  operation: Operation,
  { actor, input, token = actor.token }: { actor: Actor; input: unknown; token?: string | undefined },
): Promise<Outcome> {
  const { door } = operation;
  if ('method' in door) return overRest(place, door, { token, input: input as RestInput });
  if (!actor.socket) return asNobody(place, door.frame, input as object);
  return door.isAsk
    ? overSocket(actor.socket, door.frame, input as object)
    : tell(actor.socket, door.frame, input as object);
}

async function overRest(
  place: Place,
  door: { method: string; path: string },
  { token, input }: { token: string | undefined; input: RestInput },
): Promise<Outcome> {
  const path = door.path.replace('/api/v1', '').replaceAll(/\{(\w+)\}/g, ':$1');
  const address = { method: door.method, path } as (typeof addresses)['users']['me'];
  const { params = {}, query = {}, body } = input;
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  const answer = await callRoute<{ code?: string }>(place, address, {
    params,
    query,
    headers,
    ...(body !== undefined && { body }),
  });
  const text = JSON.stringify(answer.body);
  return {
    code: answer.status === 200 ? 'fine' : (answer.body.code ?? 'no code'),
    status: answer.status,
    text,
  };
}

type Socket = NonNullable<Actor['socket']>;

async function overSocket(socket: Socket, type: string, fields: object): Promise<Outcome> {
  try {
    return { code: 'fine', text: JSON.stringify(await socket.ask(type, fields)) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { to: _to, ...frame } = error.frame;
    return { code: frame.code, text: JSON.stringify(frame) };
  }
}

/** What is not answered has been heard once what was asked after it is answered; an error would have come before. */
async function tell(socket: Socket, type: string, fields: object): Promise<Outcome> {
  const from = socket.frames.length;
  socket.say({ type, ...fields });
  await socket.ask('state.sync', { rev: Number.MAX_SAFE_INTEGER });
  const error = socket.frames
    .slice(from)
    .find((frame): frame is DownFrame<'error'> => frame.type === 'error');
  return { code: error?.code ?? 'unanswered', text: JSON.stringify(error ?? null) };
}

/** A frame without a hello before it. */
async function asNobody(place: Place, type: string, fields: object): Promise<Outcome> {
  const socket = await openSocket(place.wsUrl);
  socket.say({ type, id: 1, ...fields });
  const { code } = await socket.next('error');
  const end = await socket.closed;
  return {
    code: code === 'hello-expected' && end.code === 4401 ? 'not-signed-in' : code,
    text: JSON.stringify(socket.frames),
  };
}
