// The projections of messages: what pages, counts and mentions are read from.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EntryOf } from '@sup/protocol';
import { limits } from '@sup/protocol/wire';
import type { Placed } from './placed.ts';
import { PollWriter, type Voter } from './poll-writer.ts';
import { decodeSummary, encodeSummary, withoutReaction, withReaction } from './reaction-summary.ts';
import { type Follow, ThreadWriter } from './thread-writer.ts';
import { VersionWriter } from './version-writer.ts';

/** The message that an entry is about. */
interface Target {
  lane: number;
  state: string | null;
  body_seq: number | null;
  deleted_at: number | null;
  reactions: string | null;
  pin_seq: number | null;
}

/** A message at a new place, or at a former one again. */
interface Settled {
  readonly room: number;
  readonly seq: number;
  readonly bodySeq: number | undefined;
  readonly editedAt?: number | undefined;
  readonly reactions?: readonly { readonly emoji: string; readonly users: readonly string[] }[] | undefined;
}

const texts = {
  target: `select l.lane, l.state, c.body_seq, c.deleted_at, c.reactions, c.pin_seq from log l
    left join message_changes c on c.room = l.room and c.seq = l.seq
    where l.message = ? and l.state <> 'moved' and l.room = ? and l.seq = ?`,
  former: `select account from log where message = ? and state = 'moved' and room = ? and seq = ?`,
  blank: `update log set body = null where room = ? and lane in (0, 1) and seq = ?`,
  edit: `insert into message_changes (room, seq, body_seq, edited_at) values (?, ?, ?, ?)
    on conflict do update set body_seq = excluded.body_seq, edited_at = excluded.edited_at`,
  delete: `insert into message_changes (room, seq, deleted_at) values (?, ?, ?)
    on conflict do update set deleted_at = excluded.deleted_at, body_seq = null, reactions = null`,
  // What leaves no trace lies in no lane that a timeline or a thread is read from.
  vanish: `update log set state = 'gone', lane = 1, thread_seq = null, expires_at = null
    where room = ? and lane in (0, 1) and seq = ?`,
  setState: `update log set state = ?, expires_at = null where room = ? and lane in (0, 1) and seq = ?`,
  revive: `update log set state = 'live', expires_at = rest ->> 'expiresAt' where room = ? and lane in (0, 1) and seq = ?`,
  move: `insert into message_changes (room, seq, moved_at) values (?, ?, ?)
    on conflict do update set moved_at = excluded.moved_at, body_seq = null, edited_at = null, reactions = null`,
  settle: `insert into message_changes (room, seq, body_seq, edited_at, reactions) values (?, ?, ?, ?, ?)
    on conflict do update set body_seq = excluded.body_seq, edited_at = excluded.edited_at,
    reactions = excluded.reactions, moved_at = null`,
  mention: `insert or ignore into mentions ("user", room, seq) values (?, ?, ?)`,
  unmention: `delete from mentions where room = ? and seq = ?`,
  react: `insert or ignore into reactions (room, seq, emoji, "user", reacted_seq, hidden_from) values (?, ?, ?, ?, ?, ?)`,
  unreact: `delete from reactions where room = ? and seq = ? and emoji = ? and "user" = ? returning hidden_from`,
  unreactAll: `delete from reactions where room = ? and seq = ?`,
  firstUsers: `select "user" from reactions where room = ? and seq = ? and emoji = ? and hidden_from is null
    order by reacted_seq limit ${limits.reactionUsersShown}`,
  pin: `insert into message_changes (room, seq, pin_seq, pinned) values (?, ?, ?, ?)
    on conflict do update set pin_seq = excluded.pin_seq, pinned = excluded.pinned`,
  unpin: `update message_changes set pin_seq = null, pinned = null where room = ? and seq = ?`,
  mark: `insert into message_changes (room, seq, mark, mark_who, mark_seq, marked) values (?, ?, ?, ?, ?, ?)
    on conflict do update set mark = excluded.mark, mark_who = excluded.mark_who, mark_seq = excluded.mark_seq,
      marked = excluded.marked`,
  unmark: `update message_changes set mark = null, mark_who = null, mark_seq = null, marked = null
    where room = ? and seq = ?`,
  forward: `insert into forwards (room, seq, from_room, from_message) values (?, ?, ?, ?)`,
  unforward: `delete from forwards where room = ? and seq = ?`,
  summarise: `insert into message_changes (room, seq, reactions) values (?, ?, ?)
    on conflict do update set reactions = excluded.reactions`,
} as const;

/** A message that goes, and what stays in timelines. */
interface Removal {
  readonly room: number;
  readonly entry: Pick<EntryOf<'delete'>, 'target' | 'targetSeq' | 'thread' | 'threadSeq'>;
  readonly at: number;
  readonly leavesNothing: boolean;
}

