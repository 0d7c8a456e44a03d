// Port: requests to other people's servers, and the one way to make them. Whoever names the address is not trusted:
// nothing here reaches this machine or its neighbours, and no answer costs more than was said beforehand.

export interface OutgoingAsk {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Those of the transport (host, connection, lengths, encodings) are set by the agent, whatever stands here. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How often an answer may send elsewhere; with 0 such an answer is the answer. */
  readonly redirectsMax: number;
  /** Of the answer's body, on the wire and again unpacked. */
  readonly answerBytesMax: number;
}

export interface OutgoingAnswer {
  readonly status: number;
  /** By name in lower case; without cookies. */
  readonly headers: ReadonlyMap<string, string>;
  /** Unpacked. */
  readonly body: Uint8Array;
  /** Where the answer came from, after redirects. */
  readonly url: string;
}

/** Why there is no answer, in words that may be shown to whoever gave the address. */
export const outgoingFailures = {
  url: 'That address cannot be called: it must be http or https, on a usual port, without a user name.',
  address: 'That address is not on the public internet.',
  name: 'The name of that server could not be resolved.',
  connect: 'That server could not be reached.',
  tls: 'That server has no valid certificate for its name.',
  time: 'That server took too long.',
  size: 'That server answered with too much.',
  answer: 'That server did not answer in HTTP.',
  redirects: 'That server sent us around too often, or to an unsafe place.',
  busy: 'Too many requests are under way.',
  stopped: 'This server is stopping.',
} as const;
export type OutgoingFailure = keyof typeof outgoingFailures;

/** There is no answer; the other side may have received the request nevertheless. */
export class OutgoingError extends Error {
  readonly reason: OutgoingFailure;

  constructor(reason: OutgoingFailure, options?: { cause?: unknown }) {
    super(outgoingFailures[reason], options);
    this.name = 'OutgoingError';
    this.reason = reason;
  }
}

export interface Outgoing {
  /** Asks, and answers within a few seconds. Throws OutgoingError. `signal` gives up: stopped. */
  send(ask: OutgoingAsk, signal?: AbortSignal): Promise<OutgoingAnswer>;
  /** Throws OutgoingError for an address that could never be asked, so that it can be refused when it is given. */
  check(url: string): void;
}
