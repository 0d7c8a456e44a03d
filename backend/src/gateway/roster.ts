/** One that knows its place in the roster. */
interface Placed {
  place: number;
}

/**
 * All of a kind, in no order. Each knows its own place, so that one goes without a search; a set of many thousands would take
 * ten times the memory of this list.
 */
export class Roster<One extends Placed> {
  readonly #all: One[] = [];

  get size(): number {
    return this.#all.length;
  }

  add(one: One): void {
    one.place = this.#all.length;
    this.#all.push(one);
  }

  /** The last one takes its place. Repeating it changes nothing. */
  delete(one: One): void {
    if (this.#all[one.place] !== one) return;
    const last = this.#all.pop();
    if (!last || last === one) return;
    this.#all[one.place] = last;
    last.place = one.place;
  }

  /** From the last to the first: whoever takes a place that was left meanwhile had its turn, and nobody is left out. */
  *[Symbol.iterator](): Generator<One> {
    for (let at = this.#all.length - 1; at >= 0; at -= 1) {
      const one = this.#all[at];
      if (one) yield one;
    }
  }
}
