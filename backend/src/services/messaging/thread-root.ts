// The message whose thread a reply goes into: read once before the reply's turn, judged when its turn comes.
import { type MessageId, type RoomId, SupError, type UserId } from '@sup/protocol';
import type { LiveState, Membership } from '../log/index.ts';
import type { PlaceParts } from './former-place.ts';
import type { StoredMessage } from './history.ts';
import { Target } from './target.ts';

export class ThreadRoot {
  readonly #target: Target;
  #found: StoredMessage | undefined;

  constructor(id: MessageId, reader: UserId) {
    this.#target = new Target(id, reader);
  }

  load(parts: PlaceParts, room: RoomId): Promise<void> {
    return this.#target.load(parts, room);
  }

  /** Who wrote it; undefined before it was judged. */
  get by(): UserId | undefined {
    return this.#found?.by;
  }

  /** A reply is hidden from whomever the root is hidden from. */
  get hiddenFrom(): UserId | undefined {
    return this.#found?.hiddenFrom;
  }

  /** How a reply names its thread. Throws message-not-found, message-deleted, and invalid-input for a reply. */
  mustTakeReply(state: LiveState, member: Membership): { thread: MessageId; threadSeq: number } {
    const found = this.#target.mustBeLive(state, member);
    if (found.thread !== undefined)
      throw new SupError('invalid-input', { fields: { thread: 'is a reply itself' } });
    this.#found = found;
    // What was written since this state was loaded is known better there.
    if (!state.threads.has(found.id)) state.threads.set(found.id, found.grown?.ordinal ?? 0);
    return { thread: found.id, threadSeq: found.seq };
  }
}
