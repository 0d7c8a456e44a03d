// The projections of threads: what a room shows of them, who follows them, whom their replies mention.
import type { EntryOf, MessageId, RoomId, UserId } from '@sup/protocol';
import { stateKey } from '@sup/protocol/wire';
import { putState } from '../user-state.ts';
import type { Placed } from './placed.ts';
import { change, row, type Steps } from './steps.ts';
import { decodeThread, encodeThread, withoutReply, withReply, withReplyAgain } from './thread-summary.ts';

// Who chose not to follow stays away until a mention, who has not accepted the room until they do, and who is not in it at all.
const follow = `insert into thread_follows ("user", room, root_seq, root, following)
  select :user, id, :seq, :root, 1 from rooms where no = :room and exists (
    select 1 from room_members m where m.room = rooms.id and m."user" = :user and coalesce(m.asked, 0) = 0)`;

const texts = {
  root: `select l.account, c.thread from log l
    left join message_changes c on c.room = l.room and c.seq = l.seq where l.room = ? and l.lane in (0, 1) and l.seq = ?`,
  reply: `select account, hidden_from from log where room = ? and lane = 1 and seq = ?`,
  summarise: `insert into message_changes (room, seq, thread, thread_at) values (?, ?, ?, ?)
    on conflict (room, seq) do update
    set thread = excluded.thread, thread_at = coalesce(excluded.thread_at, message_changes.thread_at)`,
  follow: `${follow} on conflict do nothing`,
  call: `${follow} on conflict ("user", room, root_seq) do update set following = 1 where thread_follows.following = 0`,
  mention: `insert into thread_mentions ("user", room, thread_seq, seq) values (?, ?, ?, ?) on conflict do nothing`,
  unmention: `delete from thread_mentions where room = ? and seq = ?`,
  forget: `delete from thread_follows where "user" = ? and room = (select id from rooms where no = ?)`,
} as const;

/** The message that a thread grew from. */
export interface Root {
  readonly id: MessageId;
  readonly seq: number;
}

interface Named {
  readonly room: number;
  readonly roomId: RoomId;
  readonly seq: number;
  readonly root: Root;
  readonly by: string | undefined;
  readonly mentions: readonly UserId[] | undefined;
  readonly hiddenFrom: string | undefined;
}

export class ThreadWriter {
  *replied({ room, roomId, entry, hiddenFrom }: Placed<EntryOf<'message'>>, root: Root): Steps {
    const { seq, by, at, ordinal, mentions } = entry;
    const { account, thread } = yield* this.#root(room, root);
    const isHidden = hiddenFrom !== undefined;
    const summary = withReply(decodeThread(thread), { by, at, ordinal, isHidden });
    yield* change(texts.summarise, [room, root.seq, encodeThread(summary), isHidden ? null : at]);
    yield* this.#note(texts.follow, by, { room, roomId, root });
    if (account !== hiddenFrom) yield* this.#note(texts.follow, account, { room, roomId, root });
    yield* this.#mention({ room, roomId, seq, root, by, mentions, hiddenFrom });
  }

  *edited({ room, roomId, entry, hiddenFrom }: Placed<EntryOf<'edit'>>, root: Root): Steps {
    const { targetSeq: seq, by, mentions } = entry;
    yield* change(texts.unmention, [room, seq]);
    yield* this.#mention({ room, roomId, seq, root, by, mentions, hiddenFrom });
  }

  /** A reply is where it was once. It does not come last for that. */
  *returned(
    { room, roomId, entry, hiddenFrom, by }: Placed<EntryOf<'return'>> & { by: string },
    root: Root,
  ): Steps {
    const { targetSeq: seq, mentions } = entry;
    const summaries = decodeThread((yield* this.#root(room, root)).thread);
    yield* change(texts.summarise, [room, root.seq, encodeThread(withReplyAgain(summaries, by)), null]);
    yield* this.#mention({ room, roomId, seq, root, by, mentions, hiddenFrom });
  }

  *deleted(room: number, seq: number, root: Root): Steps {
    const { thread } = yield* this.#root(room, root);
    const reply = yield* row<{ account: string; hidden_from: string | null }>(texts.reply, [room, seq]);
    const said = { by: String(reply?.account), isHidden: reply?.hidden_from != null };
    const summary = withoutReply(decodeThread(thread), said);
    yield* change(texts.summarise, [room, root.seq, encodeThread(summary), null]);
    yield* change(texts.unmention, [room, seq]);
  }

  /** Who leaves a room follows nothing in it. */
  *left(room: number, user: string): Steps {
    yield* change(texts.forget, [user, room]);
  }

  *#root(room: number, { id, seq }: Root): Steps<{ account: UserId; thread: string | null }> {
    const found = yield* row<{ account: UserId; thread: string | null }>(texts.root, [room, seq]);
    if (!found)
      throw new Error(`there is no message ${id} at seq ${seq} of the room for a thread to grow from`);
    return found;
  }

  *#mention({ seq, by, mentions, hiddenFrom, ...place }: Named): Steps {
    for (const user of mentions ?? []) {
      if (user === by || user === hiddenFrom) continue;
      yield* change(texts.mention, [user, place.room, place.root.seq, seq]);
      yield* this.#note(texts.call, user, place);
    }
  }

  /** Whoever follows a thread from here on learns it by their own stream. */
  *#note(text: string, user: UserId, { room, roomId, root }: Pick<Named, 'room' | 'roomId' | 'root'>): Steps {
    const changes = yield* change(text, { user, seq: root.seq, root: root.id, room });
    if (changes === 0) return;
    const key = stateKey.follow(roomId, root.id);
    yield { run: (db) => putState(db, user, { key, value: { on: true } }) };
  }
}
