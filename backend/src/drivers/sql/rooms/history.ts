import type { MessageId, MessageVersion, Preview, RoomId, Stay, UserId } from '@sup/protocol';
import { excerpt, limits, rangesOf, wholeSight } from '@sup/protocol/wire';
import type { Cut, History, Reader, StoredMessage } from '../../../services/messaging/history.ts';
import { countCalls } from './audience-calls.ts';
import { countIn, countMax, sumOf } from './count-in.ts';
import type { Dialect } from './dialect.ts';
import { itemOf, type MessageRow, messageOf, type OwnReaction, selectMessages } from './message-rows.ts';
import { type SightRow, sightOf } from './room-rows.ts';
import { type Reads, row, rows, type Steps } from './steps.ts';

/** Larger than any seq. */
const beyondAll = Number.MAX_SAFE_INTEGER;

const roomIs = `room = (select no from rooms where id = ?)`;
const shown = `(hidden_from is null or hidden_from <> ?)`;

const textsIn = (dialect: Dialect) => {
  // The index holds all that these read, and lane 0 only what a timeline shows.
  const timeline = `from log ${dialect.indexedBy('log_order')} where ${roomIs} and lane = 0`;
  const replies = `from log ${dialect.indexedBy('log_threads')} where ${roomIs} and thread_seq = ?`;
  const ids = dialect.listed('text');
  const bySeq = (lane: 0 | 1) =>
    `${selectMessages} where l.${roomIs} and l.lane = ${lane} and l.seq in (${dialect.listed('bigint')}) order by l.seq`;
  return {
    head: `select head from rooms where id = ?`,
    older: `select seq ${timeline} and seq < ? and seq >= ? and ${shown} order by seq desc limit ?`,
    newer: `select seq ${timeline} and seq between ? and ? and ${shown} order by seq limit ?`,
    bySeq: bySeq(0),
    repliesBySeq: bySeq(1),
    versions: `select v.at, v.encoding, v.body from log t
      join message_versions m on m.room = t.room and m.seq = t.seq
      join log v on v.room = t.room and v.lane in (0, 1) and v.seq = m.version
      where t.message = ? and t.state <> 'moved' order by v.seq`,
    byId: `${selectMessages} where l.message in (${ids}) and l.state <> 'moved'`,
    formerPlace: `select seq, thread_seq from log where message = ? and ${roomIs} and state = 'moved' order by seq desc limit 1`,
    reactors: `select l.message, x.emoji, x."user" from log l join reactions x on x.room = l.room and x.seq = l.seq
      where l.message in (${ids}) and l.state <> 'moved' order by l.seq, x.reacted_seq`,
    ownReactions: `select seq, emoji, hidden_from from reactions ${dialect.indexedBy('reactions_of_user')}
      where room = ? and "user" = ? and seq between ? and ? order by reacted_seq`,
    unread: `select count(*) as count from (
      select 1 ${timeline} and seq between ? and ? and ${shown} and state = 'live' and account <> ? limit ${countMax}) counted`,
    mentions: `select count(*) as count from (
      select 1 from mentions where "user" = ? and ${roomIs} and seq between ? and ? limit ${countMax}) counted`,
    sight: `select visible_from, earlier from room_members where room = ? and "user" = ?`,
    olderReply: `select seq ${replies} and seq < ? and seq >= ? and ${shown} order by seq desc limit ?`,
    newerReply: `select seq ${replies} and seq between ? and ? and ${shown} order by seq limit ?`,
    newest: `select seq ${timeline} and seq between ? and ? and ${shown} and state in ('live', 'deleted') order by seq desc limit 1`,
  } as const;
};

/** The statements that find the seqs of a page, backwards and onwards. */
const lane = { timeline: ['older', 'newer'], thread: ['olderReply', 'newerReply'] } as const;

interface ReactorRow {
  message: MessageId;
  emoji: string;
  user: UserId;
}

type Page = Awaited<ReturnType<History['page']>>;

interface Place {
  seq: number;
}

interface Count {
  count: number;
}

/** The seqs of a page, and whether there is more on either side. */
interface Found {
  readonly seqs: readonly number[];
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
}

/** The current state of messages. */
export class SqlHistory implements History {
  readonly #reads: Reads;
  readonly #texts: ReturnType<typeof textsIn>;

  constructor(reads: Reads, dialect: Dialect) {
    this.#reads = reads;
    this.#texts = textsIn(dialect);
  }

