import type { AppendAsk } from '../sql/rooms/append-ask.ts';
import type { LogValues } from '../sql/rooms/log-row.ts';
import { insertLog, logColumns } from '../sql/rooms/log-row.ts';
import {
  countMessage,
  isPlain,
  type LogWriter,
  type Plain,
  type RoomUnderWrite,
  underWrite,
} from '../sql/rooms/log-writer.ts';
import { change, rows, type Steps } from '../sql/rooms/steps.ts';

export type Appended = 'appended' | 'stale';

/** How PostgreSQL calls the types of the columns of `log`, where they are not text. */
const logTypes: Readonly<Partial<Record<(typeof logColumns)[number], string>>> = {
  room: 'integer',
  lane: 'integer',
  seq: 'bigint',
  at: 'bigint',
  ordinal: 'bigint',
  target_seq: 'bigint',
  thread_seq: 'bigint',
  expires_at: 'bigint',
};

const texts = {
  // In the order of ids, so that two groups never wait for each other; a row lock a room is what gives seq.
  lock: `select no, id, head from rooms where id = any (?::text[]) order by id for no key update`,
  log: `insert into log (${logColumns.join(', ')})
    select * from unnest (${logColumns.map((column) => `?::${logTypes[column] ?? 'text'}[]`).join(', ')})`,
  advance: `update rooms r set head = g.head, ordinal = coalesce(g.ordinal, r.ordinal),
    active_at = coalesce(g.active_at, r.active_at), deletions = r.deletions + g.deletions,
    member_count = r.member_count + g.members
    from unnest (?::integer[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
      g (no, head, ordinal, active_at, deletions, members)
    where r.no = g.no`,
} as const;

interface RoomRow {
  no: number;
  id: string;
  head: number;
}

/**
 * Appends to many rooms in one transaction, with three statements for what all of them have in common: the rooms are
 * locked, the rows of plain messages go into the log, the rooms move on. Answers for each in its order. Throws where one cannot follow from
 * what is there.
 */
export function* appendGroup(log: LogWriter, asks: readonly AppendAsk[]): Steps<Appended[]> {
  const ids = [...new Set(asks.map(({ room }) => room))];
  const locked = yield* rows<RoomRow>(texts.lock, [ids]);
  const rooms = new Map<string, RoomUnderWrite>();
  const results: Appended[] = [];
  const together: LogValues[] = [];
  const written = new Set<RoomUnderWrite>();
  for (const ask of asks) {
    const room = rooms.get(ask.room) ?? (yield* roomOf(log, ask, locked));
    if (room) rooms.set(ask.room, room);
    if (!room || room.head !== ask.head) {
      results.push('stale');
      continue;
    }
    written.add(room);
    if (ask.entries.every(isPlain)) together.push(...countedRows(log, room, ask.entries));
    else yield* oneByOne(log, room, ask);
    results.push('appended');
  }
  if (together.length > 0) yield* change(texts.log, columnsOf(together));
  if (written.size > 0) yield* change(texts.advance, advances([...written]));
  return results;
}

/** The rows of messages that nothing follows from but counts. */
function countedRows(log: LogWriter, room: RoomUnderWrite, entries: readonly Plain[]): LogValues[] {
  return entries.map((append) => {
    countMessage(room, append.entry);
    return log.place(room, append);
  });
}

/** A row may depend on what followed from the one before: of a message that is moved only one is where it is. */
function* oneByOne(log: LogWriter, room: RoomUnderWrite, { entries }: AppendAsk): Steps {
  for (const append of entries) {
    yield* change(insertLog, log.place(room, append));
    yield* log.follow(room, append);
  }
}

/** Undefined where the ask expects a room that is not there, or one that is not yet. */
function* roomOf(
  log: LogWriter,
  { room: id, head, entries }: AppendAsk,
  locked: readonly RoomRow[],
): Steps<RoomUnderWrite | undefined> {
  const known = locked.find((row) => row.id === id);
  if (known) return underWrite({ id, no: known.no, head: known.head });
  if (head !== 0) return undefined;
  return underWrite({ id, no: yield* log.create(id, entries[0]?.entry), head: 0 });
}

/** A list a column. */
function columnsOf(values: readonly LogValues[]): (readonly (string | number | null)[])[] {
  return logColumns.map((_, column) => values.map((row) => row[column] ?? null));
}

function advances(rooms: readonly RoomUnderWrite[]): (readonly (number | null)[])[] {
  return [
    rooms.map(({ no }) => no),
    rooms.map(({ head }) => head),
    rooms.map(({ ordinal }) => ordinal),
    rooms.map(({ activeAt }) => activeAt),
    rooms.map(({ deletions }) => deletions),
    rooms.map(({ members }) => members),
  ];
}
