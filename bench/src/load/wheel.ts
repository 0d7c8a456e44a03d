/** One timer for a crowd. It turns by the clock: ticks that came late are made up for, so that periods hold when busy. */
export class Wheel {
  readonly #tickMs: number;
  readonly #turn: (tick: number) => void;
  #tick = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(tickMs: number, turn: (tick: number) => void) {
    this.#tickMs = tickMs;
    this.#turn = turn;
  }

  /** Begins to turn, unless it does already. */
  start(): void {
    if (this.#timer) return;
    const startedAt = performance.now() - this.#tick * this.#tickMs;
    this.#timer = setInterval(() => {
      const due = Math.floor((performance.now() - startedAt) / this.#tickMs);
      while (this.#tick < due) {
        this.#tick += 1;
        this.#turn(this.#tick);
      }
    }, this.#tickMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}
