import { bytesPerFrameCount, frameRate, type OperationClass, operationRates } from './rates.ts';
import type { Rate } from './token-bucket.ts';

const classes = ['write', 'read', 'light'] as const satisfies readonly OperationClass[];
const rates: readonly Rate[] = [frameRate, ...classes.map((name) => operationRates[name])];

/** The buckets of one connection in one small array: what was used and leaks away with time. */
export class Buckets {
  /** When they were last brought up to date, then the use of each. */
  readonly #used = new Float64Array(1 + rates.length);

  /** Counts a frame: false if there were too many. */
  admit(nowMs: number, length: number): boolean {
    return this.#take(0, nowMs, 1 + length / bytesPerFrameCount) === 0;
  }

  /** Counts an operation: 0 if it may happen, else the milliseconds until it may. */
  take(name: OperationClass, nowMs: number): number {
    return this.#take(1 + classes.indexOf(name), nowMs, 1);
  }

  #take(index: number, nowMs: number, cost: number): number {
    const used = this.#used;
    const elapsed = (nowMs - (used[0] ?? 0)) / 1_000;
    used[0] = nowMs;
    for (let at = 0; at < rates.length; at += 1)
      used[at + 1] = Math.max(0, (used[at + 1] ?? 0) - elapsed * (rates[at]?.perSecond ?? 0));
    const rate = rates[index];
    if (!rate) return 0;
    const after = (used[index + 1] ?? 0) + cost;
    if (after > rate.burst) return Math.ceil(((after - rate.burst) * 1_000) / rate.perSecond);
    used[index + 1] = after;
    return 0;
  }
}