  page(room: RoomId, reader: Reader, cut: Cut): ReturnType<History['page']> {
    return this.#reads.snapshot(this.#page(room, reader, cut));
  }

  messages(ids: readonly MessageId[], reader: UserId): Promise<readonly StoredMessage[]> {
    return this.#reads.snapshot(this.messagesOf(ids, reader));
  }

  versions(message: MessageId): Promise<readonly MessageVersion[]> {
    // Only rows that still have a body are named by message_versions.
    return this.#reads.run(rows(this.#texts.versions, [message]));
  }

  formerPlace(room: RoomId, message: MessageId): ReturnType<History['formerPlace']> {
    return this.#reads.run(this.#formerPlace(room, message));
  }

  reactors(ids: readonly MessageId[]): ReturnType<History['reactors']> {
    return this.#reads.run(this.#reactors(ids));
  }

  countUnread(room: RoomId, reader: Reader, after: number): ReturnType<History['countUnread']> {
    return this.#reads.snapshot(this.#countUnread(room, reader, after));
  }

  previews(rooms: readonly RoomId[], reader: UserId): Promise<ReadonlyMap<RoomId, Preview>> {
    return this.#reads.snapshot(this.#previews(rooms, reader));
  }

  /** Messages by their ids, among the steps of a larger read. */
  *messagesOf(ids: readonly MessageId[], reader: UserId): Steps<readonly StoredMessage[]> {
    return yield* this.#shown(yield* rows<MessageRow>(this.#texts.byId, [ids]), reader);
  }

  *#page(room: RoomId, reader: Reader, cut: Cut): Steps<Page> {
    const { seqs, hasBefore, hasAfter } = yield* this.#find(room, reader, cut);
    const bySeq = cut.thread === undefined ? this.#texts.bySeq : this.#texts.repliesBySeq;
    const found = yield* rows<MessageRow>(bySeq, [room, seqs]);
    const own = yield* this.#ownReactions(found, reader.user);
    const items = found.map((one) => itemOf(one, reader.user, own(one)));
    const head = (yield* row<{ head: number }>(this.#texts.head, [room]))?.head ?? 0;
    const roots =
      cut.thread === undefined ? [] : yield* rows<MessageRow>(this.#texts.bySeq, [room, [cut.thread]]);
    const [root] = yield* this.#shown(roots, reader.user);
    return { items, hasBefore, hasAfter, head, ...(root && { root }) };
  }

  *#formerPlace(room: RoomId, message: MessageId): Steps<Awaited<ReturnType<History['formerPlace']>>> {
    const place = [message, room] as const;
    const found = yield* row<{ seq: number; thread_seq: number | null }>(this.#texts.formerPlace, place);
    if (!found) return undefined;
    return { seq: found.seq, ...(found.thread_seq !== null && { threadSeq: found.thread_seq }) };
  }

  *#reactors(ids: readonly MessageId[]): Steps<Awaited<ReturnType<History['reactors']>>> {
    const byMessage = new Map<MessageId, Map<string, UserId[]>>();
    for (const { message, emoji, user } of yield* rows<ReactorRow>(this.#texts.reactors, [ids])) {
      const byEmoji = byMessage.get(message) ?? new Map<string, UserId[]>();
      byMessage.set(message, byEmoji);
      byEmoji.set(emoji, [...(byEmoji.get(emoji) ?? []), user]);
    }
    return new Map(
      [...byMessage].map(([id, all]) => [id, [...all].map(([emoji, users]) => ({ emoji, users }))]),
    );
  }

  *#countUnread(
    room: RoomId,
    reader: Reader,
    after: number,
  ): Steps<Awaited<ReturnType<History['countUnread']>>> {
    const { user } = reader;
    const { unread, mentions } = this.#texts;
    return {
      unread: yield* countIn(reader, after, ({ from, to }) =>
        row<Count>(unread, [room, from, to, user, user]),
      ),
      mentions: sumOf(
        yield* countIn(reader, after, ({ from, to }) => row<Count>(mentions, [user, room, from, to])),
        yield* countIn(reader, after, (range) => countCalls(reader, { room, ...range })),
      ),
    };
  }

  *#previews(ids: readonly RoomId[], reader: UserId): Steps<ReadonlyMap<RoomId, Preview>> {
    const previews = new Map<RoomId, Preview>();
    for (const room of ids) {
      const preview = yield* this.#preview(room, reader);
      if (preview) previews.set(room, preview);
    }
    return previews;
  }

