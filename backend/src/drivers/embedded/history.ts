import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { MessageId, MessageVersion, Preview, RoomId, Stay, UserId } from '@sup/protocol';
import { excerpt, limits, rangesOf, wholeSight } from '@sup/protocol/wire';
import type { Cut, History, Reader, StoredMessage } from '../../services/messaging/history.ts';
import { countIn, countMax } from './count-in.ts';
import { inSnapshot } from './in-snapshot.ts';
import { itemOf, type MessageRow, messageOf, type OwnReaction, selectMessages } from './message-rows.ts';
import { type SightRow, sightOf } from './room-rows.ts';

/** Larger than any seq. */
const beyondAll = Number.MAX_SAFE_INTEGER;

// The index holds all that these read, and lane 0 only what a timeline shows.
const roomIs = `room = (select no from rooms where id = ?)`;
const timeline = `from log indexed by log_order where ${roomIs} and lane = 0`;
const replies = `from log indexed by log_threads where ${roomIs} and thread_seq = ?`;
const shown = `(hidden_from is null or hidden_from <> ?)`;

const texts = {
  head: `select head from rooms where id = ?`,
  older: `select seq ${timeline} and seq < ? and seq >= ? and ${shown} order by seq desc limit ?`,
  newer: `select seq ${timeline} and seq between ? and ? and ${shown} order by seq limit ?`,
  bySeq: `${selectMessages} where l.${roomIs} and l.lane = 0 and l.seq in (select value from json_each(?)) order by l.seq`,
  versions: `select v.at, v.encoding, v.body from log t
    join message_versions m on m.room = t.room and m.seq = t.seq
    join log v on v.room = t.room and v.lane in (0, 1) and v.seq = m.version
    where t.message = ? and t.state <> 'moved' order by v.seq`,
  byId: `${selectMessages} where l.message in (select value from json_each(?)) and l.state <> 'moved'`,
  formerPlace: `select seq, thread_seq from log where message = ? and ${roomIs} and state = 'moved' order by seq desc limit 1`,
  reactors: `select l.message, x.emoji, x."user" from log l join reactions x on x.room = l.room and x.seq = l.seq
    where l.message in (select value from json_each(?)) and l.state <> 'moved' order by l.seq, x.reacted_seq`,
  ownReactions: `select seq, emoji, hidden_from from reactions indexed by reactions_of_user
    where room = ? and "user" = ? and seq between ? and ? order by reacted_seq`,
  unread: `select count(*) as count from (
    select 1 ${timeline} and seq between ? and ? and ${shown} and state = 'live' and account <> ? limit ${countMax})`,
  mentions: `select count(*) as count from (
    select 1 from mentions where "user" = ? and ${roomIs} and seq between ? and ? limit ${countMax})`,
  sight: `select visible_from, earlier from room_members where room = ? and "user" = ?`,
  olderReply: `select seq ${replies} and seq < ? and seq >= ? and ${shown} order by seq desc limit ?`,
  newerReply: `select seq ${replies} and seq between ? and ? and ${shown} order by seq limit ?`,
  repliesBySeq: `${selectMessages} where l.${roomIs} and l.lane = 1 and l.seq in (select value from json_each(?)) order by l.seq`,
  newest: `select seq ${timeline} and seq between ? and ? and ${shown} and state in ('live', 'deleted') order by seq desc limit 1`,
} as const;

/** The statements that find the seqs of a page, backwards and onwards. */
const lane = { timeline: ['older', 'newer'], thread: ['olderReply', 'newerReply'] } as const;

interface ReactorRow {
  message: MessageId;
  emoji: string;
  user: UserId;
}

/** The seqs of a page, and whether there is more on either side. */
interface Found {
  readonly seqs: readonly number[];
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
}

/** The current state of messages in sup.db, read on this thread's connection. */
export class EmbeddedHistory implements History {
  readonly #db: DatabaseSync;
  readonly #statement: Readonly<Record<keyof typeof texts, StatementSync>>;

