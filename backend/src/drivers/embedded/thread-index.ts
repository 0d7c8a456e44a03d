import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { RoomId, UserId } from '@sup/protocol';
import type { Reader } from '../../services/messaging/history.ts';
import type {
  CountAsk,
  FollowWrite,
  ThreadCounts,
  ThreadIndex,
} from '../../services/threads/thread-index.ts';
import type { SqlStore } from '../sql/sql-store.ts';
import { countIn, countMax } from './count-in.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { EmbeddedHistory } from './history.ts';
import { inSnapshot } from './in-snapshot.ts';

const roomIs = `room = (select no from rooms where id = ?)`;

const texts = {
  head: `select head from rooms where id = ?`,
  follows: `select 1 from thread_follows where "user" = ? and room = ? and root_seq = ? and following = 1`,
  unread: `select count(*) as count from (
    select 1 from log indexed by log_threads where ${roomIs} and thread_seq = ? and seq between ? and ?
    and (hidden_from is null or hidden_from <> ?) and state = 'live' and account <> ? limit ${countMax})`,
  mentions: `select count(*) as count from (
    select 1 from thread_mentions where "user" = ? and ${roomIs} and thread_seq = ? and seq between ? and ? limit ${countMax})`,
  followed: `select f.room, f.root, f.root_seq, c.thread_at from thread_follows f
    join room_members m on m.room = f.room and m."user" = f."user" and m.asked = 0 and (m.visible_from <= f.root_seq
      or exists (select 1 from json_each(m.earlier) s where f.root_seq between s.value ->> 'from' and s.value ->> 'to'))
    join rooms r on r.id = f.room
    join message_changes c on c.room = r.no and c.seq = f.root_seq and c.thread_at is not null
    where f."user" = ? and f.following = 1 and (-c.thread_at, f.root) > (?, ?)
    order by -c.thread_at, f.root limit ?`,
} as const;

interface FollowedRow {
  room: RoomId;
  root: CountAsk['root']['id'];
  root_seq: number;
  thread_at: number;
}

/** Threads in sup.db: read on this thread's connection, follows written through the writer thread. */
export class EmbeddedThreadIndex implements ThreadIndex {
  readonly #db: DatabaseSync;
  readonly #history: EmbeddedHistory;
  readonly #sql: Pick<SqlStore, 'write'>;
  readonly #statement: Readonly<Record<keyof typeof texts, StatementSync>>;

  /** `history` reads on the same connection. */
  constructor(db: DatabaseSync, history: EmbeddedHistory, sql: Pick<SqlStore, 'write'>) {
    this.#db = db;
    this.#history = history;
    this.#sql = sql;
    const prepared = Object.entries(texts).map(([name, text]) => [name, db.prepare(text)]);
    this.#statement = Object.fromEntries(prepared) as Record<keyof typeof texts, StatementSync>;
  }

  async counts(room: RoomId, reader: Reader, asks: readonly CountAsk[]): Promise<readonly ThreadCounts[]> {
    return inSnapshot(this.#db, () => asks.map((ask) => this.#count(room, reader, ask)));
  }

  async read(room: RoomId, reader: Reader, asks: readonly CountAsk[]): ReturnType<ThreadIndex['read']> {
    return inSnapshot(this.#db, () => {
      const head = Number(this.#statement.head.get(room)?.head ?? 0);
      const roots = this.#history.messagesNow(
        asks.map((ask) => ask.root.id),
        reader.user,
      );
      const byId = new Map(roots.map((root) => [root.id, root]));
      const threads = asks.flatMap((ask) => {
        const root = byId.get(ask.root.id);
        return root ? [{ root, ...this.#count(room, reader, ask) }] : [];
      });
      return { head, threads };
    });
  }

  async followed(
    user: UserId,
    after: string | undefined,
    limit: number,
  ): ReturnType<ThreadIndex['followed']> {
    const [at, id] = decodeCursor(after, ['number', 'string']) ?? [Number.MAX_SAFE_INTEGER, ''];
    const rows = this.#statement.followed.all(user, -at, id, limit + 1) as unknown as FollowedRow[];
    const threads = rows.slice(0, limit).map((row) => ({
      room: row.room,
      root: { id: row.root, seq: row.root_seq },
      cursor: encodeCursor([row.thread_at, row.root]),
    }));
    return { threads, more: rows.length > limit };
  }

  follow(write: FollowWrite): Promise<void> {
    return this.#sql.write('threads.follow', write);
  }

  #count(room: RoomId, reader: Reader, { root, marker }: CountAsk): ThreadCounts {
    const { user } = reader;
    const following = this.#statement.follows.get(user, room, root.seq) !== undefined;
    if (!following) return { following, unread: 0, mentions: 0 };
    const { unread, mentions } = this.#statement;
    return {
      following,
      unread: countIn(reader, marker, ({ from, to }) => unread.get(room, root.seq, from, to, user, user)),
      mentions: countIn(reader, marker, ({ from, to }) => mentions.get(user, room, root.seq, from, to)),
    };
  }
}
