// Port: who is in which room, and which rooms there are. Projected from the logs by the log's driver; read only.
import type { Role, RoomId, Sight, UserId } from '@sup/protocol';
import type { Ban, Membership, RoomInfo } from '../log/room-log.ts';

/** A membership as it is read: with until when the person may not write. */
export interface MemberRecord extends Membership {
  readonly mutedUntil?: number;
}

export interface RoomRow {
  readonly info: RoomInfo;
  readonly head: number;
  readonly ordinal: number;
  readonly deletions: number;
  readonly memberCount: number;
  /** Time of the last room-level message, else of the creation: the order of the list. */
  readonly activeAt: number;
}

export interface RoomIndex {
  room(room: RoomId): Promise<RoomRow | undefined>;
  /** What makes a room one of theirs. Of who was asked in by a stranger and has not accepted it, undefined, here and below (R171). */
  membership(room: RoomId, user: UserId): Promise<MemberRecord | undefined>;
  /** The membership of who has not accepted it: the others see no difference. */
  asked(room: RoomId, user: UserId): Promise<MemberRecord | undefined>;
  /** Those of a person's memberships that make no room theirs: not accepted, or of a room that is deleted. */
  roomsOutOfSight(user: UserId): Promise<readonly RoomId[]>;
  /** Who was asked in and has not accepted, also while the room is deleted. */
  askedIn(room: RoomId): Promise<readonly UserId[]>;
  /** The last ban of a person, also one that time has ended. */
  ban(room: RoomId, user: UserId): Promise<Ban | undefined>;
  /** Who is banned at `now`, newest first; `after` is the cursor of the last row before. */
  bans(
    room: RoomId,
    page: { now: number; after: string | undefined; limit: number },
  ): Promise<{ bans: readonly { user: UserId; ban: Ban; cursor: string }[]; more: boolean }>;
  /** All rooms of a person with what a gateway needs to follow them. */
  roomsOf(user: UserId): Promise<readonly (Sight & { room: RoomId; head: number; memberCount: number })[]>;
  /** A person's rooms by activeAt descending, then id; `after` is the cursor of the last row before. */
  list(
    user: UserId,
    after: string | undefined,
    limit: number,
  ): Promise<{ rooms: readonly (RoomRow & { membership: MemberRecord; cursor: string })[]; more: boolean }>;
  /** Members by role (highest first), then display name; `after` is the cursor of the last row before. */
  members(
    room: RoomId,
    after: string | undefined,
    limit: number,
  ): Promise<{
    members: readonly { user: UserId; membership: MemberRecord; cursor: string }[];
    more: boolean;
  }>;
  memberIds(room: RoomId): Promise<readonly UserId[]>;
  /** Those whose role is one of these. */
  membersOfRoles(room: RoomId, roles: readonly Role[]): Promise<readonly UserId[]>;
  /** Channels whose name contains `query`, by name. */
  channels(
    query: string,
    after: string | undefined,
    limit: number,
  ): Promise<{ rooms: readonly (RoomRow & { cursor: string })[]; more: boolean }>;
  /** The other people in direct rooms and groups with this person: who may watch whom. */
  shareRoom(user: UserId, others: readonly UserId[]): Promise<ReadonlySet<UserId>>;
  /** Those in direct rooms and groups of this person who have not accepted them. */
  shareUnaccepted(user: UserId, others: readonly UserId[]): Promise<ReadonlySet<UserId>>;
}
