// Receipts are maxima: they are merged in memory, told to small rooms within a tick, and written behind. Markers go
// into the own stream: those that a person moves at once, those that follow from own sends behind. What waits in
// memory is laid over what the store says, so a reader never sees the difference. A crash costs nothing: clients
// say theirs again at hello.
import {
  limits,
  type MessageId,
  type Receipt,
  type RoomId,
  SupError,
  stateKey,
  type UserId,
} from '@sup/protocol';
import type { Bus } from '../../bus/bus.ts';
import type { Clock } from '../../clock.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { Caller } from '../caller.ts';
import type { OwnStream } from '../own-stream/own-stream.ts';
import { RoomFacts } from '../room-facts.ts';
import type { RoomIndex } from '../rooms/room-index.ts';
import type { CursorStore, MarkerPlace } from './cursor-store.ts';
import { CursorWriter } from './cursor-writer.ts';
import type { Cursors } from './cursors.ts';
import { maxOf, ReceiptNews } from './receipt-news.ts';
import { TwoLevelMap } from './two-level-map.ts';

/** How many pairs of person and room may wait, in each of the maps. */
const defaultWaitingMax = 50_000;
/** Above this many rooms one read of all of a person's rooms is cheaper than one of each. */
const singleReadsMax = 16;

const nothing: Receipt = { delivered: 0, read: 0 };

/** What cursors are built of. */
export interface CursorsParts {
  readonly store: CursorStore;
  readonly rooms: Pick<RoomIndex, 'room' | 'membership' | 'memberIds' | 'roomsOf'>;
  readonly users: { blocks(user: UserId, other: UserId): Promise<boolean> };
  readonly ownStream: Pick<OwnStream, 'rev'>;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'log' | 'queueLimitReached'>;
}

/** Builds cursors; they tick until drained. `options.waitingMax` is for tests. */
export function createCursors(parts: CursorsParts, options: { waitingMax?: number } = {}): Cursors {
  return new RunningCursors(parts, options.waitingMax ?? defaultWaitingMax);
}

class RunningCursors implements Cursors {
  readonly #parts: CursorsParts;
  readonly #facts: RoomFacts;
  readonly #writer: CursorWriter;
  readonly #news: ReceiptNews;
  readonly #waitingMax: number;
  readonly #beat: { stop(): void };
  #sent = new TwoLevelMap<RoomId, UserId, number>();
  #ticking: Promise<void> | undefined;

  constructor(parts: CursorsParts, waitingMax: number) {
    this.#parts = parts;
    this.#waitingMax = waitingMax;
    this.#facts = new RoomFacts(parts);
    this.#writer = new CursorWriter(parts, waitingMax);
    this.#news = new ReceiptNews(parts.bus, waitingMax);
    this.#beat = parts.clock.every(limits.receiptDebounceMs, () => this.#tick());
  }

  async delivered(by: Caller, heads: Readonly<Record<string, number>>): Promise<void> {
    const said = Object.keys(heads) as RoomId[];
    const known = await this.#receiptsOf(by.user, said);
    const ahead = said.filter((room) => (heads[room] ?? 0) > (known.get(room)?.delivered ?? 0));
    for (const { room, head, memberCount } of await this.#mine(by.user, ahead)) {
      if (memberCount > limits.receiptRoomMembersMax) continue;
      const delivered = Math.min(heads[room] ?? 0, head);
      if (delivered <= (known.get(room)?.delivered ?? 0)) continue;
      await this.#advance(room, by.user, { delivered, read: 0 });
    }
  }

  async read(by: Caller, room: RoomId, seq: number): Promise<{ rev: number }> {
    const { head, memberCount } = await this.#mustGetMine(by.user, room);
    const reached = Math.min(seq, head);
    this.#move(by.user, { room }, reached);
    if (memberCount > limits.receiptRoomMembersMax) return this.#readUntold(by.user, room, reached);
    const known = (await this.#receiptsOf(by.user, [room])).get(room);
    if (reached > (known?.read ?? 0)) await this.#advance(room, by.user, { delivered: 0, read: reached });
    return this.#saved(by.user);
  }

  async mark(by: Caller, room: RoomId, seq: number): Promise<{ rev: number }> {
    return this.#markIn(by, { room }, seq);
  }

  async markThread(by: Caller, place: Required<MarkerPlace>, seq: number): Promise<{ rev: number }> {
    return this.#markIn(by, place, seq);
  }

  async #markIn(by: Caller, place: MarkerPlace, seq: number): Promise<{ rev: number }> {
    const { head } = await this.#mustGetMine(by.user, place.room);
    this.#move(by.user, place, Math.min(seq, head));
    return this.#saved(by.user);
  }

  sent(user: UserId, place: MarkerPlace, seq: number): void {
    // Never back: a retry of an old send comes through here too.
    const isKept = this.#writer.addMarker(user, place, { seq, move: 'forward' });
    if (!isKept) this.#parts.telemetry.queueLimitReached('cursor-markers');
    // Who replies in a thread has not read the room.
    if (place.thread !== undefined) return;
    const { room } = place;
    const before = this.#sent.get(room, user);
    if (before === undefined && this.#sent.size >= this.#waitingMax) {
      this.#parts.telemetry.queueLimitReached('cursor-sends');
      return;
    }
    this.#sent.set(room, user, Math.max(before ?? 0, seq));
  }

  async markers(user: UserId, rooms: readonly RoomId[]): Promise<ReadonlyMap<RoomId, number>> {
    return this.#markersAt(user, rooms, (room) => stateKey.marker(room));
  }

