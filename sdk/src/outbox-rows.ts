// Writes in memory and in the local store.
import type { Ack, Cmid } from '@sup/protocol';
import type { Change } from './local-store.ts';
import type { Stoppable } from './platform.ts';
import type { OutboxRow, Refusal } from './records.ts';

/** A write with what this tab knows of it. */
export interface Waiting {
  row: OutboxRow;
  /** Lies in the store: before that nothing goes out. */
  stored: boolean;
  inFlight: boolean;
  /** Went out at least once: what became of it may be unknown. */
  tried: boolean;
  /** This connection refused it for now, and takes nothing more of the room until it returns (R24). */
  isOwed: boolean;
  /** Its writer may undo it until then, by this device's clock: it does not go out before. */
  heldUntil: number;
  holding: Stoppable | undefined;
  readonly outcome: Set<{ resolve: () => void; reject: (error: Error) => void }>;
}

/** The writes of a room. */
export interface Lane {
  /** In order. */
  writes: Waiting[];
  /** The same array until something changed, for snapshots. */
  shown: readonly OutboxRow[];
  tries: number;
  alarm: Stoppable | undefined;
}

/** What tabs tell each other. */
export type TabNews =
  | { readonly is: 'write' }
  | { readonly is: 'retry' | 'discard'; readonly cmid: Cmid }
  | { readonly is: 'outcome'; readonly cmid: Cmid; readonly ack?: Ack; readonly refusal?: Refusal };

export const none: readonly OutboxRow[] = [];

/** Nothing of it has to go out. */
export function isSettled({ row, isOwed }: Waiting): boolean {
  return row.refusal !== undefined || (row.ack !== undefined && !isOwed);
}

export function keyOf({ order, cmid }: OutboxRow): string {
  return `${String(order).padStart(16, '0')}:${cmid}`;
}

/** Takes it out of the local store. */
export function removal(row: OutboxRow): Change {
  return { table: 'outbox', key: keyOf(row) };
}