  constructor(db: DatabaseSync) {
    this.#db = db;
    const prepared = Object.entries(texts).map(([name, text]) => [name, db.prepare(text)]);
    this.#statement = Object.fromEntries(prepared) as Record<keyof typeof texts, StatementSync>;
  }

  async page(room: RoomId, reader: Reader, cut: Cut): ReturnType<History['page']> {
    return inSnapshot(this.#db, () => {
      const { seqs, hasBefore, hasAfter } = this.#find(room, reader, cut);
      const bySeq = cut.thread === undefined ? this.#statement.bySeq : this.#statement.repliesBySeq;
      const rows = bySeq.all(room, JSON.stringify(seqs)) as unknown as MessageRow[];
      const own = this.#ownReactions(rows, reader.user);
      const items = rows.map((row) => itemOf(row, reader.user, own(row)));
      const head = Number(this.#statement.head.get(room)?.head ?? 0);
      const [root] = cut.thread === undefined ? [] : this.#roots(room, cut.thread, reader.user);
      return { items, hasBefore, hasAfter, head, ...(root && { root }) };
    });
  }

  async messages(ids: readonly MessageId[], reader: UserId): Promise<readonly StoredMessage[]> {
    return inSnapshot(this.#db, () => this.messagesNow(ids, reader));
  }

  async versions(message: MessageId): Promise<readonly MessageVersion[]> {
    // Only rows that still have a body are named by message_versions.
    return this.#statement.versions.all(message) as unknown as MessageVersion[];
  }

  /** The same inside a snapshot of this connection. */
  messagesNow(ids: readonly MessageId[], reader: UserId): readonly StoredMessage[] {
    return this.#messagesOf(this.#statement.byId.all(JSON.stringify(ids)), reader);
  }

  async formerPlace(room: RoomId, message: MessageId): ReturnType<History['formerPlace']> {
    const row = this.#statement.formerPlace.get(message, room);
    if (!row) return undefined;
    return { seq: Number(row.seq), ...(row.thread_seq !== null && { threadSeq: Number(row.thread_seq) }) };
  }

  async reactors(ids: readonly MessageId[]): ReturnType<History['reactors']> {
    const rows = this.#statement.reactors.all(JSON.stringify(ids)) as unknown as ReactorRow[];
    const byMessage = new Map<MessageId, Map<string, UserId[]>>();
    for (const { message, emoji, user } of rows) {
      const byEmoji = byMessage.get(message) ?? new Map<string, UserId[]>();
      byMessage.set(message, byEmoji);
      byEmoji.set(emoji, [...(byEmoji.get(emoji) ?? []), user]);
    }
    return new Map(
      [...byMessage].map(([id, all]) => [id, [...all].map(([emoji, users]) => ({ emoji, users }))]),
    );
  }

  #roots(room: RoomId, seq: number, reader: UserId): readonly StoredMessage[] {
    return this.#messagesOf(this.#statement.bySeq.all(room, JSON.stringify([seq])), reader);
  }

