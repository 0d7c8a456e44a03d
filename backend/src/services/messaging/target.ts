// The message that a command is about: read once before the command's turn, judged when its turn comes.
import { type MessageId, type RoomId, SupError, type UserId } from '@sup/protocol';
import type { LiveState, Membership } from '../log/index.ts';
import { type FormerPlace, formerPlace, mustNotHaveMoved, type PlaceParts } from './former-place.ts';
import type { StoredMessage } from './history.ts';
import { maySee } from './message-view.ts';

export class Target {
  readonly #id: MessageId;
  readonly #reader: UserId;
  #found: StoredMessage | undefined;
  #former: FormerPlace | undefined;

  constructor(id: MessageId, reader: UserId) {
    this.#id = id;
    this.#reader = reader;
  }

  async load(parts: PlaceParts, room: RoomId): Promise<void> {
    [this.#found] = await parts.history.messages([this.#id], this.#reader);
    const isHere = this.#found?.room === room;
    const who = { room, user: this.#reader, message: this.#id };
    this.#former = isHere ? undefined : await formerPlace(parts, who, this.#found);
  }

  /** As it was read; undefined before that, or where there is none. */
  get found(): StoredMessage | undefined {
    return this.#found;
  }

  /** The thread of which it is a reply. */
  get thread(): MessageId | undefined {
    return this.#found?.thread;
  }

  /** The message, if it is in this room and the member may see it; throws message-not-found, or moved. */
  mustSee(room: RoomId, member: Membership): StoredMessage {
    const found = this.#found;
    const reader = { ...member, user: this.#reader };
    if (this.#former) mustNotHaveMoved(this.#former, reader);
    if (!found || !maySee(found, room, reader)) throw new SupError('message-not-found');
    return found;
  }

  /** The same, and it must not be deleted: not when it was read, nor since. Throws message-deleted. */
  mustBeLive(state: LiveState, member: Membership): StoredMessage {
    const found = this.mustSee(state.info.id, member);
    // It was moved after it was read: the same ask finds out where to.
    if (state.touched.get(found.id) === 'move') throw new SupError('overloaded', { retryAfterMs: 100 });
    if (found.deletedAt !== undefined || state.deleted.has(found.id)) throw new SupError('message-deleted');
    return found;
  }
}

/** How an entry names the message that it is about, and, of a reply, the thread. */
export function aboutOf({ id, seq, thread, threadSeq }: StoredMessage) {
  return { target: id, targetSeq: seq, ...(thread && { thread }), ...(threadSeq && { threadSeq }) };
}
