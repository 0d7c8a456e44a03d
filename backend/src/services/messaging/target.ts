// The message that a command is about: read once before the command's turn, judged when its turn comes.
import { type MessageId, type RoomId, SupError, type UserId } from '@sup/protocol';
import type { LiveState, Membership } from '../log/index.ts';
import type { History, StoredMessage } from './history.ts';

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

  /** The message, if it is in this room and the member may see it; throws message-not-found. */
  mustSee(room: RoomId, member: Membership): StoredMessage {
    const found = this.#found;
    const isVisible =
      found?.room === room && found.seq >= member.visibleFrom && found.hiddenFrom !== this.#reader;
    if (!found || !isVisible) throw new SupError('message-not-found');
    return found;
  }

  /** The same, and it must not be deleted: not when it was read, nor since. Throws message-deleted. */
  mustBeLive(state: LiveState, member: Membership): StoredMessage {
    const found = this.mustSee(state.info.id, member);
    if (found.deletedAt !== undefined || state.deleted.has(found.id)) throw new SupError('message-deleted');
    return found;
  }
}