  *#shown(found: readonly MessageRow[], reader: UserId): Steps<readonly StoredMessage[]> {
    const messages: StoredMessage[] = [];
    for (const one of found) {
      const own = yield* this.#ownReactions([one], reader);
      messages.push(messageOf(one, reader, own(one)));
    }
    return messages;
  }

  *#find(room: RoomId, reader: Reader, { before, after, around, limit, thread }: Cut): Steps<Found> {
    const [toOlder, toNewer] = thread === undefined ? lane.timeline : lane.thread;
    const place = thread === undefined ? [room] : [room, thread];
    // One more than is shown says whether there is more.
    const ranges = rangesOf(reader);
    const older = (seq: number, count: number) =>
      upTo(count, ranges.toReversed(), ({ from, to }, left) =>
        seq <= from
          ? nothing()
          : this.#seqs(toOlder, [...place, Math.min(seq, to + 1), from, reader.user, left]),
      );
    const newer = (seq: number, count: number) =>
      upTo(count, ranges, ({ from, to }, left) =>
        seq > to ? nothing() : this.#seqs(toNewer, [...place, Math.max(seq, from), to, reader.user, left]),
      );
    if (after !== undefined) {
      const found = yield* newer(after + 1, limit + 1);
      const hasBefore = (yield* older(after + 1, 1)).length > 0;
      return { seqs: found.slice(0, limit), hasBefore, hasAfter: found.length > limit };
    }
    if (around === undefined) {
      const found = yield* older(before ?? beyondAll, limit + 1);
      const hasAfter = before !== undefined && (yield* newer(before, 1)).length > 0;
      return { seqs: found.slice(0, limit), hasBefore: found.length > limit, hasAfter };
    }
    const left = yield* older(around, limit + 1);
    const right = yield* newer(around, limit + 1);
    // Half on either side, and what one side lacks from the other.
    const leftCount = Math.min(left.length, Math.max(Math.floor(limit / 2), limit - right.length));
    const rightCount = Math.min(right.length, limit - leftCount);
    return {
      seqs: [...left.slice(0, leftCount), ...right.slice(0, rightCount)],
      hasBefore: left.length > leftCount,
      hasAfter: right.length > rightCount,
    };
  }

  *#seqs(
    direction: (typeof lane)[keyof typeof lane][number],
    values: readonly (string | number)[],
  ): Steps<readonly number[]> {
    return (yield* rows<Place>(this.#texts[direction], values)).map(({ seq }) => seq);
  }

  /** Reads what the reader has reacted to these messages of one room with, and answers it for each of them. */
  *#ownReactions(
    found: readonly MessageRow[],
    reader: UserId,
  ): Steps<(row: MessageRow) => readonly OwnReaction[]> {
    const [first] = found;
    const last = found.at(-1);
    if (!first || !last) return () => [];
    const where = [first.room, reader, first.seq, last.seq];
    const own = yield* rows<OwnReaction>(this.#texts.ownReactions, where);
    return ({ seq }) => own.filter((reaction) => reaction.seq === seq);
  }

  *#preview(room: RoomId, reader: UserId): Steps<Preview | undefined> {
    const member = yield* row<SightRow>(this.#texts.sight, [room, reader]);
    const { newest: text, bySeq } = this.#texts;
    const ranges = rangesOf(member ? sightOf(member) : wholeSight).toReversed();
    const newest = yield* upTo(1, ranges, ({ from, to }) => rows<Place>(text, [room, from, to, reader]));
    if (newest.length === 0) return undefined;
    const found = yield* row<MessageRow>(bySeq, [room, newest.map(({ seq }) => seq)]);
    return found && previewOf(messageOf(found, reader, []));
  }
}

function previewOf({ seq, at, by, encoding, body, expiresAt }: StoredMessage): Preview {
  const isReadable = encoding === 'text' && body !== null;
  const text = isReadable ? excerpt(body, limits.quotePreviewCodePoints) : null;
  return { seq, at, by, text, ...(expiresAt !== undefined && { expiresAt }) };
}

/** Collects from one range after the other until there are `count`. */
function* upTo<One>(
  count: number,
  ranges: readonly Stay[],
  read: (range: Stay, left: number) => Steps<readonly One[]>,
): Steps<readonly One[]> {
  const found: One[] = [];
  for (const range of ranges) {
    if (found.length >= count) break;
    for (const one of yield* read(range, count - found.length)) found.push(one);
  }
  return found;
}

// biome-ignore lint/correctness/useYield: it stands for a read that need not be made.
function* nothing(): Steps<readonly number[]> {
  return [];
}
