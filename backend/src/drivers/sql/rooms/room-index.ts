import type { Role, RoomId, UserId } from '@sup/protocol';
import { roles } from '@sup/protocol/wire';
import type { Ban } from '../../../services/log/room-log.ts';
import type { MemberRecord, RoomIndex, RoomRow } from '../../../services/rooms/room-index.ts';
import { channelKey } from './channel-key.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Dialect } from './dialect.ts';
import {
  banOf,
  type MutableRow,
  memberRecordOf,
  mutedUntil,
  type RoomDataRow,
  roomRowOf,
  type SanctionRow,
  type SightRow,
  sightOf,
} from './room-rows.ts';
import { type Reads, row, rows, type Value } from './steps.ts';

/** 0 for owners. */
const rankOfRole = `case m.role ${roles.map((role, rank) => `when '${role}' then ${rank}`).join(' ')} end`;

const textsIn = (dialect: Dialect) => {
  const standing = dialect.indexedBy('room_members_standing');
  const roomsOfUser = `from room_members m ${standing} join rooms r on r.id = m.room where m."user" = ? and m.asked = 0`;
  return {
    room: `select * from rooms where id = ?`,
    membership: `select m.*, ${mutedUntil} from room_members m where m.room = ? and m."user" = ? and m.asked = 0`,
    asked: `select m.*, ${mutedUntil} from room_members m where m.room = ? and m."user" = ? and m.asked = 1`,
    outOfSight: `select room from room_members ${standing} where "user" = ? and asked > 0`,
    askedIn: `select "user" from room_members where room = ? and asked in (1, 3)`,
    roomsOf: `select r.id as room, r.head, r.member_count, m.visible_from, m.earlier ${roomsOfUser}`,
    list: `select r.*, m."user", m.role, m.joined_at, m.joined_seq, m.visible_from, m.earlier, m.former_roles,
      ${mutedUntil}
      ${roomsOfUser} and (-r.active_at, r.id) > (?, ?) order by -r.active_at, r.id limit ?`,
    members: `select * from (
        select m.*, ${mutedUntil}, ${rankOfRole} as rank, coalesce(u.name_key, '') as name
        from room_members m left join users u on u.id = m."user" where m.room = ?
      ) ranked where (rank, name, "user") > (?, ?, ?) order by rank, name, "user" limit ?`,
    ban: `select * from room_sanctions where room = ? and kind = 'ban' and "user" = ?`,
    bans: `select * from room_sanctions where room = ? and kind = 'ban' and until > ? and (-at, "user") > (?, ?)
      order by -at, "user" limit ?`,
    memberIds: `select "user" from room_members where room = ? order by "user"`,
    membersOfRoles: `select "user" from room_members where room = ? and role in (${dialect.listed('text')})`,
    channels: `select * from rooms where kind = 'channel' and deletion is null and (name_key, id) > (?, ?)
      and ${dialect.contains('name_key', '?')} order by name_key, id limit ?`,
    shareRoom: `select other.value as "user" from (${dialect.listed('text')}) other where exists (
      select 1 from room_members theirs ${standing}
      join rooms r on r.id = theirs.room and r.kind not in ('channel', 'space')
      join room_members mine on mine.room = theirs.room and mine."user" = ? and mine.asked = 0
      where theirs."user" = other.value and theirs.asked = ?)`,
  } as const;
};

type TextName = keyof ReturnType<typeof textsIn>;
type ListRow = RoomDataRow & MutableRow;
type RankedRow = MutableRow & { rank: number; name: string };

type RoomOfUser = SightRow & { room: RoomId; head: number; member_count: number };

interface UserRow {
  user: UserId;
}

/** Who is in which room. */
export class SqlRoomIndex implements RoomIndex {
  readonly #reads: Reads;
  readonly #texts: ReturnType<typeof textsIn>;

  constructor(reads: Reads, dialect: Dialect) {
    this.#reads = reads;
    this.#texts = textsIn(dialect);
  }

  async room(room: RoomId): Promise<RoomRow | undefined> {
    const found = await this.#row<RoomDataRow>('room', [room]);
    return found && roomRowOf(found);
  }

  async membership(room: RoomId, user: UserId): Promise<MemberRecord | undefined> {
    const found = await this.#row<MutableRow>('membership', [room, user]);
    return found && memberRecordOf(found);
  }

  async ban(room: RoomId, user: UserId): Promise<Ban | undefined> {
    const found = await this.#row<SanctionRow>('ban', [room, user]);
    return found && banOf(found);
  }

