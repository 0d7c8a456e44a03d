// The door of deletion: rooms that are taken from everybody, given back, and gone when their time is over.
import type { RoomId, RoomView } from '@sup/protocol';
import type { Caller } from '../../caller.ts';

export interface Deletion {
  /** Closes a room; from `deletesAt` of the answer on it cannot be restored. Repeating it changes nothing. */
  delete(by: Caller, room: RoomId): Promise<RoomView>;
  /** Gives a room back to everyone in it. Repeating it changes nothing. */
  restore(by: Caller, room: RoomId): Promise<RoomView>;
}