  #messagesOf(found: readonly unknown[], reader: UserId): readonly StoredMessage[] {
    const rows = found as readonly MessageRow[];
    return rows.map((row) => messageOf(row, reader, this.#ownReactions([row], reader)(row)));
  }

  async countUnread(room: RoomId, reader: Reader, after: number): ReturnType<History['countUnread']> {
    const { user } = reader;
    const { unread, mentions } = this.#statement;
    return inSnapshot(this.#db, () => ({
      unread: countIn(reader, after, ({ from, to }) => unread.get(room, from, to, user, user)),
      mentions: countIn(reader, after, ({ from, to }) => mentions.get(user, room, from, to)),
    }));
  }

  async previews(rooms: readonly RoomId[], reader: UserId): Promise<ReadonlyMap<RoomId, Preview>> {
    return inSnapshot(this.#db, () => {
      const previews = new Map<RoomId, Preview>();
      for (const room of rooms) {
        const preview = this.#preview(room, reader);
        if (preview) previews.set(room, preview);
      }
      return previews;
    });
  }

  #find(room: RoomId, reader: Reader, { before, after, around, limit, thread }: Cut): Found {
    const [toOlder, toNewer] = thread === undefined ? lane.timeline : lane.thread;
    const place = thread === undefined ? [room] : [room, thread];
    // One more than is shown says whether there is more.
    const ranges = rangesOf(reader);
    const older = (seq: number, count: number) =>
      upTo(count, ranges.toReversed(), ({ from, to }, left) =>
        seq <= from ? [] : this.#seqs(toOlder, [...place, Math.min(seq, to + 1), from, reader.user, left]),
      );
    const newer = (seq: number, count: number) =>
      upTo(count, ranges, ({ from, to }, left) =>
        seq > to ? [] : this.#seqs(toNewer, [...place, Math.max(seq, from), to, reader.user, left]),
      );
    if (after !== undefined) {
      const found = newer(after + 1, limit + 1);
      const hasBefore = older(after + 1, 1).length > 0;
      return { seqs: found.slice(0, limit), hasBefore, hasAfter: found.length > limit };
    }
    if (around === undefined) {
      const found = older(before ?? beyondAll, limit + 1);
      const hasAfter = before !== undefined && newer(before, 1).length > 0;
      return { seqs: found.slice(0, limit), hasBefore: found.length > limit, hasAfter };
    }
    const left = older(around, limit + 1);
    const right = newer(around, limit + 1);
    // Half on either side, and what one side lacks from the other.
    const leftCount = Math.min(left.length, Math.max(Math.floor(limit / 2), limit - right.length));
    const rightCount = Math.min(right.length, limit - leftCount);
    return {
      seqs: [...left.slice(0, leftCount), ...right.slice(0, rightCount)],
      hasBefore: left.length > leftCount,
      hasAfter: right.length > rightCount,
    };
  }

  #seqs(direction: (typeof lane)[keyof typeof lane][number], values: readonly (string | number)[]): number[] {
    return this.#statement[direction].all(...values).map((row) => Number(row.seq));
  }

  /** Reads what the reader has reacted to these messages of one room with, and answers it for each of them. */
  #ownReactions(rows: readonly MessageRow[], reader: UserId): (row: MessageRow) => readonly OwnReaction[] {
    const [first] = rows;
    const last = rows.at(-1);
    if (!first || !last) return () => [];
    const own = this.#statement.ownReactions.all(
      first.room,
      reader,
      first.seq,
      last.seq,
    ) as unknown as OwnReaction[];
    return ({ seq }) => own.filter((reaction) => reaction.seq === seq);
  }

  #preview(room: RoomId, reader: UserId): Preview | undefined {
    const member = this.#statement.sight.get(room, reader) as SightRow | undefined;
    const [newest] = upTo(1, rangesOf(member ? sightOf(member) : wholeSight).toReversed(), ({ from, to }) => {
      const found = this.#statement.newest.get(room, from, to, reader);
      return found ? [Number(found.seq)] : [];
    });
    if (newest === undefined) return undefined;
    const [row] = this.#statement.bySeq.all(room, JSON.stringify([newest])) as unknown as MessageRow[];
    if (!row) return undefined;
    const { seq, at, by, encoding, body, expiresAt } = messageOf(row, reader, []);
    const isReadable = encoding === 'text' && body !== null;
    const text = isReadable ? excerpt(body, limits.quotePreviewCodePoints) : null;
    return { seq, at, by, text, ...(expiresAt !== undefined && { expiresAt }) };
  }
}

/** Collects from one range after the other until there are `count`. */
function upTo<One>(
  count: number,
  ranges: readonly Stay[],
  read: (range: Stay, left: number) => One[],
): One[] {
  const found: One[] = [];
  for (const range of ranges) {
    if (found.length >= count) break;
    for (const one of read(range, count - found.length)) found.push(one);
  }
  return found;
}
