// The projections of messages: what pages, counts and mentions are read from.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type EntryOf, limits } from '@sup/protocol';
import { decodeSummary, encodeSummary, withoutReaction, withReaction } from './reaction-summary.ts';

/** An entry with the room and the person it is hidden from. */
export interface Placed<E> {
  readonly room: string;
  readonly entry: E;
  readonly hiddenFrom: string | undefined;
}

type SystemKind = 'room.created' | 'room.changed' | 'member.joined' | 'member.left' | 'member.changed';

interface TargetRow {
  thread: string | null;
  state: string;
  body_seq: number | null;
  reactions: string | null;
}

const texts = {
  insert: `insert into messages (room, seq, id, "by", thread, state, body_seq, hidden_from) values (?, ?, ?, ?, ?, ?, ?, ?)`,
  target: `select thread, state, body_seq, reactions from messages where room = ? and seq = ? and id = ?`,
  blank: `update log set body = null where room = ? and seq = ?`,
  edit: `update messages set body_seq = ?, edited_at = ? where room = ? and seq = ?`,
  delete: `update messages set body_seq = null, deleted_at = ?, state = 'deleted', reactions = null where room = ? and seq = ?`,
  mention: `insert or ignore into mentions ("user", room, seq) values (?, ?, ?)`,
  unmention: `delete from mentions where room = ? and seq = ?`,
  react: `insert or ignore into reactions (room, seq, emoji, "user", reacted_seq, hidden_from) values (?, ?, ?, ?, ?, ?)`,
  unreact: `delete from reactions where room = ? and seq = ? and emoji = ? and "user" = ? returning hidden_from`,
  unreactAll: `delete from reactions where room = ? and seq = ?`,
  firstUsers: `select "user" from reactions where room = ? and seq = ? and emoji = ? and hidden_from is null
    order by reacted_seq limit ${limits.reactionUsersShown}`,
  summarise: `update messages set reactions = ? where room = ? and seq = ?`,
} as const;

export class MessageWriter {
  readonly #statement: Readonly<Record<keyof typeof texts, StatementSync>>;
  #blanked = false;

  constructor(db: DatabaseSync) {
    const prepared = Object.entries(texts).map(([name, text]) => [name, db.prepare(text)]);
    this.#statement = Object.fromEntries(prepared) as Record<keyof typeof texts, StatementSync>;
  }

  /** True if a body was blanked since this was last asked. */
  takeBlanked(): boolean {
    const blanked = this.#blanked;
    this.#blanked = false;
    return blanked;
  }

  /** A line of the timeline that is not a message. */
  system({ room, entry, hiddenFrom }: Placed<EntryOf<SystemKind>>): void {
    this.#statement.insert.run(room, entry.seq, null, entry.by, null, 'system', null, hiddenFrom ?? null);
  }

  created({ room, entry, hiddenFrom }: Placed<EntryOf<'message'>>): void {
    const { seq, id, by, thread, mentions } = entry;
    this.#statement.insert.run(room, seq, id, by, thread ?? null, 'live', seq, hiddenFrom ?? null);
    if (mentions && thread === undefined) this.#mention({ room, seq, by, mentions, hiddenFrom });
  }

  edited({ room, entry, hiddenFrom }: Placed<EntryOf<'edit'>>): void {
    const { targetSeq, by, mentions } = entry;
    const target = this.#target(room, entry);
    if (target.state !== 'live') throw new Error(`message ${entry.target} is deleted and cannot be edited`);
    this.#blank(room, target.body_seq);
    this.#statement.edit.run(entry.seq, entry.at, room, targetSeq);
    this.#statement.unmention.run(room, targetSeq);
    if (mentions && target.thread === null) this.#mention({ room, seq: targetSeq, by, mentions, hiddenFrom });
  }

  deleted({ room, entry }: Placed<EntryOf<'delete'>>): void {
    const { targetSeq } = entry;
    this.#blank(room, this.#target(room, entry).body_seq);
    this.#statement.delete.run(entry.at, room, targetSeq);
    this.#statement.unmention.run(room, targetSeq);
    this.#statement.unreactAll.run(room, targetSeq);
  }

  reacted(placed: Placed<EntryOf<'reaction'>>): void {
    const { room, entry } = placed;
    const { reactions } = this.#target(room, entry);
    const before = decodeSummary(reactions);
    const after = entry.on ? this.#react(placed, before) : this.#unreact(placed, before);
    if (after !== before) this.#statement.summarise.run(encodeSummary(after), room, entry.targetSeq);
  }

  #react({ room, entry, hiddenFrom }: Placed<EntryOf<'reaction'>>, before: ReturnType<typeof decodeSummary>) {
    const { seq, targetSeq, emoji, by: user } = entry;
    if (user === undefined) throw new Error('a reaction without a person cannot be stored');
    const { changes } = this.#statement.react.run(room, targetSeq, emoji, user, seq, hiddenFrom ?? null);
    // One that is hidden from somebody is not in the summary, which is the same for all.
    if (Number(changes) === 0 || hiddenFrom !== undefined) return before;
    return withReaction(before, { emoji, user });
  }

  #unreact({ room, entry }: Placed<EntryOf<'reaction'>>, before: ReturnType<typeof decodeSummary>) {
    const { targetSeq, emoji, by } = entry;
    const row = this.#statement.unreact.get(room, targetSeq, emoji, by ?? null);
    if (!row || row.hidden_from !== null) return before;
    const users = this.#statement.firstUsers.all(room, targetSeq, emoji).map((first) => String(first.user));
    return withoutReaction(before, { emoji, users });
  }

  #target(room: string, entry: { target: string; targetSeq: number }): TargetRow {
    const row = this.#statement.target.get(room, entry.targetSeq, entry.target);
    if (!row) throw new Error(`there is no message ${entry.target} at ${room}/${entry.targetSeq}`);
    return row as unknown as TargetRow;
  }

  #blank(room: string, bodySeq: number | null): void {
    if (bodySeq === null) return;
    this.#statement.blank.run(room, bodySeq);
    this.#blanked = true;
  }

  /** Whoever may count the message as one that names them: not its author, and nobody it is hidden from. */
  #mention(named: {
    room: string;
    seq: number;
    by: string | undefined;
    mentions: readonly string[];
    hiddenFrom: string | undefined;
  }): void {
    for (const user of named.mentions) {
      if (user === named.by || user === named.hiddenFrom) continue;
      this.#statement.mention.run(user, named.room, named.seq);
    }
  }
}