export class MessageWriter {
  readonly #statement: Readonly<Record<keyof typeof texts, StatementSync>>;
  readonly #threads: ThreadWriter;
  readonly #versions: VersionWriter;
  readonly #polls: PollWriter;
  #blanked = false;

  constructor(db: DatabaseSync) {
    this.#threads = new ThreadWriter(db);
    this.#versions = new VersionWriter(db, (room, seq) => this.#blank(room, seq));
    this.#polls = new PollWriter(db, (room, seq) => this.#blank(room, seq));
    const prepared = Object.entries(texts).map(([name, text]) => [name, db.prepare(text)]);
    this.#statement = Object.fromEntries(prepared) as Record<keyof typeof texts, StatementSync>;
  }

  /** True if a body was blanked since this was last asked. */
  takeBlanked(): boolean {
    const blanked = this.#blanked;
    this.#blanked = false;
    return blanked;
  }

  /** Who follows which thread since this was last asked. */
  takeFollows(): readonly Follow[] {
    return this.#threads.takeFollows();
  }

  /** Who had voted in polls that are gone, since this was last asked. */
  takeVoters(): readonly Voter[] {
    return this.#polls.takeVoters();
  }

  left(room: number, user: string): void {
    this.#threads.left(room, user);
  }

  /** The room keeps no former versions of messages any more. */
  forgetVersions(room: number): void {
    this.#versions.forgetAll(room);
  }

  created(placed: Placed<EntryOf<'message'>>): void {
    const { room, entry, hiddenFrom, origin } = placed;
    const { seq, by, mentions, moved } = entry;
    if (origin) this.#statement.forward.run(room, seq, origin.room, origin.message);
    if (moved?.editedAt !== undefined || moved?.reactions)
      this.#settle({ room, seq, bodySeq: undefined, ...moved });
    if (entry.poll) this.#polls.created(room, entry, entry.poll);
    const root = rootOf(entry);
    if (root) this.#threads.replied(placed, root);
    else if (mentions) this.#mention({ room, seq, by, mentions, hiddenFrom });
  }

  edited(placed: Placed<EntryOf<'edit'>>): void {
    const { room, entry, hiddenFrom } = placed;
    const { targetSeq, by, mentions } = entry;
    const target = this.#liveTarget(room, entry);
    const version = target.body_seq ?? targetSeq;
    if (entry.keeps) this.#versions.keep({ room, seq: targetSeq, version });
    else {
      this.#blank(room, version);
      this.#versions.forget(room, targetSeq);
    }
    this.#statement.edit.run(room, targetSeq, entry.seq, entry.at);
    const root = rootOf(entry);
    if (root) return this.#threads.edited(placed, root);
    this.#statement.unmention.run(room, targetSeq);
    if (mentions) this.#mention({ room, seq: targetSeq, by, mentions, hiddenFrom });
  }

  deleted(placed: Placed<EntryOf<'delete'>>): void {
    const { room, entry } = placed;
    this.#remove({ room, entry, at: entry.at, leavesNothing: entry.leaves === 'nothing' });
  }

  /** A message's time is over. */
  expired(room: number, message: EntryOf<'messages.expired'>['messages'][number], at: number): void {
    const { id: target, seq: targetSeq, tombstone, ...thread } = message;
    const leavesNothing = tombstone !== true;
    this.#remove({ room, entry: { target, targetSeq, ...thread }, at, leavesNothing });
  }

