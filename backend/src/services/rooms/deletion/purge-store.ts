// Port: what is left of rooms whose time is over. Driver: drivers/sql/purge.ts.
import type { RoomId, UserId } from '@sup/protocol';

/** What one step erased. */
export interface Erasure {
  /** Nothing of the room is left to erase. */
  readonly isDone: boolean;
  /** Keys of people's own streams that are gone, or say less than before. */
  readonly told: readonly { readonly user: UserId; readonly keys: readonly string[] }[];
}

export interface PurgeStore {
  /** When the first deleted room is to go, or to be gone on with. */
  next(): Promise<number | undefined>;
  /** Rooms that are to be gone by `now`, and are not. */
  due(now: number, limit: number): Promise<readonly RoomId[]>;
  /** Erases the next part of a room that has ended; repeated until it is done, whatever was cut off before. */
  erase(ask: { room: RoomId; at: number }): Promise<Erasure>;
}
