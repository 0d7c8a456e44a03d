import type { Clock, Stoppable } from '@sup/backend/src/clock.ts';

interface Alarm {
  dueAt: number;
  /** Alarms due at the same moment ring in the order they were set. */
  order: number;
  ring(): void;
}

/** What a fake clock starts from; each has a default that is the same on every run. */
export interface FakeClockOptions {
  seed?: number;
  startAt?: number;
}

/**
 * A clock that only moves when the test says so, with randomness that repeats for a seed.
 * `advance` is the one door of time: alarms ring in order of their due time, each seeing exactly that time.
 */
export class FakeClock implements Clock {
  readonly seed: number;
  #elapsedMs = 0;
  #wallOffsetMs: number;
  #alarms = new Set<Alarm>();
  #nextOrder = 0;
  #randomState: number;

  constructor({ seed = 1, startAt = Date.UTC(2026, 0, 1) }: FakeClockOptions = {}) {
    this.seed = seed;
    this.#randomState = seed >>> 0;
    this.#wallOffsetMs = startAt;
  }

  now(): number {
    return this.#wallOffsetMs + this.#elapsedMs;
  }

  monotonic(): number {
    return this.#elapsedMs;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(signal.reason);
        return;
      }
      const wake = this.after(ms, () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      });
      const giveUp = () => {
        wake.stop();
        reject(signal.reason);
      };
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  every(ms: number, task: () => void): Stoppable {
    if (!(ms > 0)) throw new RangeError(`every(${ms}): a period must be longer than 0 ms`);
    let pending: Stoppable;
    const again = () => {
      pending = this.after(ms, again);
      task();
    };
    pending = this.after(ms, again);
    return { stop: () => pending.stop() };
  }

  after(ms: number, task: () => void): Stoppable {
    const alarm: Alarm = { dueAt: this.#elapsedMs + Math.max(0, ms), order: this.#nextOrder, ring: task };
    this.#nextOrder += 1;
    this.#alarms.add(alarm);
    return { stop: () => this.#alarms.delete(alarm) };
  }

  /** Turns of the event loop are no time: they pass as they do for real. */
  soon(task: () => void): void {
    setImmediate(task);
  }

  random(bytes: number): Uint8Array {
    return Uint8Array.from({ length: bytes }, () => this.#nextByte());
  }

  /** Moves time on by `ms`, rings what falls due, and lets the promises that woke run before each next alarm. */
  async advance(ms: number): Promise<void> {
    const target = this.#elapsedMs + ms;
    await settle();
    for (let alarm = this.#nextDue(target); alarm; alarm = this.#nextDue(target)) {
      this.#alarms.delete(alarm);
      this.#elapsedMs = Math.max(this.#elapsedMs, alarm.dueAt);
      alarm.ring();
      await settle();
    }
    this.#elapsedMs = target;
  }

  /** Sets the wall clock forwards or back, as an administrator or NTP would; timers do not notice. */
  jump(ms: number): void {
    this.#wallOffsetMs += ms;
  }

  /** How many alarms are set: a test of "nothing is left running" asks this. */
  get pending(): number {
    return this.#alarms.size;
  }

  #nextDue(target: number): Alarm | undefined {
    let first: Alarm | undefined;
    for (const alarm of this.#alarms) {
      if (alarm.dueAt > target) continue;
      const sooner = first === undefined || alarm.dueAt < first.dueAt;
      if (sooner || (alarm.dueAt === first?.dueAt && alarm.order < first.order)) first = alarm;
    }
    return first;
  }

  // mulberry32: 32 bits of state are enough to repeat a test, and its source fits in a glance.
  #nextByte(): number {
    this.#randomState = (this.#randomState + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#randomState ^ (this.#randomState >>> 15), 1 | this.#randomState);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) & 0xff;
  }
}

/** Makes a clock with a seed of its own, from the system unless given, and prints it so that a failure can be repeated. */
export function seededClock(seed: number = crypto.getRandomValues(new Uint32Array(1))[0] ?? 1): FakeClock {
  process.stdout.write(`seed ${seed}\n`);
  return new FakeClock({ seed });
}

// One turn of the real event loop, so that whole chains of promises finish before time moves on.
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
