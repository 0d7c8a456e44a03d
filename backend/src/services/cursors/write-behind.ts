// Values that wait in memory to be written. What is being written stays readable until the write has succeeded;
// when it fails, it goes back under what has come since.
import { TwoLevelMap } from './two-level-map.ts';

export interface Taken<Outer, Inner, Value> {
  readonly outer: Outer;
  readonly inner: Inner;
  readonly value: Value;
}

export class WriteBehind<Outer, Inner, Value> {
  readonly #merge: (older: Value, newer: Value) => Value;
  readonly #max: number;
  readonly #waiting = new TwoLevelMap<Outer, Inner, Value>();
  readonly #writing = new TwoLevelMap<Outer, Inner, Value>();

  constructor(max: number, merge: (older: Value, newer: Value) => Value) {
    this.#max = max;
    this.#merge = merge;
  }

  get size(): number {
    return this.#waiting.size + this.#writing.size;
  }

  /** Lays a value over what waits already; false if there is no room for another pair of keys. */
  add(outer: Outer, inner: Inner, value: Value): boolean {
    const older = this.#waiting.get(outer, inner);
    if (older === undefined && this.size >= this.#max) return false;
    this.#waiting.set(outer, inner, older === undefined ? value : this.#merge(older, value));
    return true;
  }

  /** What is not yet written for a pair of keys, oldest first. */
  pending(outer: Outer, inner: Inner): Value[] {
    const values = [this.#writing.get(outer, inner), this.#waiting.get(outer, inner)];
    return values.filter((value) => value !== undefined);
  }

  /** What is not yet written under an outer key, oldest first. */
  pendingRow(outer: Outer): [Inner, Value][] {
    return [...(this.#writing.row(outer) ?? []), ...(this.#waiting.row(outer) ?? [])];
  }

  /** Takes up to `count` values to write them; `written` or `putBack` must follow before the next take. */
  take(count: number): Taken<Outer, Inner, Value>[] {
    const taken: Taken<Outer, Inner, Value>[] = [];
    for (const [outer, inner, value] of this.#waiting.entries()) {
      if (taken.length >= count) break;
      taken.push({ outer, inner, value });
    }
    for (const { outer, inner, value } of taken) {
      this.#waiting.delete(outer, inner);
      this.#writing.set(outer, inner, value);
    }
    return taken;
  }

  written(taken: readonly Taken<Outer, Inner, Value>[]): void {
    for (const { outer, inner } of taken) this.#writing.delete(outer, inner);
  }

  putBack(taken: readonly Taken<Outer, Inner, Value>[]): void {
    this.written(taken);
    for (const { outer, inner, value } of taken) {
      const newer = this.#waiting.get(outer, inner);
      this.#waiting.set(outer, inner, newer === undefined ? value : this.#merge(value, newer));
    }
  }
}
