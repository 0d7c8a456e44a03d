import type { Watchable } from './doors.ts';

/** A value that can be watched: tells its listeners after each change. */
export class Observable<Snapshot> implements Watchable<Snapshot> {
  #value: Snapshot;
  readonly #listeners = new Set<() => void>();

  constructor(value: Snapshot) {
    this.#value = value;
  }

  readonly getSnapshot = (): Snapshot => this.#value;

  readonly subscribe = (listener: () => void): (() => void) => {
    // A wrapper, so that the same function subscribed twice is called and removed separately.
    const own = () => listener();
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  };

  /** Puts a new value in place and tells the listeners, unless it is the same. */
  set(value: Snapshot): void {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Resolves once the value fits. */
export function until<Snapshot>(
  { subscribe, getSnapshot }: Watchable<Snapshot>,
  fits: (value: Snapshot) => boolean,
): Promise<void> {
  if (fits(getSnapshot())) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = subscribe(() => {
      if (!fits(getSnapshot())) return;
      stop();
      resolve();
    });
  });
}
