import type { DatabaseSync } from 'node:sqlite';
import type { RoomId, SpaceSort, UserId } from '@sup/protocol';
import { limits } from '@sup/protocol/wire';
import type { DirectoryAsk, SpaceChild, SpaceIndex, SpacePage } from '../../services/spaces/space-index.ts';
import { channelKey } from './channel-key.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { type RoomDataRow, roomRowOf } from './room-rows.ts';
import { StatementCache } from './statement-cache.ts';

/** True where a room's settings have this on. */
const has = (room: string, setting: string) =>
  `coalesce(json_extract(${room}.settings, '$.${setting}'), 0) = 1`;
const isMine = (room: string) =>
  `exists (select 1 from room_members m where m.room = ${room} and m."user" = :user and m.asked = 0)`;
const isBanned = (room: string) =>
  `exists (select 1 from room_sanctions b where b.room = ${room} and b.kind = 'ban' and b."user" = :user and b.until > :now)`;
/** A room that whoever comes by may join. */
const isOpen = (room: string) =>
  `(${room}.kind = 'channel' or (${room}.kind = 'space' and ${has(room, 'public')}))`;
const columns = `r.id, r.kind, r.name, r.name_key, r.topic, r.settings, r.member_count`;

/**
 * The spaces whose directories are read: the one that is asked about and, in a search, what is nested in it. By one that
 * is deleted nobody joins anything.
 */
const openSpaces = `open (space, mine, depth) as (
    select s.id, s.deletion is null and ${isMine('s.id')}, 0 from rooms s where s.id = :space
    union
    select r.id, ${isMine('r.id')}, o.depth + 1 from open o
      join space_children c on c.space = o.space join rooms r on r.id = c.room and r.kind = 'space'
      where o.depth < :depth and r.deletion is null and not ${has('r', 'archived')}
      and (${isMine('r.id')} or (${has('r', 'public')} and not ${isBanned('r.id')}))
  )`;

/** What a person may know to be in a space: what is theirs, and what they may join. */
const isShown = `r.deletion is null and not ${has('r', 'archived')} and (${isMine('r.id')} or (not ${isBanned('r.id')}
    and (${isOpen('r')} or (o.mine and ${has('r', 'opensToSpaces')}))))`;

const sortKeys: Readonly<Record<SpaceSort, string>> = {
  place: 'c.place',
  name: `coalesce(r.name_key, '')`,
  members: '-r.member_count',
};

const directoryOf = (sort: SpaceSort) => `with recursive ${openSpaces}
  select * from (
    select ${columns}, c.space as parent, ${sortKeys[sort]} as sort_key, ${isMine('r.id')} as mine,
      r.kind = 'space' and (${isMine('r.id')} or ${has('r', 'public')}) as opens
    from open o join space_children c on c.space = o.space join rooms r on r.id = c.room
    where ${isShown} and r.id <> :space and instr(coalesce(r.name_key, ''), :name) > 0
    group by r.id
  ) where (sort_key, id) > (:key, :id) order by sort_key, id limit :limit`;

const texts = {
  place: directoryOf('place'),
  name: directoryOf('name'),
  members: directoryOf('members'),
  shown: `with recursive ${openSpaces}
    select 1 from open o join space_children c on c.space = o.space join rooms r on r.id = c.room
    where ${isShown} and r.id = :room`,
  mine: `select c.space, c.room from space_children c
    join room_members m on m.room = c.room and m."user" = ? and m.asked = 0
    where c.space in (select value from json_each(?)) order by c.place, c.room`,
  leadsIn: `select 1 from space_children c join rooms s on s.id = c.space and s.deletion is null
    and not ${has('s', 'archived')}
    where c.room = :room and ${isMine('c.space')} limit 1`,
  open: `select ${columns}, ${isMine('r.id')} as mine from rooms r
    where r.kind = 'space' and (r.name_key, r.id) > (:key, :id) and instr(r.name_key, :name) > 0
    and r.deletion is null and ${has('r', 'public')} and not ${has('r', 'archived')} and not ${isBanned('r.id')}
    order by r.name_key, r.id limit :limit`,
} as const;

type FoundRow = RoomDataRow & { mine: number };
type ChildRow = FoundRow & { parent: RoomId; opens: number; sort_key: string | number };

/** What is in spaces, in sup.db, read on this thread's connection. */
export class EmbeddedSpaceIndex implements SpaceIndex {
  readonly #statements: StatementCache;

  constructor(db: DatabaseSync) {
    this.#statements = new StatementCache(db);
  }

  async mine(user: UserId, spaces: readonly RoomId[]): Promise<ReadonlyMap<RoomId, readonly RoomId[]>> {
    const found = new Map<RoomId, RoomId[]>(spaces.map((space) => [space, []]));
    if (spaces.length === 0) return found;
    const rows = this.#statements.get(texts.mine).all(user, JSON.stringify(spaces));
    // Columns of these names hold ids of rooms only.
    for (const { space, room } of rows) found.get(space as RoomId)?.push(room as RoomId);
    return found;
  }

  async leadsInto(room: RoomId, user: UserId): Promise<boolean> {
    return this.#statements.get(texts.leadsIn).get({ room, user }) !== undefined;
  }

  async isShown({ space, room, user, now }: Parameters<SpaceIndex['isShown']>[0]): Promise<boolean> {
    return this.#statements.get(texts.shown).get({ space, room, user, now, depth: 0 }) !== undefined;
  }

  async directory(ask: DirectoryAsk): Promise<SpacePage<SpaceChild>> {
    const { space, user, now, query, sort, after, limit } = ask;
    const first = sort === 'name' ? '' : Number.MIN_SAFE_INTEGER;
    const [key, id] = decodeCursor(after, [sort === 'name' ? 'string' : 'number', 'string']) ?? [first, ''];
    const name = channelKey(query) ?? '';
    // Places say nothing across spaces, so only a search goes through those within.
    const depth = name === '' ? 0 : limits.spaceDepthMax;
    const asked = { space, user, now, name, depth, key, id, limit: limit + 1 };
    const rows = this.#statements.get(texts[sort]).all(asked) as unknown as ChildRow[];
    const found = rows.slice(0, limit).map((row) => ({
      ...spaceOf(row),
      parent: row.parent,
      opens: row.opens === 1,
      cursor: encodeCursor([row.sort_key, row.id]),
    }));
    return { found, more: rows.length > limit };
  }

  async open({
    user,
    now,
    query,
    after,
    limit,
  }: Parameters<SpaceIndex['open']>[0]): ReturnType<SpaceIndex['open']> {
    const [key, id] = decodeCursor(after, ['string', 'string']) ?? ['', ''];
    const asked = { user, now, name: channelKey(query) ?? '', key, id, limit: limit + 1 };
    const rows = this.#statements.get(texts.open).all(asked) as unknown as FoundRow[];
    const found = rows.slice(0, limit).map((row) => ({
      ...spaceOf(row),
      cursor: encodeCursor([row.name_key ?? '', row.id]),
    }));
    return { found, more: rows.length > limit };
  }
}

function spaceOf(row: FoundRow) {
  const { info, memberCount } = roomRowOf({
    ...row,
    history: 'all',
    created_at: 0,
    created_by: row.created_by,
    deletion: null,
  });
  return { info, memberCount, isMine: row.mine === 1 };
}
