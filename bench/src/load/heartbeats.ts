import { limits } from '@sup/protocol/wire';

const tickMs = 10;
const slots = limits.heartbeatMs / tickMs;

/** The SDK's heartbeats of a crowd: one wheel for all, each at its own place on it, as far from the next as can be. */
export class Heartbeats {
  readonly #beat: (index: number) => void;
  #count = 0;
  #tick = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  /** Sent so far. */
  sent = 0;

  constructor(beat: (index: number) => void) {
    this.#beat = beat;
  }

  /** From now on the first `count` have a heart. */
  startFor(count: number): void {
    this.#count = count;
    this.#timer ??= setInterval(() => this.#turn(), tickMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #turn(): void {
    this.#tick += 1;
    for (let index = this.#tick % slots; index < this.#count; index += slots) {
      this.sent += 1;
      this.#beat(index);
    }
  }
}
