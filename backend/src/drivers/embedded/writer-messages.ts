// What the main thread and the writer thread say to each other: one message a group each way.
//
// A round trip of one short string costs 15 CPU-µs on Bun 1.4 and 66 on Node 24, of a string with 64 entries 58 and 123,
// of the same as nested arrays 68 and 143, as one flat array 73 and 237 (2-core machine, both threads counted).
// So log appends travel as JSON text, written once when they are queued. Arguments of operations may be anything that
// can be structured-cloned, and are rare.

import type { ErrorCode, ErrorDetails } from '@sup/protocol';
import { SupError } from '@sup/protocol/wire';

/** How the thread opens the database. */
export interface WriterStart {
  readonly databaseFile: string;
  /** The epoch for a store that has none yet. */
  readonly freshEpoch: string;
}

export interface OperationAsk {
  readonly name: string;
  readonly args: unknown;
}

/** Everything that goes into one transaction: the appends, then the operations. */
export interface Group {
  /** JSON of AppendAsk[]. */
  readonly appends: string;
  readonly operations: readonly OperationAsk[];
}

/** To the thread. 'truncate': copy the write-ahead log into the database and cut it to nothing. */
export type ToWriter = Group | 'truncate' | 'close';

/** Why one write of a group, and only that, was undone. */
export interface Failure {
  readonly code?: ErrorCode;
  readonly details?: ErrorDetails;
  readonly message: string;
}

export type AppendResult = 'appended' | 'stale' | Failure;
export type OperationResult = { readonly answer: unknown } | { readonly failure: Failure };

export type FromWriter =
  | { readonly type: 'ready'; readonly epoch: string }
  /** The database could not be opened; `sentence` is for people. */
  | { readonly type: 'refused'; readonly sentence: string }
  | {
      readonly type: 'committed';
      readonly appends: readonly AppendResult[];
      readonly operations: readonly OperationResult[];
      readonly durationMs: number;
      /** A body was blanked: what is left of it in the write-ahead log must go. */
      readonly blanked: boolean;
    }
  /** Nothing of the group was written. */
  | { readonly type: 'undone'; readonly code: 'store-full' | 'store-unavailable' }
  | { readonly type: 'truncated'; readonly complete: boolean }
  | { readonly type: 'closed' }
  /** What is on disk is unknown: the process must end and read it again. */
  | { readonly type: 'broken'; readonly message: string };

/** Makes what was thrown fit to cross the threads. */
export function toFailure(error: unknown): Failure {
  if (error instanceof SupError) return { code: error.code, details: error.details, message: error.message };
  return { message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}

/** Turns a failure back into what the caller throws: a SupError, or an error that is a bug. */
export function fromFailure({ code, details, message }: Failure): Error {
  return code === undefined
    ? new Error(`a write failed in the writer thread: ${message}`)
    : new SupError(code, details);
}
