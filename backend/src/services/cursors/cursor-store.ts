// Port: where cursors are kept. Drivers: drivers/sql/cursors.ts; every driver passes test/contract/cursors.ts.
import type { MessageId, Receipt, RoomId, StateItem, UserId } from '@sup/protocol';

/** How far someone has come in a room; 0 where nothing was said. */
export interface RoomReceipt extends Receipt {
  readonly room: RoomId;
  readonly user: UserId;
}

export interface ReceiptWrite extends RoomReceipt {
  /** What others may see of it: nothing of what is hidden. */
  readonly told: Receipt;
  /** Whether it is also kept when `told` came there: only in rooms where members are told of each other. */
  readonly isDated: boolean;
}

/** When someone whose receipts are told came to a place; a time that is not known is absent. */
export interface ReceiptDates {
  readonly user: UserId;
  readonly deliveredAt?: number;
  readonly readAt?: number;
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
  /** What is told of the present members of rooms, also of those who hide theirs by now. */
  receipts(rooms: readonly RoomId[]): Promise<readonly RoomReceipt[]>;
  /** Members of rooms who hide their receipts. */
  hidingIn(rooms: readonly RoomId[]): Promise<readonly { room: RoomId; user: UserId }[]>;
  /** Those of these people who hide their receipts. */
  hiding(users: readonly UserId[]): Promise<ReadonlySet<UserId>>;
  /** When those of whom it is told in a room came to this seq or beyond. */
  dates(room: RoomId, seq: number): Promise<readonly ReceiptDates[]>;
  /** How many members, but this one and those who hide their receipts, have read up to this seq or beyond. */
  readers(room: RoomId, seq: number, but: UserId): Promise<number>;
  /** One person's own receipts in rooms. */
  receiptsOf(user: UserId, rooms: readonly RoomId[]): Promise<readonly RoomReceipt[]>;
  /** One person's markers by their keys in the own stream; one that was never moved is absent. */
  markers(user: UserId, keys: readonly string[]): Promise<ReadonlyMap<string, number>>;
}
