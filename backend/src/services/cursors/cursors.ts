// The door of cursors: receipts (what others see of my reading) and markers (what is unread for me).
import type { MessageId, Receipt, RoomId, UserId } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import type { MarkerPlace } from './cursor-store.ts';

export interface Cursors {
  /** "My device has these rooms up to there": merged in memory, written and told within 2 s. Ignores rooms that are not mine and rooms above limits.receiptRoomMembersMax. */
  delivered(by: Caller, heads: Readonly<Record<string, number>>): Promise<void>;
  /** Moves read forward and the marker to where it says; answers the rev of the own stream. */
  read(by: Caller, room: RoomId, seq: number): Promise<{ rev: number }>;
  /** Moves the marker only. */
  mark(by: Caller, room: RoomId, seq: number): Promise<{ rev: number }>;
  /** Moves the marker in a thread, of which the service of threads knows that the caller may read it. */
  markThread(by: Caller, place: Required<MarkerPlace>, seq: number): Promise<{ rev: number }>;
  /** My own send moves my marker to it: in a room together with read, in a thread alone. Called after the commit, never awaited by the ack. */
  sent(user: UserId, place: MarkerPlace, seq: number): void;
  /** Markers of threads of a room; one that was never moved is absent. */
  threadMarkers(
    user: UserId,
    room: RoomId,
    threads: readonly MessageId[],
  ): Promise<ReadonlyMap<MessageId, number>>;
  /** Markers of rooms; a room whose marker was never moved is absent (its joinedSeq counts). */
  markers(user: UserId, rooms: readonly RoomId[]): Promise<ReadonlyMap<RoomId, number>>;
  /** Everyone's receipts in rooms, with what is still in memory. */
  receipts(rooms: readonly RoomId[]): Promise<ReadonlyMap<RoomId, ReadonlyMap<UserId, Receipt>>>;
  /** Writes everything that is still in memory. */
  drain(): Promise<void>;
}
