// The projections of polls: what was told of the votes beside each message, and a row for who votes and who counts.
import type { EntryOf, MessageId, PollCount, PollTerms, UserId } from '@sup/protocol';
import { stateKey } from '@sup/protocol/wire';
import { putStates } from '../user-state.ts';
import { change, row, rows, type Steps } from './steps.ts';

/** A statement takes 32,766 values; each of these has four. */
const statesAtOnceMax = 500;

const texts = {
  // One that is moved has its row already, and its votes.
  create: `insert into polls (message, choices, several, anonymous, closes_at, due_at, state, rev, told)
    values (?, ?, ?, ?, ?, ?, 'open', 0, 0) on conflict do nothing`,
  counted: `select poll_seq from message_changes where room = ? and seq = ?`,
  count: `insert into message_changes (room, seq, poll_seq, poll) values (?, ?, ?, ?)
    on conflict (room, seq) do update set poll_seq = excluded.poll_seq, poll = excluded.poll`,
  uncount: `update message_changes set poll_seq = null, poll = null where room = ? and seq = ?`,
  // Numbers that newer ones replace are no secret: nothing need be overwritten in haste.
  supersede: `update log set body = null where room = ? and lane = 1 and seq = ?`,
  voters: `select distinct v."user" from poll_votes v left join users u on u.id = v."user"
    where v.message = ? and u.deleted_at is null`,
  removeVotes: `delete from poll_votes where message = ?`,
  remove: `delete from polls where message = ?`,
} as const;

export class PollWriter {
  readonly #blank: (room: number, seq: number) => Steps;

  /** `blank` empties the body of a row of the log for good. */
  constructor(blank: (room: number, seq: number) => Steps) {
    this.#blank = blank;
  }

  *created(room: number, { id, seq, moved }: EntryOf<'message'>, terms: PollTerms): Steps {
    const { choices, several, anonymous, closesAt = null } = terms;
    yield* change(texts.create, [id, choices, several ? 1 : 0, anonymous ? 1 : 0, closesAt, closesAt]);
    if (moved?.poll) yield* this.brought(room, seq, moved.poll);
  }

  /** What had been told of it where it was. */
  *brought(room: number, seq: number, count: PollCount): Steps {
    yield* change(texts.count, [room, seq, null, JSON.stringify(count)]);
  }

  *counted(room: number, { seq, at, targetSeq, count, closed }: EntryOf<'poll'>): Steps {
    const before = yield* this.#countedAt(room, targetSeq);
    if (before !== null) yield* change(texts.supersede, [room, before]);
    const told = { ...count, ...(closed && { closedAt: at }) };
    yield* change(texts.count, [room, targetSeq, seq, JSON.stringify(told)]);
  }

  /** It is at another place: nothing is told of it here. */
  *leftPlace(room: number, targetSeq: number): Steps {
    const before = yield* this.#countedAt(room, targetSeq);
    if (before !== null) yield* this.#blank(room, before);
    yield* change(texts.uncount, [room, targetSeq]);
  }

  /** It is gone, and with it its numbers and votes: nobody's own stream says what they voted. */
  *removed(room: number, { target, targetSeq }: { target: MessageId; targetSeq: number }): Steps {
    yield* this.leftPlace(room, targetSeq);
    if ((yield* change(texts.remove, [target])) === 0) return;
    const voters = yield* rows<{ user: UserId }>(texts.voters, [target]);
    const key = stateKey.vote(target);
    for (let at = 0; at < voters.length; at += statesAtOnceMax) {
      const some = voters.slice(at, at + statesAtOnceMax);
      yield {
        run: (db) =>
          putStates(
            db,
            some.map(({ user }) => ({ user, key, value: null })),
          ),
      };
    }
    yield* change(texts.removeVotes, [target]);
  }

  *#countedAt(room: number, seq: number): Steps<number | null> {
    return (yield* row<{ poll_seq: number | null }>(texts.counted, [room, seq]))?.poll_seq ?? null;
  }
}