  #remove({ room, entry, at, leavesNothing }: Removal): void {
    const { targetSeq } = entry;
    this.#blank(room, this.#target(room, entry).body_seq ?? targetSeq);
    this.#versions.forget(room, targetSeq);
    this.#polls.removed(room, entry);
    this.#statement.delete.run(room, targetSeq, at);
    this.#leavePlace(room, entry);
    // Last: what a thread shows is found by the place that the row had.
    if (leavesNothing) this.#statement.vanish.run(room, targetSeq);
    else this.#statement.setState.run('deleted', room, targetSeq);
  }

  /** The message is elsewhere: its place stays, without body, reactions and mentions. */
  moved(placed: Placed<EntryOf<'move'>>): void {
    const { room, entry } = placed;
    const { targetSeq } = entry;
    this.#blank(room, this.#target(room, entry).body_seq ?? targetSeq);
    this.#versions.forget(room, targetSeq);
    this.#polls.leftPlace(room, targetSeq);
    this.#statement.move.run(room, targetSeq, entry.at);
    this.#leavePlace(room, entry);
    this.#statement.setState.run('moved', room, targetSeq);
  }

  /** The message is at a former place again; its body lies in the row of this entry. */
  returned(placed: Placed<EntryOf<'return'>>): void {
    const { room, entry, hiddenFrom } = placed;
    const { target, targetSeq, mentions, reactions } = entry;
    const former = this.#statement.former.get(target, room, targetSeq);
    if (!former) throw new Error(`message ${target} was never moved from seq ${targetSeq} of the room`);
    const by = String(former.account);
    this.#statement.revive.run(room, targetSeq);
    this.#settle({ room, seq: targetSeq, bodySeq: entry.seq, editedAt: entry.editedAt, reactions });
    if (entry.poll) this.#polls.brought(room, targetSeq, entry.poll);
    const root = rootOf(entry);
    if (root) this.#threads.returned({ ...placed, by }, root);
    else if (mentions) this.#mention({ room, seq: targetSeq, by, mentions, hiddenFrom });
  }

  #leavePlace(room: number, entry: Removal['entry']): void {
    const { targetSeq } = entry;
    this.#statement.unmention.run(room, targetSeq);
    this.#statement.unreactAll.run(room, targetSeq);
    this.#statement.unpin.run(room, targetSeq);
    this.#statement.unmark.run(room, targetSeq);
    this.#statement.unforward.run(room, targetSeq);
    const root = rootOf(entry);
    if (root) this.#threads.deleted(room, targetSeq, root);
  }

  /** What a message brings along that was said about it where it was. */
  #settle({ room, seq, bodySeq, editedAt, reactions = [] }: Settled): void {
    const summary = reactions.reduce<ReturnType<typeof decodeSummary>>(
      (before, { emoji, users }) =>
        users.reduce((now, user) => this.#reactAgain(now, { room, seq, emoji, user }), before),
      [],
    );
    const encoded = summary.length === 0 ? null : encodeSummary(summary);
    this.#statement.settle.run(room, seq, bodySeq ?? null, editedAt ?? null, encoded);
  }

  #reactAgain(
    before: ReturnType<typeof decodeSummary>,
    { room, seq, emoji, user }: { room: number; seq: number; emoji: string; user: string },
  ) {
    this.#statement.react.run(room, seq, emoji, user, seq, null);
    return withReaction(before, { emoji, user });
  }

  reacted(placed: Placed<EntryOf<'reaction'>>): void {
    const { room, entry } = placed;
    const { reactions } = this.#target(room, entry);
    const before = decodeSummary(reactions);
    const after = entry.on ? this.#react(placed, before) : this.#unreact(placed, before);
    if (after !== before) this.#statement.summarise.run(room, entry.targetSeq, encodeSummary(after));
  }

  pinned({ room, entry }: Placed<EntryOf<'pin'>>): void {
    const { seq, at, by, targetSeq, on } = entry;
    const target = this.#liveTarget(room, entry);
    if (!on) this.#statement.unpin.run(room, targetSeq);
    // What is on top already stays where it is.
    else if (target.pin_seq === null)
      this.#statement.pin.run(room, targetSeq, seq, JSON.stringify({ by, at }));
  }

  marked({ room, entry }: Placed<EntryOf<'mark'>>): void {
    const { seq, at, by, targetSeq, mark } = entry;
    this.#liveTarget(room, entry);
    if (!mark) this.#statement.unmark.run(room, targetSeq);
    else
      this.#statement.mark.run(room, targetSeq, mark.kind, mark.who ?? null, seq, JSON.stringify({ by, at }));
  }

  /** What was voted in a poll is told. */
  counted({ room, entry }: Placed<EntryOf<'poll'>>): void {
    this.#liveTarget(room, entry);
    this.#polls.counted(room, entry);
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

  #target(room: number, { target, targetSeq }: { target: string; targetSeq: number }): Target {
    const row = this.#statement.target.get(target, room, targetSeq);
    if (!row) throw new Error(`there is no message ${target} at seq ${targetSeq} of the room`);
    return row as unknown as Target;
  }

  #liveTarget(room: number, entry: { target: string; targetSeq: number; kind: string }): Target {
    const target = this.#target(room, entry);
    if (target.deleted_at !== null)
      throw new Error(`message ${entry.target} is deleted: no ${entry.kind} can follow`);
    return target;
  }

  #blank(room: number, seq: number): void {
    this.#statement.blank.run(room, seq);
    this.#blanked = true;
  }

  /** Whoever may count the message as one that names them: not its author, and nobody it is hidden from. */
  #mention(named: {
    room: number;
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

/** Of a reply, and of what is said about one: the message that the thread grew from. */
function rootOf({ thread, threadSeq }: { thread?: string | undefined; threadSeq?: number | undefined }) {
  return thread === undefined || threadSeq === undefined ? undefined : { id: thread, seq: threadSeq };
}
