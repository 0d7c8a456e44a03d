import type { AppendAsk } from '../sql/rooms/append-ask.ts';
import type { Appended } from './append-group.ts';

/** What one transaction may hold, so that those who wait for the next do not wait long. */
const groupAppendsMax = 256;
const groupBytesMax = 4 * 1_024 * 1_024;

export interface WaitingAppend {
  readonly ask: AppendAsk;
  readonly bytes: number;
  resolve(appended: Appended): void;
  reject(error: unknown): void;
}

interface LaneParts {
  /** Groups that may be under way at once. */
  readonly atOnceMax: number;
  /** Takes a group to its end; never throws. */
  readonly commit: (group: readonly WaitingAppend[]) => Promise<void>;
}

/** A queue of appends that leaves in groups: whatever waits while groups are under way goes into the next. */
export class AppendLane {
  readonly #parts: LaneParts;
  readonly #underWay = new Set<Promise<void>>();
  #waiting: WaitingAppend[] = [];
  #isScheduled = false;

  constructor(parts: LaneParts) {
    this.#parts = parts;
  }

  add(append: WaitingAppend): void {
    this.#waiting.push(append);
    this.#schedule();
  }

  /** Resolves once nothing waits and nothing is under way. */
  async drain(): Promise<void> {
    // What waits leaves in this turn, or when a group that is under way ends.
    await Promise.resolve();
    while (this.#underWay.size > 0) {
      await Promise.all(this.#underWay);
      await Promise.resolve();
    }
  }

  // Whatever this turn of the event loop brings, such as all frames of one read, goes into one group.
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      this.#begin();
    });
  }

  #begin(): void {
    if (this.#waiting.length === 0 || this.#underWay.size >= this.#parts.atOnceMax) return;
    const group: Promise<void> = this.#parts.commit(this.#takeGroup()).then(() => {
      this.#underWay.delete(group);
      this.#begin();
    });
    this.#underWay.add(group);
  }

  #takeGroup(): WaitingAppend[] {
    let bytes = 0;
    let count = 0;
    for (const append of this.#waiting) {
      if (count > 0 && (count >= groupAppendsMax || bytes + append.bytes > groupBytesMax)) break;
      bytes += append.bytes;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }
}
