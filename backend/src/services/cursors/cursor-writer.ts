// What of cursors waits in memory to be written, and the writing of it: one batch for everyone, never two at a time.
import { type Receipt, type RoomId, type StateItem, stateKey, type UserId } from '@sup/protocol';
import { type Bus, topics } from '../../bus/bus.ts';
import type { Clock } from '../../clock.ts';
import type { CursorStore, MarkerPlace, MarkerWrite, ReceiptWrite } from './cursor-store.ts';
import { maxOf } from './receipt-news.ts';
import { WriteBehind } from './write-behind.ts';

/** The writer thread serves sends too: no batch keeps it for more than a few milliseconds. */
const batchMax = 64;

type Move = Pick<MarkerWrite, 'seq' | 'move'>;
type PlacedMove = MarkerPlace & Move;
type WaitingReceipt = Receipt & Pick<ReceiptWrite, 'told' | 'isDated'>;

interface Parts {
  readonly store: CursorStore;
  readonly bus: Bus;
  readonly clock: Clock;
}

export class CursorWriter {
  readonly #parts: Parts;
  /** By person and by the marker's key in the own stream. */
  readonly #markers: WriteBehind<UserId, string, PlacedMove>;
  readonly #receipts: WriteBehind<RoomId, UserId, WaitingReceipt>;
  #running: Promise<void> | undefined;
  #following: Promise<void> | undefined;
  /** Those who wait for whatever save begins next. */
  #next: PromiseWithResolvers<void> | undefined;

  constructor(parts: Parts, max: number) {
    this.#parts = parts;
    this.#markers = new WriteBehind(max, movedAfter);
    this.#receipts = new WriteBehind(max, (older, newer) => ({
      ...maxOf(older, newer),
      told: maxOf(older.told, newer.told),
      isDated: older.isDated || newer.isDated,
    }));
  }

  /** False if too much waits. */
  addMarker(user: UserId, { room, thread }: MarkerPlace, move: Move): boolean {
    const place = thread === undefined ? { room } : { room, thread };
    return this.#markers.add(user, stateKey.marker(room, thread), { ...place, ...move });
  }

  /** False if too much waits. */
  addReceipt(room: RoomId, user: UserId, receipt: WaitingReceipt): boolean {
    return this.#receipts.add(room, user, receipt);
  }

  /** A marker as it will be once all is written. */
  marker(user: UserId, key: string, stored: number | undefined): number | undefined {
    const moves = this.#markers.pending(user, key);
    return moves.reduce<number | undefined>((seq, move) => seqAfter(seq, move), stored);
  }

  /** A receipt as it will be once all is written. */
  receipt(room: RoomId, user: UserId, stored: Receipt): Receipt {
    return this.#receipts.pending(room, user).reduce<Receipt>(maxOf, stored);
  }

  /** What waits to be told of a room, by person. */
  toldInRoom(room: RoomId): readonly [UserId, Receipt][] {
    return this.#receipts.pendingRow(room).map(([user, { told }]) => [user, told]);
  }

  /** Resolves once a save that somebody else asks for has written what waits now; rejects as that save does. */
  nextSave(): Promise<void> {
    this.#next ??= Promise.withResolvers();
    return this.#next.promise;
  }

  /** Writes what waits at this moment; resolves once it is durable, rejects with what the store says. */
  save(): Promise<void> {
    if (!this.#running) {
      this.#running = this.#run().finally(() => {
        this.#running = undefined;
      });
      return this.#running;
    }
    // All who ask while a batch is under way share the next one. How that batch ends is its own callers' business.
    this.#following ??= Promise.allSettled([this.#running]).then(() => {
      this.#following = undefined;
      return this.save();
    });
    return this.#following;
  }

  async #run(): Promise<void> {
    const waiting = this.#next;
    this.#next = undefined;
    try {
      await this.#saveBatches();
      waiting?.resolve();
    } catch (error) {
      waiting?.reject(error);
      throw error;
    }
  }

  async #saveBatches(): Promise<void> {
    // Counted first, so that those who wait are not kept by what others add meanwhile.
    const batches = Math.ceil(Math.max(this.#markers.size, this.#receipts.size) / batchMax);
    for (let batch = 0; batch < batches; batch += 1) await this.#saveBatch();
  }

  async #saveBatch(): Promise<void> {
    const markers = this.#markers.take(batchMax);
    const receipts = this.#receipts.take(batchMax);
    try {
      const moved = await this.#parts.store.save({
        markers: markers.map(({ outer, value }) => ({ user: outer, ...value })),
        receipts: receipts.map(({ outer, inner, value }) => ({ room: outer, user: inner, ...value })),
        at: this.#parts.clock.now(),
      });
      this.#markers.written(markers);
      this.#receipts.written(receipts);
      this.#tellDevices(moved);
    } catch (error) {
      // Writing it twice does no harm: receipts are maxima, and a marker is put where it was to be.
      this.#markers.putBack(markers);
      this.#receipts.putBack(receipts);
      throw error;
    }
  }

  #tellDevices(moved: readonly { user: UserId; item: StateItem }[]): void {
    for (const [user, items] of Map.groupBy(moved, ({ user }) => user)) {
      this.#parts.bus.publish(topics.user(user), {
        type: 'state',
        user,
        items: items.map(({ item }) => item),
      });
    }
  }
}

function movedAfter(older: PlacedMove, newer: PlacedMove): PlacedMove {
  if (newer.move === 'exactly') return newer;
  return { ...older, seq: Math.max(older.seq, newer.seq) };
}

function seqAfter(seq: number | undefined, move: Move): number {
  return move.move === 'exactly' ? move.seq : Math.max(seq ?? 0, move.seq);
}
