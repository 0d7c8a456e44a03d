import type { RoomId, SpaceSort, UserId } from '@sup/protocol';
import { limits } from '@sup/protocol/wire';
import type {
  DirectoryAsk,
  SpaceChild,
  SpaceIndex,
  SpacePage,
} from '../../../services/spaces/space-index.ts';
import { channelKey } from './channel-key.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Dialect } from './dialect.ts';
import { type RoomDataRow, roomRowOf } from './room-rows.ts';
import { type Reads, row, rows } from './steps.ts';

const isMine = (room: string) =>
  `exists (select 1 from room_members m where m.room = ${room} and m."user" = :user and m.asked = 0)`;
const isBanned = (room: string) =>
  `exists (select 1 from room_sanctions b where b.room = ${room} and b.kind = 'ban' and b."user" = :user and b.until > :now)`;
const columns = `r.id, r.kind, r.name, r.name_key, r.topic, r.settings, r.member_count`;

const sortKeys: Readonly<Record<SpaceSort, string>> = {
  place: 'min(c.place)',
  name: `coalesce(r.name_key, '')`,
  members: '-r.member_count',
};

const textsIn = (dialect: Dialect) => {
  /** True where a room's settings have this on. */
  const has = (room: string, setting: string) => dialect.jsonOn(`${room}.settings`, setting);
  /** A room that whoever comes by may join. */
  const isOpen = (room: string) =>
    `(${room}.kind = 'channel' or (${room}.kind = 'space' and ${has(room, 'public')}))`;

  // The spaces whose directories are read: the one that is asked about and, in a search, what is nested in it. By one
  // that is deleted nobody joins anything.
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

  // What is in several of the spaces is shown once.
  const directoryOf = (sort: SpaceSort) => `with recursive ${openSpaces}
    select * from (
      select ${columns}, min(c.space) as parent, ${sortKeys[sort]} as sort_key, ${isMine('r.id')} as mine,
        r.kind = 'space' and (${isMine('r.id')} or ${has('r', 'public')}) as opens
      from open o join space_children c on c.space = o.space join rooms r on r.id = c.room
      where ${isShown} and r.id <> :space and ${dialect.contains(`coalesce(r.name_key, '')`, ':name')}
      group by r.no
    ) listed where (sort_key, id) > (:key, :id) order by sort_key, id limit :limit`;

  return {
    place: directoryOf('place'),
    name: directoryOf('name'),
    members: directoryOf('members'),
    shown: `with recursive ${openSpaces}
      select 1 as yes from open o join space_children c on c.space = o.space join rooms r on r.id = c.room
      where ${isShown} and r.id = :room`,
    mine: `select c.space, c.room from space_children c
      join room_members m on m.room = c.room and m."user" = ? and m.asked = 0
      where c.space in (${dialect.listed('text')}) order by c.place, c.room`,
    leadsIn: `select 1 as yes from space_children c join rooms s on s.id = c.space and s.deletion is null
      and not ${has('s', 'archived')}
      where c.room = :room and ${isMine('c.space')} limit 1`,
    open: `select ${columns}, ${isMine('r.id')} as mine from rooms r
      where r.kind = 'space' and (r.name_key, r.id) > (:key, :id) and ${dialect.contains('r.name_key', ':name')}
      and r.deletion is null and ${has('r', 'public')} and not ${has('r', 'archived')} and not ${isBanned('r.id')}
      order by r.name_key, r.id limit :limit`,
  } as const;
};

/** What is true is 1 in SQLite. */
type Flag = number | boolean;

type FoundRow = RoomDataRow & { mine: Flag };
type ChildRow = FoundRow & { parent: RoomId; opens: Flag; sort_key: string | number };

/** What is in spaces. */
export class SqlSpaceIndex implements SpaceIndex {
  readonly #reads: Reads;
  readonly #texts: ReturnType<typeof textsIn>;

  constructor(reads: Reads, dialect: Dialect) {
    this.#reads = reads;
    this.#texts = textsIn(dialect);
  }

  async mine(user: UserId, spaces: readonly RoomId[]): Promise<ReadonlyMap<RoomId, readonly RoomId[]>> {
    const found = new Map<RoomId, RoomId[]>(spaces.map((space) => [space, []]));
    if (spaces.length === 0) return found;
    const children = await this.#reads.run(
      rows<{ space: RoomId; room: RoomId }>(this.#texts.mine, [user, spaces]),
    );
    for (const { space, room } of children) found.get(space)?.push(room);
    return found;
  }

  async leadsInto(room: RoomId, user: UserId): Promise<boolean> {
    return (await this.#reads.run(row(this.#texts.leadsIn, { room, user }))) !== undefined;
  }

  async isShown({ space, room, user, now }: Parameters<SpaceIndex['isShown']>[0]): Promise<boolean> {
    const asked = { space, room, user, now, depth: 0 };
    return (await this.#reads.run(row(this.#texts.shown, asked))) !== undefined;
  }

  async directory(ask: DirectoryAsk): Promise<SpacePage<SpaceChild>> {
    const { space, user, now, query, sort, after, limit } = ask;
    const first = sort === 'name' ? '' : Number.MIN_SAFE_INTEGER;
    const [key, id] = decodeCursor(after, [sort === 'name' ? 'string' : 'number', 'string']) ?? [first, ''];
    const name = channelKey(query) ?? '';
    // Places say nothing across spaces, so only a search goes through those within.
    const depth = name === '' ? 0 : limits.spaceDepthMax;
    const asked = { space, user, now, name, depth, key, id, limit: limit + 1 };
    const listed = await this.#reads.run(rows<ChildRow>(this.#texts[sort], asked));
    const found = listed.slice(0, limit).map((one) => ({
      ...spaceOf(one),
      parent: one.parent,
      opens: Boolean(one.opens),
      cursor: encodeCursor([one.sort_key, one.id]),
    }));
    return { found, more: listed.length > limit };
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
    const listed = await this.#reads.run(rows<FoundRow>(this.#texts.open, asked));
    const found = listed.slice(0, limit).map((one) => ({
      ...spaceOf(one),
      cursor: encodeCursor([one.name_key ?? '', one.id]),
    }));
    return { found, more: listed.length > limit };
  }
}

function spaceOf(found: FoundRow) {
  const { info, memberCount } = roomRowOf({
    ...found,
    history: 'all',
    created_at: 0,
    created_by: found.created_by,
    deletion: null,
  });
  return { info, memberCount, isMine: Boolean(found.mine) };
}
