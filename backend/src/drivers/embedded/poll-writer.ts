// The projections of polls: what was told of the votes beside each message, and a row for who votes and who counts.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EntryOf, PollCount, PollTerms } from '@sup/protocol';

const texts = {
  // One that is moved has its row already, and its votes.
  create: `insert into polls (message, choices, several, anonymous, closes_at, due_at, state, rev, told)
    values (?, ?, ?, ?, ?, ?, 'open', 0, 0) on conflict do nothing`,
  counted: `select poll_seq from message_changes where room = ? and seq = ?`,
  count: `insert into message_changes (room, seq, poll_seq, poll) values (?, ?, ?, ?)
    on conflict do update set poll_seq = excluded.poll_seq, poll = excluded.poll`,
  uncount: `update message_changes set poll_seq = null, poll = null where room = ? and seq = ?`,
  // Numbers that newer ones replace are no secret: nothing need be overwritten in haste.
  supersede: `update log set body = null where room = ? and lane = 1 and seq = ?`,
  voters: `select distinct v."user" from poll_votes v left join users u on u.id = v."user"
    where v.message = ? and u.deleted_at is null`,
  removeVotes: `delete from poll_votes where message = ?`,
  remove: `delete from polls where message = ?`,
} as const;

/** Somebody who had voted in a poll that is gone. */
export interface Voter {
  readonly user: string;
  readonly message: string;
}

export class PollWriter {
  readonly #statement: Readonly<Record<keyof typeof texts, StatementSync>>;
  readonly #blank: (room: number, seq: number) => void;
  #voters: Voter[] = [];

  /** `blank` empties the body of a row of the log for good. */
  constructor(db: DatabaseSync, blank: (room: number, seq: number) => void) {
    const prepared = Object.entries(texts).map(([name, text]) => [name, db.prepare(text)]);
    this.#statement = Object.fromEntries(prepared) as Record<keyof typeof texts, StatementSync>;
    this.#blank = blank;
  }

  /** Who had voted in what is gone since this was last asked. */
  takeVoters(): readonly Voter[] {
    const voters = this.#voters;
    if (voters.length > 0) this.#voters = [];
    return voters;
  }

  created(room: number, { id, seq, moved }: EntryOf<'message'>, terms: PollTerms): void {
    const { choices, several, anonymous, closesAt = null } = terms;
    this.#statement.create.run(id, choices, several ? 1 : 0, anonymous ? 1 : 0, closesAt, closesAt);
    if (moved?.poll) this.brought(room, seq, moved.poll);
  }

  /** What had been told of it where it was. */
  brought(room: number, seq: number, count: PollCount): void {
    this.#statement.count.run(room, seq, null, JSON.stringify(count));
  }

  counted(room: number, { seq, at, targetSeq, count, closed }: EntryOf<'poll'>): void {
    const before = this.#countedAt(room, targetSeq);
    if (before !== null) this.#statement.supersede.run(room, before);
    const told = { ...count, ...(closed && { closedAt: at }) };
    this.#statement.count.run(room, targetSeq, seq, JSON.stringify(told));
  }

  /** It is at another place: nothing is told of it here. */
  leftPlace(room: number, targetSeq: number): void {
    const before = this.#countedAt(room, targetSeq);
    if (before !== null) this.#blank(room, before);
    this.#statement.uncount.run(room, targetSeq);
  }

  /** It is gone, and with it its numbers and votes. */
  removed(room: number, { target, targetSeq }: { target: string; targetSeq: number }): void {
    this.leftPlace(room, targetSeq);
    if (Number(this.#statement.remove.run(target).changes) === 0) return;
    for (const { user } of this.#statement.voters.all(target))
      this.#voters.push({ user: String(user), message: target });
    this.#statement.removeVotes.run(target);
  }

  #countedAt(room: number, seq: number): number | null {
    const found = this.#statement.counted.get(room, seq)?.poll_seq;
    return found === null || found === undefined ? null : Number(found);
  }
}