  async threadMarkers(
    user: UserId,
    room: RoomId,
    threads: readonly MessageId[],
  ): Promise<ReadonlyMap<MessageId, number>> {
    return this.#markersAt(user, threads, (thread) => stateKey.marker(room, thread));
  }

  async #markersAt<Id>(
    user: UserId,
    ids: readonly Id[],
    keyOf: (id: Id) => string,
  ): Promise<ReadonlyMap<Id, number>> {
    const stored = await this.#parts.store.markers(user, ids.map(keyOf));
    const markers = new Map<Id, number>();
    for (const id of ids) {
      const seq = this.#writer.marker(user, keyOf(id), stored.get(keyOf(id)));
      if (seq !== undefined) markers.set(id, seq);
    }
    return markers;
  }

  async receipts(rooms: readonly RoomId[]): Promise<ReadonlyMap<RoomId, ReadonlyMap<UserId, Receipt>>> {
    const found = new Map(rooms.map((room) => [room, new Map<UserId, Receipt>()]));
    for (const row of await this.#parts.store.receipts(rooms)) found.get(row.room)?.set(row.user, row);
    for (const [room, byUser] of found) {
      for (const [user, receipt] of this.#writer.receiptsOfRoom(room)) {
        byUser.set(user, maxOf(byUser.get(user) ?? nothing, receipt));
      }
      for (const [user, receipt] of byUser) byUser.set(user, asSeen(receipt));
    }
    return found;
  }

  async drain(): Promise<void> {
    this.#beat.stop();
    await this.#ticking;
    await this.#settleSends();
    this.#news.tick();
    await this.#writer.save();
  }

  /** Telling and writing do not wait for each other: a slow disk delays no news. */
  #tick(): void {
    if (this.#ticking) return;
    this.#ticking = this.#settleSends().then(() => {
      this.#ticking = undefined;
      this.#news.tick();
      this.#saveBehind();
    });
  }

  #saveBehind(): void {
    this.#writer.save().catch((error: unknown) => {
      // What is refused for now stays in memory, and the next tick tries again; anything else is a bug.
      if (!(error instanceof SupError)) throw error;
      this.#parts.telemetry.log.warn('Cursors wait to be written.', { code: error.code });
    });
  }

  /** Whoever writes in a room has read it up to there. */
  async #settleSends(): Promise<void> {
    const sent = this.#sent;
    this.#sent = new TwoLevelMap();
    for (const [room, user, read] of sent.entries()) await this.#advance(room, user, { delivered: 0, read });
  }

  async #advance(room: RoomId, user: UserId, receipt: Receipt): Promise<void> {
    const isTold = (await this.#facts.memberCount(room)) <= limits.receiptRoomMembersMax;
    if (isTold && (await this.#facts.isSilenced(room))) return;
    const isKept = this.#writer.addReceipt(room, user, { ...receipt, isTold });
    if (!isKept) this.#parts.telemetry.queueLimitReached('cursor-receipts');
    if (isTold && !this.#news.add(room, user, receipt)) {
      this.#parts.telemetry.queueLimitReached('receipt-news');
    }
  }

  #move(user: UserId, place: MarkerPlace, seq: number): void {
    if (this.#writer.addMarker(user, place, { seq, move: 'exactly' })) return;
    this.#parts.telemetry.queueLimitReached('cursor-markers');
    throw new SupError('overloaded');
  }

  async #saved(user: UserId): Promise<{ rev: number }> {
    await this.#writer.save();
    return { rev: await this.#parts.ownStream.rev(user) };
  }

  /** A room of mine; throws room-not-found for who is not a member (R29). */
  async #mustGetMine(user: UserId, room: RoomId) {
    const [mine] = await this.#mine(user, [room]);
    if (!mine) throw new SupError('room-not-found');
    return mine;
  }

  /** In a large room nobody else is told, and a thousand may read at once: all of them are written with the next tick. */
  async #readUntold(user: UserId, room: RoomId, read: number): Promise<{ rev: number }> {
    const isKept = this.#writer.addReceipt(room, user, { delivered: 0, read, isTold: false });
    if (!isKept) this.#parts.telemetry.queueLimitReached('cursor-receipts');
    await this.#writer.nextSave();
    return { rev: await this.#parts.ownStream.rev(user) };
  }

  async #mine(user: UserId, rooms: readonly RoomId[]) {
    if (rooms.length > singleReadsMax) {
      const wanted = new Set(rooms);
      return (await this.#parts.rooms.roomsOf(user)).filter(({ room }) => wanted.has(room));
    }
    const found = rooms.map(async (id) => {
      const [row, member] = await Promise.all([
        this.#parts.rooms.room(id),
        this.#parts.rooms.membership(id, user),
      ]);
      return row && member ? [{ room: id, head: row.head, memberCount: row.memberCount }] : [];
    });
    return (await Promise.all(found)).flat();
  }

  async #receiptsOf(user: UserId, rooms: readonly RoomId[]): Promise<ReadonlyMap<RoomId, Receipt>> {
    const stored = await this.#parts.store.receiptsOf(user, rooms);
    const known = new Map<RoomId, Receipt>(stored.map((row) => [row.room, row]));
    return new Map(
      rooms.map((room) => [room, asSeen(this.#writer.receipt(room, user, known.get(room) ?? nothing))]),
    );
  }
}

/** What has been read has been delivered (R43). */
function asSeen({ delivered, read }: Receipt): Receipt {
  return { delivered: Math.max(delivered, read), read };
}
