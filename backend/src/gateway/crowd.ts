import { type Sight, wholeSight } from '@sup/protocol';

/** Up to so many a list is searched as quickly as a set, and takes a fifth of its memory. */
const listedMax = 64;

const nobody: readonly never[] = [];

/**
 * Who follows a room, and what they may read of it. There are as many as rooms with somebody who is connected, and most of
 * those are small; most people read all of their rooms. So few people are a list, and only what is not all is kept.
 */
export class Crowd<Person extends object> {
  /** Replaced, never changed, so that a loop over it is not disturbed by one that goes. */
  #few: readonly Person[] = nobody;
  #many: Set<Person> | undefined;
  #sights: Map<Person, Sight> | undefined;

  get size(): number {
    return this.#many?.size ?? this.#few.length;
  }

  has(person: Person): boolean {
    return this.#many?.has(person) ?? this.#few.includes(person);
  }

  /** What somebody of the crowd may read. */
  sightOf(person: Person): Sight {
    return this.#sights?.get(person) ?? wholeSight;
  }

  /** Takes somebody in, or notes that they may read something else from now on. */
  set(person: Person, sight: Sight): void {
    if (!this.has(person)) this.#add(person);
    if (sight.visibleFrom !== 1) this.#sights = (this.#sights ?? new Map()).set(person, sight);
    else this.#forgetSight(person);
  }

  delete(person: Person): void {
    this.#forgetSight(person);
    if (this.#many) this.#many.delete(person);
    else this.#few = this.#few.filter((other) => other !== person);
  }

  [Symbol.iterator](): Iterator<Person> {
    return (this.#many ?? this.#few)[Symbol.iterator]();
  }

  #add(person: Person): void {
    if (this.#many) this.#many.add(person);
    else if (this.#few.length < listedMax) this.#few = [...this.#few, person];
    else {
      this.#many = new Set(this.#few).add(person);
      this.#few = nobody;
    }
  }

  #forgetSight(person: Person): void {
    if (this.#sights?.delete(person) && this.#sights.size === 0) this.#sights = undefined;
  }
}
