import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

/** A repeating or pending task that can be called off; stopping twice is harmless. */
export interface Stoppable {
  stop(): void;
}

/**
 * Everything that is not the same on each run: time, timers and randomness.
 * Code takes the clock it is handed, so that a test decides what time it is.
 */
export interface Clock {
  /** Milliseconds since 1970 as people know them; may jump, so it never orders anything. */
  now(): number;
  /** Milliseconds since some fixed moment; never goes back. Durations and deadlines are made from it. */
  monotonic(): number;
  /** Resolves after `ms`; rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Runs `task` every `ms` until stopped; the first run is one period from now. */
  every(ms: number, task: () => void): Stoppable;
  /** Runs `task` once, `ms` from now, unless stopped before. */
  after(ms: number, task: () => void): Stoppable;
  /** Runs `task` in the next turn of the event loop: after everything that is already due, before any timer of 1 ms. */
  soon(task: () => void): void;
  /** Fresh random bytes, fit for keys and tokens. */
  random(bytes: number): Uint8Array;
}

/** The real clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: sleepForReal,
  every(ms, task) {
    const timer = setInterval(task, ms);
    return { stop: () => clearInterval(timer) };
  },
  after(ms, task) {
    const timer = setTimeout(task, ms);
    return { stop: () => clearTimeout(timer) };
  },
  soon: (task) => void setImmediate(task),
  // A copy, because a Buffer may be a window on Node's shared pool, which others can reach through `.buffer`.
  random: (bytes) => new Uint8Array(randomBytes(bytes)),
};

async function sleepForReal(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    // node:timers wraps the reason in an AbortError; callers compare reasons, so they get the reason itself.
    signal.throwIfAborted();
    throw error;
  }
}