  async bans(
    room: RoomId,
    { now, after, limit }: { now: number; after: string | undefined; limit: number },
  ): ReturnType<RoomIndex['bans']> {
    const [at, user] = decodeCursor(after, ['number', 'string']) ?? [Number.MAX_SAFE_INTEGER, ''];
    const found = await this.#rows<SanctionRow>('bans', [room, now, -at, user, limit + 1]);
    const bans = found.slice(0, limit).map((one) => ({
      user: one.user,
      ban: banOf(one),
      cursor: encodeCursor([one.at, one.user]),
    }));
    return { bans, more: found.length > limit };
  }

  async roomsOf(user: UserId): ReturnType<RoomIndex['roomsOf']> {
    const found = await this.#rows<RoomOfUser>('roomsOf', [user]);
    return found.map((one) => ({
      room: one.room,
      head: one.head,
      memberCount: one.member_count,
      ...sightOf(one),
    }));
  }

  async list(user: UserId, after: string | undefined, limit: number): ReturnType<RoomIndex['list']> {
    const [activeAt, id] = decodeCursor(after, ['number', 'string']) ?? [Number.MAX_SAFE_INTEGER, ''];
    const found = await this.#rows<ListRow>('list', [user, -activeAt, id, limit + 1]);
    const rooms = found.slice(0, limit).map((one) => ({
      ...roomRowOf(one),
      membership: memberRecordOf(one),
      cursor: encodeCursor([one.active_at, one.id]),
    }));
    return { rooms, more: found.length > limit };
  }

  async members(room: RoomId, after: string | undefined, limit: number): ReturnType<RoomIndex['members']> {
    const [rank, name, user] = decodeCursor(after, ['number', 'string', 'string']) ?? [-1, '', ''];
    const found = await this.#rows<RankedRow>('members', [room, rank, name, user, limit + 1]);
    const members = found.slice(0, limit).map((one) => ({
      user: one.user,
      membership: memberRecordOf(one),
      cursor: encodeCursor([one.rank, one.name, one.user]),
    }));
    return { members, more: found.length > limit };
  }

  async memberIds(room: RoomId): Promise<readonly UserId[]> {
    return usersOf(await this.#rows('memberIds', [room]));
  }

  async membersOfRoles(room: RoomId, held: readonly Role[]): Promise<readonly UserId[]> {
    return usersOf(await this.#rows('membersOfRoles', [room, held]));
  }

  async channels(query: string, after: string | undefined, limit: number): ReturnType<RoomIndex['channels']> {
    const [name, id] = decodeCursor(after, ['string', 'string']) ?? ['', ''];
    const found = await this.#rows<RoomDataRow>('channels', [name, id, channelKey(query), limit + 1]);
    const rooms = found.slice(0, limit).map((one) => ({
      ...roomRowOf(one),
      cursor: encodeCursor([one.name_key ?? '', one.id]),
    }));
    return { rooms, more: found.length > limit };
  }

  async shareRoom(user: UserId, others: readonly UserId[]): Promise<ReadonlySet<UserId>> {
    return new Set(usersOf(await this.#rows('shareRoom', [others, user, 0])));
  }

  async shareUnaccepted(user: UserId, others: readonly UserId[]): Promise<ReadonlySet<UserId>> {
    return new Set(usersOf(await this.#rows('shareRoom', [others, user, 1])));
  }

  async asked(room: RoomId, user: UserId): Promise<MemberRecord | undefined> {
    const found = await this.#row<MutableRow>('asked', [room, user]);
    return found && memberRecordOf(found);
  }

  async roomsOutOfSight(user: UserId): Promise<readonly RoomId[]> {
    return (await this.#rows<{ room: RoomId }>('outOfSight', [user])).map(({ room }) => room);
  }

  async askedIn(room: RoomId): Promise<readonly UserId[]> {
    return usersOf(await this.#rows('askedIn', [room]));
  }

  #row<Found>(name: TextName, values: readonly Value[]): Promise<Found | undefined> {
    return this.#reads.run(row<Found>(this.#texts[name], values));
  }

  #rows<Found>(name: TextName, values: readonly Value[]): Promise<readonly Found[]> {
    return this.#reads.run(rows<Found>(this.#texts[name], values));
  }
}

function usersOf(found: readonly UserRow[]): UserId[] {
  return found.map(({ user }) => user);
}
