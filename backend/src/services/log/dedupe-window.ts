// The newest writes of a room by their key, so that a retry is recognised without a read.
import { type Cmid, limits, type UserId } from '@sup/protocol';
import type { SendRecord } from './room-log.ts';

export class DedupeWindow {
  readonly #records = new Map<string, SendRecord>();
  /** The same in the order of seq, as a ring: a Map finds its own oldest only by walking over all it has forgotten. */
  readonly #ring: SendRecord[];
  #oldest = 0;
  readonly #max: number;

  /** `records` are the newest of the room, ascending by seq; fewer than `max` means that they are all there are. */
  constructor(records: readonly SendRecord[], max: number = limits.dedupeWindow) {
    this.#max = max;
    this.#ring = [...records];
    for (const record of records) this.#records.set(keyOf(record.account, record.cmid), record);
  }

  get(account: UserId, cmid: Cmid): SendRecord | undefined {
    return this.#records.get(keyOf(account, cmid));
  }

  /** Adds the newest record, and forgets the oldest when there are too many. */
  add(record: SendRecord): void {
    this.#records.set(keyOf(record.account, record.cmid), record);
    const forgotten = this.#ring[this.#oldest];
    if (this.#ring.length < this.#max || !forgotten) {
      this.#ring.push(record);
      return;
    }
    this.#ring[this.#oldest] = record;
    this.#oldest = (this.#oldest + 1) % this.#max;
    this.#records.delete(keyOf(forgotten.account, forgotten.cmid));
  }

  /** True if a write first tried when the head was `since` would be in here, had it ever succeeded. */
  covers(since: number): boolean {
    const isAll = this.#ring.length < this.#max;
    return isAll || since + 1 >= (this.#ring[this.#oldest]?.seq ?? 0);
  }
}

function keyOf(account: UserId, cmid: Cmid): string {
  return account + cmid;
}
