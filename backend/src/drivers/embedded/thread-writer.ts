// The projections of threads: what a room shows of them, who follows them, whom their replies mention.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EntryOf } from '@sup/protocol';
import type { Placed } from './placed.ts';
import { decodeThread, encodeThread, withoutReply, withReply, withReplyAgain } from './thread-summary.ts';

const isIn = `exists (select 1 from room_members m where m.room = rooms.id and m."user" = ?1 and coalesce(m.asked, 0) = 0)`;

const texts = {
  root: `select l.account, c.thread from log l
    left join message_changes c on c.room = l.room and c.seq = l.seq where l.room = ? and l.lane in (0, 1) and l.seq = ?`,
  reply: `select account, hidden_from from log where room = ? and lane = 1 and seq = ?`,
  summarise: `insert into message_changes (room, seq, thread, thread_at) values (?, ?, ?, ?)
    on conflict do update set thread = excluded.thread, thread_at = coalesce(excluded.thread_at, thread_at)`,
  // Who chose not to follow stays away until a mention, who has not accepted the room until they do, and who is not in it at all.
  follow: `insert or ignore into thread_follows ("user", room, root_seq, root, following)
    select ?1, id, ?2, ?3, 1 from rooms where no = ?4 and ${isIn}`,
  call: `insert into thread_follows ("user", room, root_seq, root, following)
    select ?1, id, ?2, ?3, 1 from rooms where no = ?4 and ${isIn}
    on conflict do update set following = 1 where following = 0`,
  mention: `insert or ignore into thread_mentions ("user", room, thread_seq, seq) values (?, ?, ?, ?)`,
  unmention: `delete from thread_mentions where room = ? and seq = ?`,
  forget: `delete from thread_follows where "user" = ? and room = (select id from rooms where no = ?)`,
} as const;

/** Somebody who follows a thread from now on. */
export interface Follow {
  readonly user: string;
  readonly root: string;
}

interface Named {
  readonly room: number;
  readonly seq: number;
  readonly root: { readonly id: string; readonly seq: number };
  readonly by: string | undefined;
  readonly mentions: readonly string[] | undefined;
  readonly hiddenFrom: string | undefined;
}

export class ThreadWriter {
  readonly #statement: Readonly<Record<keyof typeof texts, StatementSync>>;
  #follows: Follow[] = [];

  constructor(db: DatabaseSync) {
    const prepared = Object.entries(texts).map(([name, text]) => [name, db.prepare(text)]);
    this.#statement = Object.fromEntries(prepared) as Record<keyof typeof texts, StatementSync>;
  }

  /** Who follows what since this was last asked. */
  takeFollows(): readonly Follow[] {
    const follows = this.#follows;
    if (follows.length > 0) this.#follows = [];
    return follows;
  }

  replied({ room, entry, hiddenFrom }: Placed<EntryOf<'message'>>, root: Named['root']): void {
    const { seq, by, at, ordinal, mentions } = entry;
    const { account, thread } = this.#root(room, root);
    const isHidden = hiddenFrom !== undefined;
    const summary = withReply(decodeThread(thread), { by, at, ordinal, isHidden });
    this.#statement.summarise.run(room, root.seq, encodeThread(summary), isHidden ? null : at);
    this.#note(this.#statement.follow, by, { room, root });
    if (account !== hiddenFrom) this.#note(this.#statement.follow, account, { room, root });
    this.#mention({ room, seq, root, by, mentions, hiddenFrom });
  }

  edited({ room, entry, hiddenFrom }: Placed<EntryOf<'edit'>>, root: Named['root']): void {
    const { targetSeq: seq, by, mentions } = entry;
    this.#statement.unmention.run(room, seq);
    this.#mention({ room, seq, root, by, mentions, hiddenFrom });
  }

  /** A reply is where it was once. It does not come last for that. */
  returned(
    { room, entry, hiddenFrom, by }: Placed<EntryOf<'return'>> & { by: string },
    root: Named['root'],
  ): void {
    const { targetSeq: seq, mentions } = entry;
    const rows = decodeThread(this.#root(room, root).thread);
    this.#statement.summarise.run(room, root.seq, encodeThread(withReplyAgain(rows, by)), null);
    this.#mention({ room, seq, root, by, mentions, hiddenFrom });
  }

  deleted(room: number, seq: number, root: Named['root']): void {
    const { thread } = this.#root(room, root);
    const reply = this.#statement.reply.get(room, seq);
    const said = { by: String(reply?.account), isHidden: reply?.hidden_from != null };
    const summary = withoutReply(decodeThread(thread), said);
    this.#statement.summarise.run(room, root.seq, encodeThread(summary), null);
    this.#statement.unmention.run(room, seq);
  }

  /** Who leaves a room follows nothing in it. */
  left(room: number, user: string): void {
    this.#statement.forget.run(user, room);
  }

  #root(room: number, { id, seq }: Named['root']): { account: string; thread: string | null } {
    const row = this.#statement.root.get(room, seq);
    if (!row)
      throw new Error(`there is no message ${id} at seq ${seq} of the room for a thread to grow from`);
    return row as unknown as { account: string; thread: string | null };
  }

  #mention({ room, seq, root, by, mentions, hiddenFrom }: Named): void {
    for (const user of mentions ?? []) {
      if (user === by || user === hiddenFrom) continue;
      this.#statement.mention.run(user, room, root.seq, seq);
      this.#note(this.#statement.call, user, { room, root });
    }
  }

  #note(statement: StatementSync, user: string, { room, root }: Pick<Named, 'room' | 'root'>): void {
    const { changes } = statement.run(user, root.seq, root.id, room);
    if (Number(changes) > 0) this.#follows.push({ user, root: root.id });
  }
}
