/** Values by a pair of keys, with their number known. */
export class TwoLevelMap<Outer, Inner, Value> {
  readonly #maps = new Map<Outer, Map<Inner, Value>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(outer: Outer, inner: Inner): Value | undefined {
    return this.#maps.get(outer)?.get(inner);
  }

  /** All values under one outer key. */
  row(outer: Outer): ReadonlyMap<Inner, Value> | undefined {
    return this.#maps.get(outer);
  }

  set(outer: Outer, inner: Inner, value: Value): void {
    let row = this.#maps.get(outer);
    if (!row) {
      row = new Map();
      this.#maps.set(outer, row);
    }
    if (!row.has(inner)) this.#size += 1;
    row.set(inner, value);
  }

  delete(outer: Outer, inner: Inner): void {
    const row = this.#maps.get(outer);
    if (!row?.delete(inner)) return;
    this.#size -= 1;
    if (row.size === 0) this.#maps.delete(outer);
  }

  *entries(): Generator<[Outer, Inner, Value]> {
    for (const [outer, row] of this.#maps) for (const [inner, value] of row) yield [outer, inner, value];
  }
}
