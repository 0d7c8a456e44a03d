// Tells rooms of receipts: at once if nothing was told of this person and room within the tick, else joined at its end.
import type { Receipt, RoomId, UserId } from '@sup/protocol';
import { type Bus, topics } from '../../bus/bus.ts';
import { TwoLevelMap } from './two-level-map.ts';

const none: Receipt = { delivered: 0, read: 0 };

export class ReceiptNews {
  readonly #bus: Bus;
  readonly #max: number;
  #told = new TwoLevelMap<RoomId, UserId, true>();
  #untold = new TwoLevelMap<RoomId, UserId, Receipt>();

  constructor(bus: Bus, max: number) {
    this.#bus = bus;
    this.#max = max;
  }

  /** False if it will not be told because too much waits; the next advance tells it. */
  add(room: RoomId, user: UserId, receipt: Receipt): boolean {
    if (!this.#told.get(room, user) && this.#told.size < this.#max) {
      this.#told.set(room, user, true);
      this.#publish(room, user, receipt);
      return true;
    }
    const waiting = this.#untold.get(room, user);
    if (!waiting && this.#untold.size >= this.#max) return false;
    this.#untold.set(room, user, maxOf(waiting ?? none, receipt));
    return true;
  }

  /** Tells nothing more of what this person was to be told of. */
  forget(user: UserId): void {
    for (const [room, other] of [...this.#untold.entries()])
      if (other === user) this.#untold.delete(room, user);
  }

  /** Ends a tick: tells what was joined in it. */
  tick(): void {
    const untold = this.#untold;
    this.#untold = new TwoLevelMap();
    this.#told = new TwoLevelMap();
    for (const [room, user, receipt] of untold.entries()) {
      this.#told.set(room, user, true);
      this.#publish(room, user, receipt);
    }
  }

  #publish(room: RoomId, user: UserId, receipt: Receipt): void {
    const { delivered, read } = receipt;
    this.#bus.publish(topics.room(room), {
      type: 'receipts',
      room,
      user,
      ...(delivered > 0 && { delivered }),
      ...(read > 0 && { read }),
    });
  }
}

/** Merges two receipts: both are maxima (R43). */
export function maxOf(one: Receipt, other: Receipt): Receipt {
  return { delivered: Math.max(one.delivered, other.delivered), read: Math.max(one.read, other.read) };
}
