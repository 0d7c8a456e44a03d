// The newest writes of a room by their key, so that a retry is recognised without a read.
import { type Cmid, limits, type UserId } from '@sup/protocol';
import type { SendRecord } from './room-log.ts';

export class DedupeWindow {
  readonly #records = new Map<string, SendRecord>();
  #oldestSeq: number;
  readonly #max: number;

  /** `records` are the newest of the room, ascending by seq; fewer than `max` means that they are all there are. */
  constructor(records: readonly SendRecord[], max: number = limits.dedupeWindow) {
    this.#max = max;
    this.#oldestSeq = records.length < max ? 0 : (records[0]?.seq ?? 0);
    for (const record of records) this.#records.set(keyOf(record.account, record.cmid), record);
  }

  get(account: UserId, cmid: Cmid): SendRecord | undefined {
    return this.#records.get(keyOf(account, cmid));
  }

  /** Adds the newest record, and forgets the oldest when there are too many. */
  add(record: SendRecord): void {
    this.#records.set(keyOf(record.account, record.cmid), record);
    if (this.#records.size <= this.#max) return;
    const [oldest] = this.#records.keys();
    if (oldest !== undefined) this.#records.delete(oldest);
    const [next] = this.#records.values();
    this.#oldestSeq = next?.seq ?? 0;
  }

  /** True if a write first tried when the head was `since` would be in here, had it ever succeeded. */
  covers(since: number): boolean {
    return since + 1 >= this.#oldestSeq;
  }
}

function keyOf(account: UserId, cmid: Cmid): string {
  return account + cmid;
}
