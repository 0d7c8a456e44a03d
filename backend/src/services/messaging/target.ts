// The message that a command is about: read once before the command's turn, judged when its turn comes.
import { type MessageId, type RoomId, SupError, type UserId } from '@sup/protocol';
import type { LiveState, Membership } from '../log/index.ts';
import type { History, StoredMessage } from './history.ts';
import { maySee } from './message-view.ts';

export class Target {
  readonly #id: MessageId;
  readonly #reader: UserId;
  #found: StoredMessage | undefined;

  constructor(id: MessageId, reader: UserId) {
    this.#id = id;
    this.#reader = reader;
  }

  async load(history: History): Promise<void> {
    [this.#found] = await history.messages([this.#id], this.#reader);
  }

  /** The thread of which it is a reply. */
  get thread(): MessageId | undefined {
    return this.#found?.thread;
  }

  /** The message, if it is in this room and the member may see it; throws message-not-found. */
  mustSee(room: RoomId, member: Membership): StoredMessage {
    const found = this.#found;
    const reader = { ...member, user: this.#reader };
    if (!found || !maySee(found, room, reader)) throw new SupError('message-not-found');
    return found;
  }

  /** The same, and it must not be deleted: not when it was read, nor since. Throws message-deleted. */
  mustBeLive(state: LiveState, member: Membership): StoredMessage {
    const found = this.mustSee(state.info.id, member);
    if (found.deletedAt !== undefined || state.deleted.has(found.id)) throw new SupError('message-deleted');
    return found;
  }
}

/** How an entry names the message that it is about, and, of a reply, the thread. */
export function aboutOf({ id, seq, thread, threadSeq }: StoredMessage) {
  return { target: id, targetSeq: seq, ...(thread && { thread }), ...(threadSeq && { threadSeq }) };
}
