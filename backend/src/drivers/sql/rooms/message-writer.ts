// The projections of messages: what pages, counts and mentions are read from.
import type { EntryOf, MessageId } from '@sup/protocol';
import { limits } from '@sup/protocol/wire';
import { call, uncall } from './audience-calls.ts';
import type { Dialect } from './dialect.ts';
import type { Placed } from './placed.ts';
import { PollWriter } from './poll-writer.ts';
import { decodeSummary, encodeSummary, withoutReaction, withReaction } from './reaction-summary.ts';
import { change, row, rows, type Steps } from './steps.ts';
import { type Root, ThreadWriter } from './thread-writer.ts';
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

const textsIn = (dialect: Dialect) => ({
  target: `select l.lane, l.state, c.body_seq, c.deleted_at, c.reactions, c.pin_seq from log l
    left join message_changes c on c.room = l.room and c.seq = l.seq
    where l.message = ? and l.state <> 'moved' and l.room = ? and l.seq = ?`,
  former: `select account from log where message = ? and state = 'moved' and room = ? and seq = ?`,
  blank: `update log set body = null where room = ? and lane in (0, 1) and seq = ?`,
  edit: `insert into message_changes (room, seq, body_seq, edited_at) values (?, ?, ?, ?)
    on conflict (room, seq) do update set body_seq = excluded.body_seq, edited_at = excluded.edited_at`,
  delete: `insert into message_changes (room, seq, deleted_at) values (?, ?, ?)
    on conflict (room, seq) do update set deleted_at = excluded.deleted_at, body_seq = null, reactions = null`,
  // What leaves no trace lies in no lane that a timeline or a thread is read from.
  vanish: `update log set state = 'gone', lane = 1, thread_seq = null, expires_at = null
    where room = ? and lane in (0, 1) and seq = ?`,
  setState: `update log set state = ?, expires_at = null where room = ? and lane in (0, 1) and seq = ?`,
  revive: `update log set state = 'live', expires_at = ${dialect.jsonNumber('rest', 'expiresAt')}
    where room = ? and lane in (0, 1) and seq = ?`,
  move: `insert into message_changes (room, seq, moved_at) values (?, ?, ?)
    on conflict (room, seq) do update set moved_at = excluded.moved_at, body_seq = null, edited_at = null, reactions = null`,
  settle: `insert into message_changes (room, seq, body_seq, edited_at, reactions) values (?, ?, ?, ?, ?)
    on conflict (room, seq) do update set body_seq = excluded.body_seq, edited_at = excluded.edited_at,
    reactions = excluded.reactions, moved_at = null`,
  mention: `insert into mentions ("user", room, seq) values (?, ?, ?)
    on conflict do nothing`,
  unmention: `delete from mentions where room = ? and seq = ?`,
  react: `insert into reactions (room, seq, emoji, "user", reacted_seq, hidden_from) values (?, ?, ?, ?, ?, ?)
    on conflict do nothing`,
  unreact: `delete from reactions where room = ? and seq = ? and emoji = ? and "user" = ? returning hidden_from`,
  unreactAll: `delete from reactions where room = ? and seq = ?`,
  firstUsers: `select "user" from reactions where room = ? and seq = ? and emoji = ? and hidden_from is null
    order by reacted_seq limit ${limits.reactionUsersShown}`,
  pin: `insert into message_changes (room, seq, pin_seq, pinned) values (?, ?, ?, ?)
    on conflict (room, seq) do update set pin_seq = excluded.pin_seq, pinned = excluded.pinned`,
  unpin: `update message_changes set pin_seq = null, pinned = null where room = ? and seq = ?`,
  mark: `insert into message_changes (room, seq, mark, mark_who, mark_seq, marked) values (?, ?, ?, ?, ?, ?)
    on conflict (room, seq) do update set mark = excluded.mark, mark_who = excluded.mark_who, mark_seq = excluded.mark_seq,
      marked = excluded.marked`,
  unmark: `update message_changes set mark = null, mark_who = null, mark_seq = null, marked = null
    where room = ? and seq = ?`,
  forward: `insert into forwards (room, seq, from_room, from_message) values (?, ?, ?, ?)`,
  unforward: `delete from forwards where room = ? and seq = ?`,
  summarise: `insert into message_changes (room, seq, reactions) values (?, ?, ?)
    on conflict (room, seq) do update set reactions = excluded.reactions`,
});

