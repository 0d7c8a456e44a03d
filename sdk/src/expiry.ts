// Messages that are there for a while only: dropped here at their moment, also without a connection.
import type { RoomId } from '@sup/protocol';
import type { Connection } from './connection.ts';
import type { Clock, Stoppable } from './platform.ts';
import type { RoomLog } from './room-log.ts';

/** Timers of most platforms cannot wait longer than some weeks. */
const waitMsMax = 3_600_000;

export interface ExpiryParts {
  readonly clock: Clock;
  readonly connection: Pick<Connection, 'serverAheadMs'>;
  readonly rooms: { logs(): Iterable<RoomLog> };
  readonly threads: { expire(room: RoomId, now: number): void };
  /** The log changed: it is to be shown and kept. */
  touched(log: RoomLog): void;
}

export class Expiry {
  readonly #parts: ExpiryParts;
  readonly #next = new Map<RoomId, number>();
  #alarm: Stoppable | undefined;
  #alarmAt = Number.POSITIVE_INFINITY;

  constructor(parts: ExpiryParts) {
    this.#parts = parts;
  }

  /** What is known of a room changed. */
  note({ id, nextExpiry }: RoomLog): void {
    if (this.#next.get(id) === nextExpiry) return;
    if (nextExpiry === undefined) this.#next.delete(id);
    else this.#next.set(id, nextExpiry);
    this.#schedule();
  }

  stop(): void {
    this.#alarm?.stop();
    this.#alarm = undefined;
    this.#alarmAt = Number.POSITIVE_INFINITY;
    this.#next.clear();
  }

  #now(): number {
    return this.#parts.clock.now() + this.#parts.connection.serverAheadMs;
  }

  #schedule(): void {
    const next = Math.min(...this.#next.values());
    if (next >= this.#alarmAt) return;
    this.#alarm?.stop();
    this.#alarmAt = next;
    const waitMs = Math.min(Math.max(0, next - this.#now()), waitMsMax);
    this.#alarm = this.#parts.clock.after(waitMs, () => this.#ring());
  }

  #ring(): void {
    this.#alarm = undefined;
    this.#alarmAt = Number.POSITIVE_INFINITY;
    const now = this.#now();
    for (const log of this.#parts.rooms.logs()) {
      if ((this.#next.get(log.id) ?? Number.POSITIVE_INFINITY) > now) continue;
      this.#next.delete(log.id);
      log.expire(now);
      this.#parts.threads.expire(log.id, now);
      this.#parts.touched(log);
    }
    this.#schedule();
  }
}
