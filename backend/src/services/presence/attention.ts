import type { UserId } from '@sup/protocol';

/** A time of looking; without an end it goes on. */
interface Look {
  readonly from: number;
  readonly to: number | undefined;
}

interface Looks {
  /** Since when the person surely did not look but in these. */
  readonly knownFrom: number;
  /** Oldest first. */
  readonly looks: readonly Look[];
}

/** A reload is a look of its own, so that a few reach back some way. */
const looksKept = 4;

/** Remembers of each person when they last looked at a device: enough to say it of a moment that is not long ago. */
export class Attention {
  readonly #max: number;
  /** In the order in which their last look began. */
  readonly #people = new Map<UserId, Looks>();
  /** Who has no entry has not looked since then. */
  #knownFrom: number;

  constructor(max: number, now: number) {
    this.#max = max;
    this.#knownFrom = now;
  }

  /** Notes that someone looks, or does not any more. */
  note(user: UserId, isLooking: boolean, now: number): void {
    const known = this.#people.get(user);
    const last = known?.looks.at(-1);
    const isNoted = last !== undefined && last.to === undefined;
    if (isLooking === isNoted) return;
    if (!isLooking && known && last) {
      this.#people.set(user, { ...known, looks: [...known.looks.slice(0, -1), { ...last, to: now }] });
      return;
    }
    this.#people.delete(user);
    this.#people.set(user, begun(known ?? { knownFrom: this.#knownFrom, looks: [] }, now));
    if (this.#people.size > this.#max) this.#forgetOne(now);
  }

  /** Whether someone looked at a moment; undefined where it is forgotten or was never known. */
  at(user: UserId, moment: number): boolean | undefined {
    const { knownFrom, looks } = this.#people.get(user) ?? { knownFrom: this.#knownFrom, looks: [] };
    if (moment < knownFrom) return undefined;
    return looks.some(({ from, to }) => moment >= from && (to === undefined || moment < to));
  }

  /** Those who look now are as many as there are connections, and stay. */
  #forgetOne(now: number): void {
    for (const [user, { looks }] of this.#people) {
      if (looks.at(-1)?.to === undefined) continue;
      this.#people.delete(user);
      this.#knownFrom = now;
      return;
    }
  }
}

/** One look more; the oldest is forgotten, and all that was before its end. */
function begun({ knownFrom, looks }: Looks, now: number): Looks {
  const [oldest, ...others] = looks;
  const look = { from: now, to: undefined };
  if (looks.length < looksKept) return { knownFrom, looks: [...looks, look] };
  return { knownFrom: oldest?.to ?? knownFrom, looks: [...others, look] };
}
