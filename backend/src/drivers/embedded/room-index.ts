import type { DatabaseSync } from 'node:sqlite';
import type { RoomId, UserId } from '@sup/protocol';
import { roles } from '@sup/protocol/wire';
import type { Ban } from '../../services/log/room-log.ts';
import type { MemberRecord, RoomIndex, RoomRow } from '../../services/rooms/room-index.ts';
import { channelKey } from './channel-key.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import {
  banOf,
  type MemberRow,
  type MutableRow,
  memberRecordOf,
  mutedUntil,
  type RoomDataRow,
  roomRowOf,
  type SanctionRow,
  sightOf,
} from './room-rows.ts';
import { StatementCache } from './statement-cache.ts';

const roomsOfUser = `from room_members m indexed by room_members_standing join rooms r on r.id = m.room where m."user" = ? and m.asked = 0`;

/** 0 for owners. */
const rankOfRole = `case m.role ${roles.map((role, rank) => `when '${role}' then ${rank}`).join(' ')} end`;

const texts = {
  room: `select * from rooms where id = ?`,
  membership: `select m.*, ${mutedUntil} from room_members m where m.room = ? and m."user" = ? and m.asked = 0`,
  asked: `select m.*, ${mutedUntil} from room_members m where m.room = ? and m."user" = ? and m.asked = 1`,
  outOfSight: `select room from room_members indexed by room_members_standing where "user" = ? and asked > 0`,
  askedIn: `select "user" from room_members where room = ? and asked in (1, 3)`,
  roomsOf: `select r.id as room, r.head, r.member_count, m.visible_from, m.earlier ${roomsOfUser}`,
  list: `select r.*, m."user", m.role, m.joined_at, m.joined_seq, m.visible_from, m.earlier, ${mutedUntil}
    ${roomsOfUser} and (-r.active_at, r.id) > (?, ?) order by -r.active_at, r.id limit ?`,
  members: `select * from (
      select m.*, ${mutedUntil}, ${rankOfRole} as rank, coalesce(u.name_key, '') as name
      from room_members m left join users u on u.id = m."user" where m.room = ?
    ) where (rank, name, "user") > (?, ?, ?) order by rank, name, "user" limit ?`,
  ban: `select * from room_sanctions where room = ? and kind = 'ban' and "user" = ?`,
  bans: `select * from room_sanctions where room = ? and kind = 'ban' and until > ? and (-at, "user") > (?, ?)
    order by -at, "user" limit ?`,
  memberIds: `select "user" from room_members where room = ? order by "user"`,
  channels: `select * from rooms where kind = 'channel' and deletion is null and (name_key, id) > (?, ?) and instr(name_key, ?) > 0
    order by name_key, id limit ?`,
  shareRoom: `select other.value as "user" from json_each(?) other where exists (
    select 1 from room_members theirs indexed by room_members_standing
    join rooms r on r.id = theirs.room and r.kind not in ('channel', 'space')
    join room_members mine on mine.room = theirs.room and mine."user" = ? and mine.asked = 0
    where theirs."user" = other.value and theirs.asked = ?)`,
} as const;

type ListRow = RoomDataRow & MutableRow;
type RankedRow = MutableRow & { rank: number; name: string };

/** Who is in which room, read from sup.db on this thread's connection. */
export class EmbeddedRoomIndex implements RoomIndex {
  readonly #statements: StatementCache;

  constructor(db: DatabaseSync) {
    this.#statements = new StatementCache(db);
  }

  async room(room: RoomId): Promise<RoomRow | undefined> {
    const row = this.#statements.get(texts.room).get(room) as RoomDataRow | undefined;
    return row && roomRowOf(row);
  }

  async membership(room: RoomId, user: UserId): Promise<MemberRecord | undefined> {
    const row = this.#statements.get(texts.membership).get(room, user) as MutableRow | undefined;
    return row && memberRecordOf(row);
  }

  async ban(room: RoomId, user: UserId): Promise<Ban | undefined> {
    const row = this.#statements.get(texts.ban).get(room, user) as SanctionRow | undefined;
    return row && banOf(row);
  }

