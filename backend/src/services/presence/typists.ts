// Who was told to type, and when: what keeps typing to one event in 3 s a person and room.
import { limits } from '@sup/protocol';

export class Typists {
  readonly #max: number;
  /** By person and room, oldest first. */
  readonly #toldAt = new Map<string, { at: number; on: boolean }>();

  constructor(max: number) {
    this.#max = max;
  }

  /** What to do with "I type" or "I stopped" at a moment: tell it, or not because nobody has to hear it again. */
  hear(typist: string, on: boolean, at: number): 'tell' | 'swallow' | 'full' {
    const last = this.#toldAt.get(typist);
    if (!on) {
      // Nobody waits for the end of what was not told, or has ended by itself.
      if (!last?.on || at - last.at >= limits.typingExpiryMs) return 'swallow';
      // The moment stays, so that on and off in turns is not told more often.
      this.#toldAt.set(typist, { at: last.at, on: false });
      return 'tell';
    }
    if (last && at - last.at < limits.typingRepeatMs) return 'swallow';
    if (!last && this.#toldAt.size >= this.#max) return 'full';
    this.#toldAt.delete(typist);
    this.#toldAt.set(typist, { at, on: true });
    return 'tell';
  }

  /** Forgets those who have ended by themselves. */
  forget(at: number): void {
    for (const [typist, told] of this.#toldAt) {
      if (at - told.at < limits.typingExpiryMs) return;
      this.#toldAt.delete(typist);
    }
  }
}
