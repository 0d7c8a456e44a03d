// Port: where cursors are kept. Drivers: drivers/sql/cursors.ts; every driver passes test/contract/cursors.ts.
import type { MessageId, Receipt, RoomId, StateItem, UserId } from '@sup/protocol';

/** How far someone has come in a room; 0 where nothing was said. */
export interface RoomReceipt extends Receipt {
  readonly room: RoomId;
  readonly user: UserId;
}

export interface ReceiptWrite extends RoomReceipt {
  /** Whether it is also kept when this was: only in rooms where members are told of each other. */
  readonly isTold: boolean;
}

/** Where somebody may have a marker: in a room, or in one of its threads. */
export interface MarkerPlace {
  readonly room: RoomId;
  readonly thread?: MessageId;
}

export interface MarkerWrite extends MarkerPlace {
  readonly user: UserId;
  readonly seq: number;
  /** `exactly` also moves back, `forward` never does. */
  readonly move: 'exactly' | 'forward';
}

/** Everything that is due, written at once. */
export interface CursorBatch {
  readonly receipts: readonly ReceiptWrite[];
  readonly markers: readonly MarkerWrite[];
  readonly at: number;
}

export interface CursorStore {
  /**
   * Merges receipts as maxima and puts moved markers into the own streams, all or nothing, durable when it resolves.
   * Answers the markers that moved, with their new revs, in the order of the writes.
   */
  save(batch: CursorBatch): Promise<readonly { user: UserId; item: StateItem }[]>;
  /** Receipts of the present members of rooms. */
  receipts(rooms: readonly RoomId[]): Promise<readonly RoomReceipt[]>;
  /** One person's receipts in rooms. */
  receiptsOf(user: UserId, rooms: readonly RoomId[]): Promise<readonly RoomReceipt[]>;
  /** One person's markers by their keys in the own stream; one that was never moved is absent. */
  markers(user: UserId, keys: readonly string[]): Promise<ReadonlyMap<string, number>>;
}
