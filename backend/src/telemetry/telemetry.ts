import type { Log } from './log.ts';

/** Why a frame did not reach a connection. */
export type FrameDropReason = 'slow_reader' | 'connection_closed' | 'not_allowed';

/** One commit of the message store: how many entries went in together, and how long until they were durable. */
export interface CommitFacts {
  entries: number;
  durationMs: number;
}

/** One answered HTTP request; `route` is the pattern, never the address, so that the number of series is bounded. */
export interface RequestFacts {
  method: string;
  route: string;
  status: number;
  durationMs: number;
}

/** What the supervisor last said about the process tree. */
export interface TreeFacts {
  /** Restarts of each child since the supervisor started. */
  restarts: Readonly<Record<string, number>>;
  /** Parts switched off because they kept dying. */
  off: readonly string[];
}

/**
 * What happens in the business, one function an event: callers say what happened, not which metric counts it.
 * Every function is cheap enough for the hot path, and none ever throws or waits.
 */
export interface Telemetry {
  readonly log: Log;
  connectionOpened(): void;
  /** A socket that had been opened is gone; `code` is the WebSocket close code. */
  connectionClosed(code: number): void;
  /** A socket was refused before it was one, such as for its Origin or at the limit of connections. */
  connectionRefused(reason: string): void;
  /** A frame of a type the protocol knows, or `invalid`. */
  frameReceived(type: string): void;
  /** One encoded event was written to `connections` sockets. */
  frameDelivered(connections: number): void;
  frameDropped(reason: FrameDropReason): void;
  /** Entries of a room's log became durable. */
  messageStored(entries: number): void;
  ackSent(): void;
  /** A send that had been stored before got its first answer again. */
  repeatAnswered(): void;
  committed(commit: CommitFacts): void;
  /** A write was refused as retryable, such as with a full disk. */
  writeRefused(reason: string): void;
  /** A named queue, buffer or map was full, and something was dropped or refused. */
  queueLimitReached(queue: string): void;
  rateLimitReached(limit: string): void;
  signInTried(outcome: 'succeeded' | 'refused' | 'limited'): void;
  requestAnswered(request: RequestFacts): void;
  treeChanged(tree: TreeFacts): void;
}