  async bans(
    room: RoomId,
    { now, after, limit }: { now: number; after: string | undefined; limit: number },
  ): ReturnType<RoomIndex['bans']> {
    const [at, user] = decodeCursor(after, ['number', 'string']) ?? [Number.MAX_SAFE_INTEGER, ''];
    const rows = this.#statements
      .get(texts.bans)
      .all(room, now, -at, user, limit + 1) as unknown as SanctionRow[];
    const bans = rows.slice(0, limit).map((row) => ({
      user: row.user,
      ban: banOf(row),
      cursor: encodeCursor([row.at, row.user]),
    }));
    return { bans, more: rows.length > limit };
  }

  async roomsOf(user: UserId): ReturnType<RoomIndex['roomsOf']> {
    const rows = this.#statements.get(texts.roomsOf).all(user) as unknown as (RoomDataRow &
      MemberRow & { room: RoomId })[];
    return rows.map((row) => ({
      room: row.room,
      head: row.head,
      memberCount: row.member_count,
      ...sightOf(row),
    }));
  }

  async list(user: UserId, after: string | undefined, limit: number): ReturnType<RoomIndex['list']> {
    const [activeAt, id] = decodeCursor(after, ['number', 'string']) ?? [Number.MAX_SAFE_INTEGER, ''];
    const rows = this.#statements.get(texts.list).all(user, -activeAt, id, limit + 1) as unknown as ListRow[];
    const rooms = rows.slice(0, limit).map((row) => ({
      ...roomRowOf(row),
      membership: memberRecordOf(row),
      cursor: encodeCursor([row.active_at, row.id]),
    }));
    return { rooms, more: rows.length > limit };
  }

  async members(room: RoomId, after: string | undefined, limit: number): ReturnType<RoomIndex['members']> {
    const [rank, name, user] = decodeCursor(after, ['number', 'string', 'string']) ?? [-1, '', ''];
    const rows = this.#statements
      .get(texts.members)
      .all(room, rank, name, user, limit + 1) as unknown as RankedRow[];
    const members = rows.slice(0, limit).map((row) => ({
      user: row.user,
      membership: memberRecordOf(row),
      cursor: encodeCursor([row.rank, row.name, row.user]),
    }));
    return { members, more: rows.length > limit };
  }

  async memberIds(room: RoomId): Promise<readonly UserId[]> {
    return usersOf(this.#statements.get(texts.memberIds).all(room));
  }

  async channels(query: string, after: string | undefined, limit: number): ReturnType<RoomIndex['channels']> {
    const [name, id] = decodeCursor(after, ['string', 'string']) ?? ['', ''];
    const found = this.#statements
      .get(texts.channels)
      .all(name, id, channelKey(query), limit + 1) as unknown as RoomDataRow[];
    const rooms = found.slice(0, limit).map((row) => ({
      ...roomRowOf(row),
      cursor: encodeCursor([row.name_key ?? '', row.id]),
    }));
    return { rooms, more: found.length > limit };
  }

  async shareRoom(user: UserId, others: readonly UserId[]): Promise<ReadonlySet<UserId>> {
    return new Set(usersOf(this.#statements.get(texts.shareRoom).all(JSON.stringify(others), user, 0)));
  }

  async shareUnaccepted(user: UserId, others: readonly UserId[]): Promise<ReadonlySet<UserId>> {
    return new Set(usersOf(this.#statements.get(texts.shareRoom).all(JSON.stringify(others), user, 1)));
  }

  async asked(room: RoomId, user: UserId): Promise<MemberRecord | undefined> {
    const row = this.#statements.get(texts.asked).get(room, user) as MutableRow | undefined;
    return row && memberRecordOf(row);
  }

  async roomsOutOfSight(user: UserId): Promise<readonly RoomId[]> {
    // A column of this name holds ids of rooms only.
    return this.#statements
      .get(texts.outOfSight)
      .all(user)
      .map((row) => row.room as RoomId);
  }

  async askedIn(room: RoomId): Promise<readonly UserId[]> {
    return usersOf(this.#statements.get(texts.askedIn).all(room));
  }
}

function usersOf(rows: readonly Record<string, unknown>[]): UserId[] {
  // Columns of this name hold ids of people only.
  return rows.map((row) => row.user as UserId);
}
