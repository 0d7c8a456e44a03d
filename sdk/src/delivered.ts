import type { RoomId } from '@sup/protocol';
import { limits } from '@sup/protocol/wire';
import type { Connection } from './connection.ts';
import type { Clock, Stoppable } from './platform.ts';
import type { RoomLog } from './room-log.ts';

export interface DeliveredParts {
  readonly clock: Clock;
  readonly connection: Pick<Connection, 'tell' | 'isReady'>;
}

/** Says what this device has: all rooms in one frame, at most every 2 s, not at all in larger rooms (decision 16). */
export class Delivered {
  readonly #parts: DeliveredParts;
  readonly #told = new Map<RoomId, number>();
  readonly #has = new Map<RoomId, number>();
  #alarm: Stoppable | undefined;
  #saidAt = Number.NEGATIVE_INFINITY;

  constructor(parts: DeliveredParts) {
    this.#parts = parts;
  }

  /** The hello has said all that is here. */
  greeted(heads: Readonly<Record<string, number>>): void {
    for (const [room, head] of Object.entries(heads)) this.#told.set(room as RoomId, head);
  }

  /** A message of someone else is here. */
  received(log: RoomLog, seq: number): void {
    if (log.view.memberCount <= limits.receiptRoomMembersMax) this.#has.set(log.id, seq);
  }

  /** What was received lies in the local store now, so it may be said. */
  stored(): void {
    if (this.#has.size === 0) return;
    const { clock } = this.#parts;
    const wait = Math.max(0, this.#saidAt + limits.receiptDebounceMs - clock.monotonic());
    this.#alarm ??= clock.after(wait, () => {
      this.#alarm = undefined;
      this.#say();
    });
  }

  stop(): void {
    this.#alarm?.stop();
    this.#alarm = undefined;
    this.#told.clear();
    this.#has.clear();
  }

  #say(): void {
    const { clock, connection } = this.#parts;
    // What cannot be said now is said by the next hello.
    if (!connection.isReady) return;
    const news = [...this.#has].filter(([room, seq]) => seq > (this.#told.get(room) ?? 0));
    this.#has.clear();
    if (news.length === 0) return;
    for (const [room, seq] of news) this.#told.set(room, seq);
    this.#saidAt = clock.monotonic();
    connection.tell({ type: 'receipt.delivered', heads: Object.fromEntries(news) });
  }
}
