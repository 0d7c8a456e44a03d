// The door of cursors: receipts (what others see of my reading) and markers (what is unread for me).
import type { MessageId, Receipt, ReceiptsView, RoomId, UserId } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import type { MarkerPlace } from './cursor-store.ts';

/** What everyone in a room may know of who has received and read what. */
export interface ToldReceipts {
  readonly receipts: ReadonlyMap<UserId, Receipt>;
  /** Members who hide theirs: of them nothing is told. */
  readonly hiding: ReadonlySet<UserId>;
}

export interface MessagePlace {
  readonly room: RoomId;
  readonly seq: number;
  readonly by: UserId;
  /** In a thread: reading the room is not reading it. */
  readonly isReply: boolean;
}

/** A ReceiptsView before people have names. */
export type Reached = Without<ReceiptsView, 'users'>;
type Without<View, Field extends string> = View extends unknown ? Omit<View, Field> : never;

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
  /** What is told in rooms, with what is still in memory. Not for who hides theirs, and not of rooms that hide all. */
  receipts(rooms: readonly RoomId[]): Promise<ReadonlyMap<RoomId, ToldReceipts>>;
  /** How far one person has come in rooms, whoever may know it. */
  own(user: UserId, rooms: readonly RoomId[]): Promise<ReadonlyMap<RoomId, Receipt>>;
  /** Whether this person hides their receipts; they are told nobody's then. */
  hides(user: UserId): Promise<boolean>;
  /** What a member of the room may know of who has received and read a message; throws room-not-found. */
  reached(user: UserId, message: MessagePlace): Promise<Reached>;
  /** Writes everything that is still in memory. */
  drain(): Promise<void>;
}
