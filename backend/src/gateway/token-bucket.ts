/** How much of something may happen: `burst` at once, `perSecond` in the long run. */
export interface Rate {
  readonly burst: number;
  readonly perSecond: number;
}

/** A bucket of permits that fills with time; it runs no timer. */
export class TokenBucket {
  readonly #rate: Rate;
  #left: number;
  #at: number;

  constructor(rate: Rate, nowMs: number) {
    this.#rate = rate;
    this.#left = rate.burst;
    this.#at = nowMs;
  }

  /** Takes `cost` permits: 0 if they were there, else the milliseconds until they are, and nothing is taken. */
  take(nowMs: number, cost = 1): number {
    const { burst, perSecond } = this.#rate;
    this.#left = Math.min(burst, this.#left + ((nowMs - this.#at) * perSecond) / 1_000);
    this.#at = nowMs;
    if (this.#left >= cost) {
      this.#left -= cost;
      return 0;
    }
    return Math.ceil(((cost - this.#left) * 1_000) / perSecond);
  }
}
