import type { UserId } from '@sup/protocol';

/**
 * Moments in order: since when it is known how somebody looked, then when they began to look and when they ceased, in turns.
 * An even number of them: they look now. Plain numbers, because there are as many as people who are connected.
 */
type Times = readonly number[];

/** A reload is a look of its own, so that a few reach back some way. */
const looksKept = 4;

/** Remembers of each person when they last looked at a device: enough to say it of a moment that is not long ago. */
export class Attention {
  readonly #max: number;
  /** In the order in which their last look began. */
  readonly #people = new Map<UserId, Times>();
  /** Who has no entry has not looked since then. */
  #knownFrom: number;

  constructor(max: number, now: number) {
    this.#max = max;
    this.#knownFrom = now;
  }

  /** Notes that someone looks, or does not any more. */
  note(user: UserId, isLooking: boolean, now: number): void {
    const times = this.#timesOf(user);
    if (isLooking === isLookingNow(times)) return;
    // Who begins to look is the last to be forgotten.
    if (isLooking) this.#people.delete(user);
    this.#people.set(user, withoutOldest([...times, now]));
    if (this.#people.size > this.#max) this.#forgetOne(now);
  }

  /** Whether someone looked at a moment; undefined where it is forgotten or was never known. */
  at(user: UserId, moment: number): boolean | undefined {
    const times = this.#timesOf(user);
    const last = times.findLastIndex((time) => time <= moment);
    return last < 0 ? undefined : isLookingNow(times.slice(0, last + 1));
  }

  #timesOf(user: UserId): Times {
    return this.#people.get(user) ?? [this.#knownFrom];
  }

  /** Those who look now are as many as there are connections, and stay. */
  #forgetOne(now: number): void {
    for (const [user, times] of this.#people) {
      if (isLookingNow(times)) continue;
      this.#people.delete(user);
      this.#knownFrom = now;
      return;
    }
  }
}

function isLookingNow(times: Times): boolean {
  return times.length % 2 === 0;
}

/** The oldest look is forgotten beyond some, and all that was before its end. */
function withoutOldest(times: Times): Times {
  return times.length > 2 * looksKept + 1 ? times.slice(2) : times;
}
