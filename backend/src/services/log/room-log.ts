// Port: where rooms' logs are kept. Driver: drivers/sql/rooms/room-log.ts; every driver passes test/contract/room-log.ts.
import type {
  Cmid,
  Deletion,
  DeviceId,
  Entry,
  History,
  MessageId,
  Role,
  RoomId,
  RoomKind,
  RoomSettings,
  Sight,
  Standing,
  Stay,
  UserId,
} from '@sup/protocol';

export interface StoredEntry {
  readonly entry: Entry;
  /** Logged and acked, but never shown to this person: a blocked sender's message, and what is said about it. */
  readonly hiddenFrom?: UserId;
}

/** Where a forwarded message was said before. Not in its entry: who may not see it there learns nothing of it. */
export interface Origin {
  readonly room: RoomId;
  readonly message: MessageId;
}

/** What identifies a write over all of its tries, and what its ack said. */
export interface SendRecord {
  readonly account: UserId;
  readonly cmid: Cmid;
  /** HMAC of the content: a retry has the same. */
  readonly digest: string;
  readonly seq: number;
  readonly at: number;
  readonly message?: MessageId;
  readonly ordinal?: number;
}

/** An entry ready to be appended, with the key of the write that made it. */
export interface Append extends StoredEntry {
  readonly device: DeviceId;
  readonly send: SendRecord;
  readonly origin?: Origin;
}

export interface RoomInfo {
  readonly id: RoomId;
  readonly kind: RoomKind;
  readonly name?: string | undefined;
  readonly topic?: string | undefined;
  readonly history: History;
  readonly settings?: RoomSettings | undefined;
  readonly deletion?: Deletion | undefined;
  readonly createdAt: number;
  readonly createdBy: UserId;
}

/** `joinedSeq`, the entry by which the person joined, is their marker before they ever moved it. */
export interface Membership extends Sight, Standing {
  readonly role: Role;
  readonly joinedAt: number;
}

/** Somebody who cannot come in. */
export interface Ban {
  readonly by: UserId;
  readonly at: number;
  /** protocol's `forever` where somebody has to end it. */
  readonly until: number;
  readonly reason?: string;
}

/** A room's state at its head: what follows from all of its entries. */
export interface RoomState {
  readonly info: RoomInfo;
  readonly head: number;
  readonly ordinal: number;
  readonly deletions: number;
  readonly members: ReadonlyMap<UserId, Membership>;
  /** Of who was a member and is none now: what they have seen, for when they come back. */
  readonly former: ReadonlyMap<UserId, readonly Stay[]>;
  /** Also those that time has ended since the last one was added. */
  readonly bans: ReadonlyMap<UserId, Ban>;
  /** Until when someone may not write; kept for who leaves, so that coming back does not end it. */
  readonly mutes: ReadonlyMap<UserId, number>;
  /** Of a space: what is in it, each with its place. */
  readonly children: ReadonlyMap<RoomId, number>;
}

export interface RoomLog {
  /** The room at its head with up to limits.dedupeWindow newest send records, ascending by seq; undefined if it has no entry. Finishes projections that a crash left behind. */
  load(room: RoomId): Promise<{ state: RoomState; sends: readonly SendRecord[] } | undefined>;
  /**
   * Appends entries with seqs head+1, head+2, … if the room's head still is `head` (0 for a room that does not exist yet).
   * Resolves once log and projections (messages, reactions, rooms, members, room keys of the own streams, blanked bodies) are durable.
   * 'stale': the head has moved and nothing was written. Throws SupError store-full or store-unavailable when surely
   * nothing was written; any other error leaves the outcome unknown, to be settled by load().
   */
  append(room: RoomId, head: number, entries: readonly Append[]): Promise<'appended' | 'stale'>;
  /** The record of a write, however long ago. */
  findSend(room: RoomId, account: UserId, cmid: Cmid): Promise<SendRecord | undefined>;
  /** Entries after `from`, ascending and without holes, at most `limit`. */
  read(room: RoomId, from: number, limit: number): Promise<readonly StoredEntry[]>;
  /** Heads of rooms; a room without entries is absent. */
  heads(rooms: readonly RoomId[]): Promise<ReadonlyMap<RoomId, number>>;
}
