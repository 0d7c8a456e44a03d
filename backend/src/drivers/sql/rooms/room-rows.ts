// Rows of `rooms` and `room_members` as the services know them. Only the writer writes them, from entries.
import type { History, Role, RoomId, RoomKind, Sight, UserId } from '@sup/protocol';
import { sightFrom } from '@sup/protocol/wire';
import type { Ban, Membership, RoomInfo } from '../../../services/log/room-log.ts';
import type { MemberRecord, RoomRow } from '../../../services/rooms/room-index.ts';

export interface RoomDataRow {
  id: RoomId;
  kind: RoomKind;
  name: string | null;
  name_key: string | null;
  topic: string | null;
  history: History;
  /** JSON of protocol's RoomSettings. */
  settings: string | null;
  created_at: number;
  created_by: UserId;
  head: number;
  ordinal: number;
  deletions: number;
  member_count: number;
  active_at: number;
  /** JSON of the log's Deletion. */
  deletion: string | null;
}

export interface MemberRow {
  user: UserId;
  role: Role;
  joined_at: number;
  joined_seq: number;
  visible_from: number;
  /** JSON of protocol's Stay[]. */
  earlier: string | null;
  /** JSON of protocol's FormerRole[]. */
  former_roles: string | null;
}

export function roomInfoOf(row: RoomDataRow): RoomInfo {
  return {
    id: row.id,
    kind: row.kind,
    ...(row.name === null ? {} : { name: row.name }),
    ...(row.topic === null ? {} : { topic: row.topic }),
    history: row.history,
    ...(row.settings === null ? {} : { settings: JSON.parse(row.settings) }),
    ...(row.deletion === null ? {} : { deletion: JSON.parse(row.deletion) }),
    createdAt: row.created_at,
    createdBy: row.created_by,
  };
}

export function roomRowOf(row: RoomDataRow): RoomRow {
  const { head, ordinal, deletions, member_count: memberCount, active_at: activeAt } = row;
  return { info: roomInfoOf(row), head, ordinal, deletions, memberCount, activeAt };
}

export type SightRow = Pick<MemberRow, 'visible_from' | 'earlier'>;

/** What a row of `room_members` lets its person read. */
export function sightOf({ visible_from: from, earlier }: SightRow): Sight {
  return earlier === null ? sightFrom(from) : { visibleFrom: from, earlier: JSON.parse(earlier) };
}

export function membershipOf(row: MemberRow): Membership {
  return {
    role: row.role,
    joinedAt: row.joined_at,
    joinedSeq: row.joined_seq,
    ...(row.former_roles === null ? {} : { formerRoles: JSON.parse(row.former_roles) }),
    ...sightOf(row),
  };
}

/** With the subquery `mutedUntil` among its columns. */
export type MutableRow = MemberRow & { muted_until: number | null };

/** Selects until when a member `m` may not write. */
export const mutedUntil = `(select s.until from room_sanctions s
  where s.room = m.room and s.kind = 'mute' and s."user" = m."user") as muted_until`;

export function memberRecordOf(row: MutableRow): MemberRecord {
  const membership = membershipOf(row);
  return row.muted_until === null ? membership : { ...membership, mutedUntil: row.muted_until };
}

/** A row of `room_sanctions`. */
export interface SanctionRow {
  user: UserId;
  kind: 'ban' | 'mute';
  by: UserId;
  at: number;
  until: number;
  reason: string | null;
}

export function banOf({ by, at, until, reason }: SanctionRow): Ban {
  return { by, at, until, ...(reason === null ? {} : { reason }) };
}
