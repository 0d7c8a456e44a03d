/*
 * The one agent for requests to other people's servers. A request is a chain of hops; before each one the address is read
 * anew, every address of its name is checked, and the connection is made to a checked address, so that neither a redirect
 * nor a name that changes its mind leads inside. It keeps no connections and no cookies and knows no proxies: the runtime's
 * own HTTP clients read those from the environment, and differ in what they let one pin (docs/decisions/060).
 */
import type { Clock } from '../../clock.ts';
import { type Outgoing, type OutgoingAnswer, type OutgoingAsk, OutgoingError } from '../../ports/outgoing.ts';
import type { Telemetry } from '../../telemetry/index.ts';
import { AllowList } from './allow-list.ts';
import type { RawAnswer } from './answer-reader.ts';
import { exchange } from './exchange.ts';
import { familyOf } from './public-address.ts';
import { requestBytes } from './request-bytes.ts';
import {
  checkedAddresses,
  type Lookup,
  lookupBySystem,
  mustBeAllowed,
  type Target,
  targetOf,
} from './target.ts';
import { unpack } from './unpack.ts';

/** From the call to the answer, redirects included. */
const wholeMs = 15_000;
const atOnceMax = 64;

export interface OutgoingParts {
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'queueLimitReached'>;
  /** Names, addresses and networks that may be asked although they are not public. */
  readonly allow: readonly string[];
  /** The system's, but for tests. */
  readonly lookup?: Lookup;
  /** PEM; the system's, but for tests. */
  readonly authorities?: string;
}

interface Agent extends OutgoingParts {
  readonly allowList: AllowList;
  readonly lookup: Lookup;
}

/** What is sent where, from hop to hop. */
interface Hop extends Pick<OutgoingAsk, 'method' | 'headers' | 'body'> {
  readonly target: Target;
}

/** Builds the agent. */
export function createOutgoing(parts: OutgoingParts): Outgoing {
  const agent: Agent = { lookup: lookupBySystem, ...parts, allowList: new AllowList(parts.allow) };
  let underWay = 0;
  return {
    async send(ask, signal) {
      if (underWay >= atOnceMax) {
        parts.telemetry.queueLimitReached('outgoing');
        throw new OutgoingError('busy');
      }
      underWay += 1;
      try {
        return await within(agent, signal, (limit) => follow(agent, ask, limit));
      } finally {
        underWay -= 1;
      }
    },
    check(url) {
      const target = targetOf(url);
      if (familyOf(target.host)) mustBeAllowed(target, target.host, agent.allowList);
    },
  };
}

/** Runs an act that ends by its signal, in time or when the caller gives up. */
async function within<Answer>(
  { clock }: Agent,
  signal: AbortSignal | undefined,
  act: (limit: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const limit = new AbortController();
  const stop = () => limit.abort(new OutgoingError('stopped', { cause: signal?.reason }));
  const alarm = clock.after(wholeMs, () => limit.abort(new OutgoingError('time')));
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  try {
    return await act(limit.signal);
  } finally {
    alarm.stop();
    signal?.removeEventListener('abort', stop);
  }
}

async function follow(agent: Agent, ask: OutgoingAsk, limit: AbortSignal): Promise<OutgoingAnswer> {
  let hop: Hop = { ...ask, target: targetOf(ask.url) };
  for (let redirects = 0; ; redirects += 1) {
    const raw = await askOnce(agent, { hop, answerBytesMax: ask.answerBytesMax }, limit);
    const location = isRedirect(raw.status) ? raw.headers.get('location') : undefined;
    if (location === undefined || ask.redirectsMax === 0) {
      const body = await unpack(raw.body, raw.headers.get('content-encoding'), ask.answerBytesMax);
      return { status: raw.status, headers: raw.headers, body, url: hop.target.url.href };
    }
    if (redirects >= ask.redirectsMax) throw new OutgoingError('redirects');
    hop = nextHop(hop, raw.status, location);
  }
}

/** Asks at the first of the checked addresses that can be reached. */
async function askOnce(
  agent: Agent,
  { hop, answerBytesMax }: { hop: Hop; answerBytesMax: number },
  limit: AbortSignal,
): Promise<RawAnswer> {
  const { target } = hop;
  const { clock, authorities, allowList: allow, lookup } = agent;
  const addresses = await orAborted(checkedAddresses(target, { allow, lookup }), limit);
  const request = requestBytes(target, hop);
  let failure = new OutgoingError('connect');
  for (const address of addresses) {
    try {
      return await exchange({ target, address, request, answerBytesMax, authorities }, clock, limit);
    } catch (error) {
      if (!(error instanceof OutgoingError) || error.reason !== 'connect') throw error;
      failure = error;
    }
  }
  throw failure;
}

/** A name server cannot be called off, only not waited for. */
function orAborted<Answer>(promise: Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp));
  });
}

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

/** What may be told to another server than the one it was meant for. */
const harmlessHeaders: ReadonlySet<string> = new Set(['accept', 'content-type']);

function nextHop(hop: Hop, status: number, location: string): Hop {
  const target = targetOf(location, hop.target.url);
  if (hop.target.isTls && !target.isTls) throw new OutgoingError('redirects');
  const isOther = target.url.origin !== hop.target.url.origin;
  const headers = Object.entries(hop.headers ?? {}).filter(
    ([name]) => !isOther || harmlessHeaders.has(name.toLowerCase()),
  );
  // 307 and 308 repeat the request; after the others only reading goes on.
  const again = status >= 307 && hop.body !== undefined ? { body: hop.body } : {};
  return {
    target,
    method: status >= 307 ? hop.method : 'GET',
    headers: Object.fromEntries(headers),
    ...again,
  };
}
