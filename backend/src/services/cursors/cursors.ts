// The door of cursors: receipts (what others see of my reading) and markers (what is unread for me).
import type { Receipt, RoomId, UserId } from '@sup/protocol';
import type { Caller } from '../caller.ts';

export interface Cursors {
  /** "My device has these rooms up to there": merged in memory, written and told within 2 s. Ignores rooms that are not mine and rooms above limits.receiptRoomMembersMax. */
  delivered(by: Caller, heads: Readonly<Record<string, number>>): Promise<void>;
  /** Moves read forward and the marker to where it says; answers the rev of the own stream. */
  read(by: Caller, room: RoomId, seq: number): Promise<{ rev: number }>;
  /** Moves the marker only. */
  mark(by: Caller, room: RoomId, seq: number): Promise<{ rev: number }>;
  /** My own send moves my marker and read to it. Called after the commit, never awaited by the ack. */
  sent(user: UserId, room: RoomId, seq: number): void;
  /** Markers of rooms; a room whose marker was never moved is absent (its joinedSeq counts). */
  markers(user: UserId, rooms: readonly RoomId[]): Promise<ReadonlyMap<RoomId, number>>;
  /** Everyone's receipts in rooms, with what is still in memory. */
  receipts(rooms: readonly RoomId[]): Promise<ReadonlyMap<RoomId, ReadonlyMap<UserId, Receipt>>>;
  /** Writes everything that is still in memory. */
  drain(): Promise<void>;
}
