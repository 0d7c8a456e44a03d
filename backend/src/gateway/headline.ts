import { type Entry, excerpt, type HeadView, type MessageId } from '@sup/protocol';

/** Characters of a message that a list of rooms shows. */
const previewCodePoints = 200;

/** What a list shows of a large room: its newest message as far as this gateway has handed it out. */
export class Headline {
  #message: MessageId | undefined;
  #preview: HeadView['preview'];

  /** Takes an entry into account, in order. */
  apply(entry: Entry): void {
    if (entry.kind === 'message' && entry.thread === undefined) {
      this.#message = entry.id;
      const { seq, at, by, expiresAt } = entry;
      this.#preview = { seq, at, by, text: textOf(entry), ...(expiresAt !== undefined && { expiresAt }) };
    } else if (this.#preview && entry.kind === 'messages.expired') {
      if (entry.messages.some(({ id }) => id === this.#message))
        this.#preview = { ...this.#preview, text: null };
    } else if (this.#preview && 'target' in entry && entry.target === this.#message) {
      if (entry.kind === 'edit') this.#preview = { ...this.#preview, text: textOf(entry) };
      if (entry.kind === 'delete') this.#preview = { ...this.#preview, text: null };
      // It is not here any more, and the one before it is not known.
      if (entry.kind === 'move') this.#preview = undefined;
    }
  }

  /** For those who may read from its seq on. */
  get preview(): HeadView['preview'] {
    return this.#preview;
  }
}

function textOf({ encoding, body }: { encoding: string; body: string | null }): string | null {
  return encoding === 'text' && body !== null ? excerpt(body, previewCodePoints) : null;
}
