// The number of requests that wait for a person, as one key of their own stream: told at once, then at most once a
// second, and not at all while it stays the same, so that ten thousand requests cost their target next to nothing (R177).
import { limits, stateKey, type UserId } from '@sup/protocol';
import type { ContactsParts } from './contacts-parts.ts';

const beatMs = 1_000;
/** People whose count may have changed within a beat. */
const waitingMax = 50_000;

type BadgeParts = Pick<ContactsParts, 'store' | 'ownStream' | 'ownStreamStore' | 'clock' | 'telemetry'>;

export class RequestBadge {
  readonly #parts: BadgeParts;
  readonly #beat: { stop(): void };
  readonly #running = new Set<Promise<void>>();
  #told = new Set<UserId>();
  #due = new Set<UserId>();

  constructor(parts: BadgeParts) {
    this.#parts = parts;
    this.#beat = parts.clock.every(beatMs, () => this.#turn());
  }

  /** What waits for this person may be more or less than before. */
  changed(user: UserId): void {
    if (!this.#told.has(user)) return this.#tell(user);
    if (this.#due.size < waitingMax) this.#due.add(user);
    else this.#parts.telemetry.queueLimitReached('contact-requests');
  }

  async drain(): Promise<void> {
    this.#beat.stop();
    this.#turn();
    await Promise.all(this.#running);
  }

  #turn(): void {
    const due = this.#due;
    this.#due = new Set();
    this.#told = new Set();
    for (const user of due) this.#tell(user);
  }

  #tell(user: UserId): void {
    this.#told.add(user);
    const telling = this.#count(user)
      .catch((error: unknown) => {
        // The next change counts anew.
        this.#parts.telemetry.log.warn('Contact requests could not be counted.', { error });
      })
      .finally(() => this.#running.delete(telling));
    this.#running.add(telling);
  }

  async #count(user: UserId): Promise<void> {
    const { store, ownStream, ownStreamStore } = this.#parts;
    const count = await store.count(user, limits.contactRequestsCounted);
    const value = count === 0 ? null : { count };
    const [known] = await ownStreamStore.get(user, [stateKey.requests()]);
    if (JSON.stringify(known?.value ?? null) === JSON.stringify(value)) return;
    await ownStream.put(user, stateKey.requests(), value);
  }
}
