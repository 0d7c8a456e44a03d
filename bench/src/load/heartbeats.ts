import { limits } from '@sup/protocol/wire';
import { Wheel } from './wheel.ts';

const tickMs = 10;
const slots = limits.heartbeatMs / tickMs;

/** The SDK's heartbeats of a crowd, each at its own place on one wheel, as far from the next as can be. */
export class Heartbeats {
  readonly #beat: (index: number) => void;
  readonly #wheel = new Wheel(tickMs, (tick) => this.#turn(tick));
  #count = 0;
  /** Sent so far. */
  sent = 0;

  constructor(beat: (index: number) => void) {
    this.#beat = beat;
  }

  /** From now on the first `count` have a heart. */
  startFor(count: number): void {
    this.#count = count;
    this.#wheel.start();
  }

  stop(): void {
    this.#wheel.stop();
  }

  #turn(tick: number): void {
    for (let index = tick % slots; index < this.#count; index += slots) {
      this.sent += 1;
      this.#beat(index);
    }
  }
}