type Summary = ReturnType<typeof decodeSummary>;

/** A message that goes, and what stays in timelines. */
interface Removal {
  readonly room: number;
  readonly entry: Pick<EntryOf<'delete'>, 'target' | 'targetSeq' | 'thread' | 'threadSeq'>;
  readonly at: number;
  readonly leavesNothing: boolean;
}

export class MessageWriter {
  readonly #texts: ReturnType<typeof textsIn>;
  readonly #threads = new ThreadWriter();
  readonly #versions: VersionWriter;
  readonly #polls: PollWriter;
  #blanked = false;

  constructor(dialect: Dialect) {
    this.#texts = textsIn(dialect);
    const blank = (room: number, seq: number) => this.#blank(room, seq);
    this.#versions = new VersionWriter(blank);
    this.#polls = new PollWriter(blank);
  }

  /** True if a body was blanked since this was last asked. */
  takeBlanked(): boolean {
    const blanked = this.#blanked;
    this.#blanked = false;
    return blanked;
  }

  *left(room: number, user: string): Steps {
    yield* this.#threads.left(room, user);
  }

  /** The room keeps no former versions of messages any more. */
  *forgetVersions(room: number): Steps {
    yield* this.#versions.forgetAll(room);
  }

  *created(placed: Placed<EntryOf<'message'>>): Steps {
    const { room, entry, hiddenFrom, origin } = placed;
    const { seq, by, mentions, moved } = entry;
    if (origin) yield* change(this.#texts.forward, [room, seq, origin.room, origin.message]);
    if (moved?.editedAt !== undefined || moved?.reactions)
      yield* this.#settle({ room, seq, bodySeq: undefined, ...moved });
    if (entry.poll) yield* this.#polls.created(room, entry, entry.poll);
    yield* call(placed, { seq, by });
    const root = rootOf(entry);
    if (root) yield* this.#threads.replied(placed, root);
    else if (mentions) yield* this.#mention({ room, seq, by, mentions, hiddenFrom });
  }

  *edited(placed: Placed<EntryOf<'edit'>>): Steps {
    const { room, entry, hiddenFrom } = placed;
    const { targetSeq, by, mentions } = entry;
    const target = yield* this.#liveTarget(room, entry);
    const version = target.body_seq ?? targetSeq;
    if (entry.keeps) yield* this.#versions.keep({ room, seq: targetSeq, version });
    else {
      yield* this.#blank(room, version);
      yield* this.#versions.forget(room, targetSeq);
    }
    yield* change(this.#texts.edit, [room, targetSeq, entry.seq, entry.at]);
    yield* uncall(room, entry);
    yield* call(placed, { seq: targetSeq, by });
    const root = rootOf(entry);
    if (root) return yield* this.#threads.edited(placed, root);
    yield* change(this.#texts.unmention, [room, targetSeq]);
    if (mentions) yield* this.#mention({ room, seq: targetSeq, by, mentions, hiddenFrom });
  }

  *deleted(placed: Placed<EntryOf<'delete'>>): Steps {
    const { room, entry } = placed;
    yield* this.#remove({ room, entry, at: entry.at, leavesNothing: entry.leaves === 'nothing' });
  }

  /** A message's time is over. */
  *expired(room: number, message: EntryOf<'messages.expired'>['messages'][number], at: number): Steps {
    const { id: target, seq: targetSeq, tombstone, ...thread } = message;
    const leavesNothing = tombstone !== true;
    yield* this.#remove({ room, entry: { target, targetSeq, ...thread }, at, leavesNothing });
  }

  *#remove({ room, entry, at, leavesNothing }: Removal): Steps {
    const { targetSeq } = entry;
    const { body_seq: bodySeq } = yield* this.#target(room, entry);
    yield* this.#blank(room, bodySeq ?? targetSeq);
    yield* this.#versions.forget(room, targetSeq);
    yield* this.#polls.removed(room, entry);
    yield* change(this.#texts.delete, [room, targetSeq, at]);
    yield* this.#leavePlace(room, entry);
    // Last: what a thread shows is found by the place that the row had.
    if (leavesNothing) yield* change(this.#texts.vanish, [room, targetSeq]);
    else yield* change(this.#texts.setState, ['deleted', room, targetSeq]);
  }

  /** The message is elsewhere: its place stays, without body, reactions and mentions. */
  *moved(placed: Placed<EntryOf<'move'>>): Steps {
    const { room, entry } = placed;
    const { targetSeq } = entry;
    const { body_seq: bodySeq } = yield* this.#target(room, entry);
    yield* this.#blank(room, bodySeq ?? targetSeq);
    yield* this.#versions.forget(room, targetSeq);
    yield* this.#polls.leftPlace(room, targetSeq);
    yield* change(this.#texts.move, [room, targetSeq, entry.at]);
    yield* this.#leavePlace(room, entry);
    yield* change(this.#texts.setState, ['moved', room, targetSeq]);
  }

  /** The message is at a former place again; its body lies in the row of this entry. */
  *returned(placed: Placed<EntryOf<'return'>>): Steps {
    const { room, entry, hiddenFrom } = placed;
    const { target, targetSeq, mentions, reactions } = entry;
    const former = yield* row<{ account: string }>(this.#texts.former, [target, room, targetSeq]);
    if (!former) throw new Error(`message ${target} was never moved from seq ${targetSeq} of the room`);
    const by = former.account;
    yield* change(this.#texts.revive, [room, targetSeq]);
    yield* this.#settle({ room, seq: targetSeq, bodySeq: entry.seq, editedAt: entry.editedAt, reactions });
    if (entry.poll) yield* this.#polls.brought(room, targetSeq, entry.poll);
    yield* call(placed, { seq: targetSeq, by });
    const root = rootOf(entry);
    if (root) yield* this.#threads.returned({ ...placed, by }, root);
    else if (mentions) yield* this.#mention({ room, seq: targetSeq, by, mentions, hiddenFrom });
  }

  *#leavePlace(room: number, entry: Removal['entry']): Steps {
    const { targetSeq } = entry;
    yield* change(this.#texts.unmention, [room, targetSeq]);
    yield* uncall(room, entry);
    yield* change(this.#texts.unreactAll, [room, targetSeq]);
    yield* change(this.#texts.unpin, [room, targetSeq]);
    yield* change(this.#texts.unmark, [room, targetSeq]);
    yield* change(this.#texts.unforward, [room, targetSeq]);
    const root = rootOf(entry);
    if (root) yield* this.#threads.deleted(room, targetSeq, root);
  }

  /** What a message brings along that was said about it where it was. */
  *#settle({ room, seq, bodySeq, editedAt, reactions = [] }: Settled): Steps {
    let summary: Summary = [];
    for (const { emoji, users } of reactions)
      for (const user of users) {
        yield* change(this.#texts.react, [room, seq, emoji, user, seq, null]);
        summary = withReaction(summary, { emoji, user });
      }
    yield* change(this.#texts.settle, [room, seq, bodySeq ?? null, editedAt ?? null, encodeSummary(summary)]);
  }

  *reacted(placed: Placed<EntryOf<'reaction'>>): Steps {
    const { room, entry } = placed;
    const { reactions } = yield* this.#target(room, entry);
    const before = decodeSummary(reactions);
    const after = entry.on ? yield* this.#react(placed, before) : yield* this.#unreact(placed, before);
    if (after !== before) yield* change(this.#texts.summarise, [room, entry.targetSeq, encodeSummary(after)]);
  }

  *pinned({ room, entry }: Placed<EntryOf<'pin'>>): Steps {
    const { seq, at, by, targetSeq, on } = entry;
    const target = yield* this.#liveTarget(room, entry);
    if (!on) yield* change(this.#texts.unpin, [room, targetSeq]);
    // What is on top already stays where it is.
    else if (target.pin_seq === null)
      yield* change(this.#texts.pin, [room, targetSeq, seq, JSON.stringify({ by, at })]);
  }

  *marked({ room, entry }: Placed<EntryOf<'mark'>>): Steps {
    const { seq, at, by, targetSeq, mark } = entry;
    yield* this.#liveTarget(room, entry);
    if (!mark) yield* change(this.#texts.unmark, [room, targetSeq]);
    else
      yield* change(this.#texts.mark, [
        room,
        targetSeq,
        mark.kind,
        mark.who ?? null,
        seq,
        JSON.stringify({ by, at }),
      ]);
  }

  /** What was voted in a poll is told. */
  *counted({ room, entry }: Placed<EntryOf<'poll'>>): Steps {
    yield* this.#liveTarget(room, entry);
    yield* this.#polls.counted(room, entry);
  }

  *#react({ room, entry, hiddenFrom }: Placed<EntryOf<'reaction'>>, before: Summary): Steps<Summary> {
    const { seq, targetSeq, emoji, by: user } = entry;
    if (user === undefined) throw new Error('a reaction without a person cannot be stored');
    const changes = yield* change(this.#texts.react, [room, targetSeq, emoji, user, seq, hiddenFrom ?? null]);
    // One that is hidden from somebody is not in the summary, which is the same for all.
    if (changes === 0 || hiddenFrom !== undefined) return before;
    return withReaction(before, { emoji, user });
  }

  *#unreact({ room, entry }: Placed<EntryOf<'reaction'>>, before: Summary): Steps<Summary> {
    const { targetSeq, emoji, by } = entry;
    const reaction = [room, targetSeq, emoji] as const;
    const gone = yield* row<{ hidden_from: string | null }>(this.#texts.unreact, [...reaction, by ?? null]);
    if (!gone || gone.hidden_from !== null) return before;
    const first = yield* rows<{ user: string }>(this.#texts.firstUsers, reaction);
    return withoutReaction(before, { emoji, users: first.map(({ user }) => user) });
  }

  *#target(room: number, { target, targetSeq }: { target: string; targetSeq: number }): Steps<Target> {
    const found = yield* row<Target>(this.#texts.target, [target, room, targetSeq]);
    if (!found) throw new Error(`there is no message ${target} at seq ${targetSeq} of the room`);
    return found;
  }

  *#liveTarget(room: number, entry: { target: string; targetSeq: number; kind: string }): Steps<Target> {
    const target = yield* this.#target(room, entry);
    if (target.deleted_at !== null)
      throw new Error(`message ${entry.target} is deleted: no ${entry.kind} can follow`);
    return target;
  }

  *#blank(room: number, seq: number): Steps {
    yield* change(this.#texts.blank, [room, seq]);
    this.#blanked = true;
  }

  /** Whoever may count the message as one that names them: not its author, and nobody it is hidden from. */
  *#mention(named: {
    room: number;
    seq: number;
    by: string | undefined;
    mentions: readonly string[];
    hiddenFrom: string | undefined;
  }): Steps {
    for (const user of named.mentions) {
      if (user === named.by || user === named.hiddenFrom) continue;
      yield* change(this.#texts.mention, [user, named.room, named.seq]);
    }
  }
}

/** Of a reply, and of what is said about one: the message that the thread grew from. */
function rootOf({
  thread,
  threadSeq,
}: {
  thread?: MessageId | undefined;
  threadSeq?: number | undefined;
}): Root | undefined {
  return thread === undefined || threadSeq === undefined ? undefined : { id: thread, seq: threadSeq };
}
