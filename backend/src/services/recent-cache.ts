/** The values used last, kept in memory up to a number of them. */
export class RecentCache<Key, Value> {
  readonly #max: number;
  /** In order of last use. */
  readonly #values = new Map<Key, Value>();
  #changes = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /** Counts what was forgotten: whoever loads a value keeps it only if this stayed the same meanwhile, or it may be old. */
  get changes(): number {
    return this.#changes;
  }

  get(key: Key): Value | undefined {
    const value = this.#values.get(key);
    if (value !== undefined) this.keep(key, value);
    return value;
  }

  keep(key: Key, value: Value): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size <= this.#max) return;
    const [oldest] = this.#values.keys();
    if (oldest !== undefined) this.#values.delete(oldest);
  }

  /** The value has changed: what is known of it is old. */
  forget(key: Key): void {
    this.#changes += 1;
    this.#values.delete(key);
  }
}
