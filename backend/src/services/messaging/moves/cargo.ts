// What is to be moved: read before the act's turn, judged when its turn comes.
import { limits, type MessageId, type RoomId, SupError, type UserId } from '@sup/protocol';
import { type LiveState, type Membership, mustOutrank } from '../../log/index.ts';
import type { Reader, StoredMessage } from '../history.ts';
import { Target } from '../target.ts';
import { Stale } from './insist.ts';
import type { Carried } from './move-store.ts';
import type { MovesParts } from './moves-parts.ts';
import { mustMayMove } from './must-may-move.ts';

export class Cargo {
  readonly #parts: MovesParts;
  readonly #room: RoomId;
  readonly #by: UserId;
  readonly #targets: readonly Target[];
  #carried: readonly Carried[] = [];

  constructor(
    parts: MovesParts,
    { room, by, messages }: { room: RoomId; by: UserId; messages: readonly MessageId[] },
  ) {
    this.#parts = parts;
    this.#room = room;
    this.#by = by;
    this.#targets = [...new Set(messages)].map((id) => new Target(id, by));
  }

  /** As it was read, in the order of the log. */
  get carried(): readonly Carried[] {
    return this.#carried;
  }

  /** Reads the messages with all that goes with them. What is not there is refused when the act's turn comes. */
  async load(): Promise<void> {
    const [room, user] = [this.#room, this.#by];
    this.#carried = await this.#parts.rooms.reading({ room, user }, async (reader) => {
      for (const target of this.#targets) await target.load(this.#parts, room);
      const named = this.#targets.flatMap(({ found }) => (found?.room === room ? [found] : []));
      const replies: StoredMessage[] = [];
      for (const root of named) replies.push(...(await this.#repliesTo(root, reader)));
      return this.#contents([...named, ...replies]);
    });
  }

  /** The messages, if the member may move them now; throws why not. */
  mustMove(live: LiveState | undefined): {
    state: LiveState;
    member: Membership;
    carried: readonly Carried[];
  } {
    const { state, member } = mustMayMove(live, this.#by, this.#parts.clock.now());
    for (const target of this.#targets) target.mustBeLive(state, member);
    const carried = this.#carried;
    if (carried.some(({ id }) => state.touched.has(id))) throw new Stale();
    const bytes = carried.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
    if (carried.length > limits.moveTotalMax || bytes > limits.moveBytesMax)
      throw new SupError('too-much-to-move');
    return { state, member, carried };
  }

  /** Taking a message out of its room is like deleting it there: that needs a higher role than its author's (R26). */
  mustMayTakeOut(state: LiveState, { role }: Membership): void {
    if (role === 'owner') return;
    for (const { by } of this.#carried) {
      const author = by === this.#by ? undefined : state.members.get(by);
      if (author) mustOutrank(role, author.role);
    }
  }

  async #repliesTo(root: StoredMessage, reader: Reader): Promise<readonly StoredMessage[]> {
    if (root.thread !== undefined || !root.grown?.replies) return [];
    const cut = { thread: root.seq, after: root.seq, limit: limits.moveTotalMax + 1 };
    const { items } = await this.#parts.history.page(this.#room, reader, cut);
    return items.filter((item) => item.kind === 'message');
  }

  async #contents(found: readonly StoredMessage[]): Promise<readonly Carried[]> {
    const byId = new Map(found.map((message) => [message.id, message]));
    const reactors = await this.#parts.history.reactors([...byId.keys()]);
    return [...byId.values()]
      .sort((one, other) => one.seq - other.seq)
      .flatMap((message) => carriedOf(message, reactors.get(message.id)) ?? []);
  }
}

/** Nothing for what is deleted or moved: of that only a place is left. */
function carriedOf(message: StoredMessage, reactions: Carried['reactions']): Carried | undefined {
  const { id, seq, by, at, encoding, body, thread, threadSeq, replyTo, expiresAt, editedAt } = message;
  const { mentions, audience } = message;
  if (body === null) return undefined;
  return {
    id,
    seq,
    by,
    at: message.moved?.at ?? at,
    encoding,
    body,
    ...(thread && threadSeq && { thread, threadSeq }),
    ...(mentions && { mentions }),
    ...(audience && { audience }),
    ...(replyTo && { replyTo }),
    ...(message.forwarded && { forwarded: message.forwarded }),
    ...(expiresAt !== undefined && { expiresAt }),
    ...(message.poll && { poll: message.poll }),
    ...(editedAt !== undefined && { editedAt }),
    ...(reactions && { reactions }),
  };
}
