import { bytesPerFrameCount, frameRate, type OperationClass, operationRates } from './rates.ts';
import type { Rate } from './token-bucket.ts';

/** The buckets of one connection: what was used and leaks away with time. Plain numbers, because there are so many. */
export class Buckets {
  #usedAtMs = 0;
  #frames = 0;
  #write = 0;
  #read = 0;
  #light = 0;

  /** Nothing that was used still counts. */
  isEmpty(nowMs: number): boolean {
    this.#leak(nowMs);
    return Math.max(this.#frames, this.#write, this.#read, this.#light) === 0;
  }

  /** Counts a frame: false if there were too many. */
  admit(nowMs: number, length: number): boolean {
    this.#leak(nowMs);
    const after = this.#frames + 1 + length / bytesPerFrameCount;
    const waitMs = waitFor(frameRate, after);
    if (waitMs === 0) this.#frames = after;
    return waitMs === 0;
  }

  /** Counts an operation: 0 if it may happen, else the milliseconds until it may. */
  take(name: OperationClass, nowMs: number): number {
    this.#leak(nowMs);
    const after = this.#used(name) + 1;
    const waitMs = waitFor(operationRates[name], after);
    if (waitMs === 0) this.#use(name, after);
    return waitMs;
  }

  #leak(nowMs: number): void {
    const seconds = (nowMs - this.#usedAtMs) / 1_000;
    this.#usedAtMs = nowMs;
    this.#frames = Math.max(0, this.#frames - seconds * frameRate.perSecond);
    this.#write = Math.max(0, this.#write - seconds * operationRates.write.perSecond);
    this.#read = Math.max(0, this.#read - seconds * operationRates.read.perSecond);
    this.#light = Math.max(0, this.#light - seconds * operationRates.light.perSecond);
  }

  #used(name: OperationClass): number {
    if (name === 'write') return this.#write;
    return name === 'read' ? this.#read : this.#light;
  }

  #use(name: OperationClass, used: number): void {
    if (name === 'write') this.#write = used;
    else if (name === 'read') this.#read = used;
    else this.#light = used;
  }
}

/** Milliseconds until so much may have been used; 0: now. */
function waitFor({ burst, perSecond }: Rate, used: number): number {
  return used > burst ? Math.ceil(((used - burst) * 1_000) / perSecond) : 0;
}
