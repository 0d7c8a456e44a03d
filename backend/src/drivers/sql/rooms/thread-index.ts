import type { RoomId, UserId } from '@sup/protocol';
import type { Reader } from '../../../services/messaging/history.ts';
import type {
  CountAsk,
  FollowWrite,
  ThreadCounts,
  ThreadIndex,
} from '../../../services/threads/thread-index.ts';
import type { SqlStore } from '../sql-store.ts';
import { countCalls } from './audience-calls.ts';
import { countIn, countMax, sumOf } from './count-in.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Dialect } from './dialect.ts';
import type { SqlHistory } from './history.ts';
import { type Reads, row, rows, type Steps } from './steps.ts';

const roomIs = `room = (select no from rooms where id = ?)`;

const textsIn = (dialect: Dialect) =>
  ({
    head: `select head from rooms where id = ?`,
    follows: `select 1 as yes from thread_follows where "user" = ? and room = ? and root_seq = ? and following = 1`,
    unread: `select count(*) as count from (
      select 1 from log ${dialect.indexedBy('log_threads')} where ${roomIs} and thread_seq = ? and seq between ? and ?
      and (hidden_from is null or hidden_from <> ?) and state = 'live' and account <> ? limit ${countMax}) counted`,
    mentions: `select count(*) as count from (
      select 1 from thread_mentions where "user" = ? and ${roomIs} and thread_seq = ? and seq between ? and ?
      limit ${countMax}) counted`,
    followed: `select f.room, f.root, f.root_seq, c.thread_at from thread_follows f
      join room_members m on m.room = f.room and m."user" = f."user" and m.asked = 0 and (m.visible_from <= f.root_seq
        or ${dialect.inRanges('f.root_seq', 'm.earlier')})
      join rooms r on r.id = f.room
      join message_changes c on c.room = r.no and c.seq = f.root_seq and c.thread_at is not null
      where f."user" = ? and f.following = 1 and (-c.thread_at, f.root) > (?, ?)
      order by -c.thread_at, f.root limit ?`,
  }) as const;

interface FollowedRow {
  room: RoomId;
  root: CountAsk['root']['id'];
  root_seq: number;
  thread_at: number;
}

interface Count {
  count: number;
}

interface ThreadIndexParts {
  readonly reads: Reads;
  readonly dialect: Dialect;
  readonly history: Pick<SqlHistory, 'messagesOf'>;
  readonly sql: Pick<SqlStore, 'write'>;
}

/** Threads: what is unread in them, who follows them. */
export class SqlThreadIndex implements ThreadIndex {
  readonly #parts: ThreadIndexParts;
  readonly #texts: ReturnType<typeof textsIn>;

  constructor(parts: ThreadIndexParts) {
    this.#parts = parts;
    this.#texts = textsIn(parts.dialect);
  }

  counts(room: RoomId, reader: Reader, asks: readonly CountAsk[]): Promise<readonly ThreadCounts[]> {
    return this.#parts.reads.snapshot(this.#counts(room, reader, asks));
  }

  read(room: RoomId, reader: Reader, asks: readonly CountAsk[]): ReturnType<ThreadIndex['read']> {
    return this.#parts.reads.snapshot(this.#read(room, reader, asks));
  }

  followed(user: UserId, after: string | undefined, limit: number): ReturnType<ThreadIndex['followed']> {
    return this.#parts.reads.run(this.#followed(user, after, limit));
  }

  follow(write: FollowWrite): Promise<void> {
    return this.#parts.sql.write('threads.follow', write);
  }

  *#counts(room: RoomId, reader: Reader, asks: readonly CountAsk[]): Steps<readonly ThreadCounts[]> {
    const counts: ThreadCounts[] = [];
    for (const ask of asks) counts.push(yield* this.#count(room, reader, ask));
    return counts;
  }

  *#read(
    room: RoomId,
    reader: Reader,
    asks: readonly CountAsk[],
  ): Steps<Awaited<ReturnType<ThreadIndex['read']>>> {
    const head = (yield* row<{ head: number }>(this.#texts.head, [room]))?.head ?? 0;
    const roots = yield* this.#parts.history.messagesOf(
      asks.map((ask) => ask.root.id),
      reader.user,
    );
    const byId = new Map(roots.map((root) => [root.id, root]));
    const found = asks.filter((ask) => byId.has(ask.root.id));
    const counts = yield* this.#counts(room, reader, found);
    const threads = found.flatMap((ask, at) => {
      const [root, count] = [byId.get(ask.root.id), counts[at]];
      return root && count ? [{ root, ...count }] : [];
    });
    return { head, threads };
  }

  *#followed(
    user: UserId,
    after: string | undefined,
    limit: number,
  ): Steps<Awaited<ReturnType<ThreadIndex['followed']>>> {
    const [at, id] = decodeCursor(after, ['number', 'string']) ?? [Number.MAX_SAFE_INTEGER, ''];
    const found = yield* rows<FollowedRow>(this.#texts.followed, [user, -at, id, limit + 1]);
    const threads = found.slice(0, limit).map((one) => ({
      room: one.room,
      root: { id: one.root, seq: one.root_seq },
      cursor: encodeCursor([one.thread_at, one.root]),
    }));
    return { threads, more: found.length > limit };
  }

  *#count(room: RoomId, reader: Reader, { root, marker }: CountAsk): Steps<ThreadCounts> {
    const { user } = reader;
    const following = (yield* row(this.#texts.follows, [user, room, root.seq])) !== undefined;
    if (!following) return { following, unread: 0, mentions: 0 };
    const { unread, mentions } = this.#texts;
    return {
      following,
      unread: yield* countIn(reader, marker, ({ from, to }) =>
        row<Count>(unread, [room, root.seq, from, to, user, user]),
      ),
      mentions: sumOf(
        yield* countIn(reader, marker, ({ from, to }) =>
          row<Count>(mentions, [user, room, root.seq, from, to]),
        ),
        yield* countIn(reader, marker, (range) =>
          countCalls(reader, { room, threadSeq: root.seq, ...range }),
        ),
      ),
    };
  }
}
