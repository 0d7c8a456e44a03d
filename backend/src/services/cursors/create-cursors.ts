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
import { type Bus, type HidingEvent, type Listener, topics } from '../../bus/bus.ts';
import type { Clock } from '../../clock.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { Caller } from '../caller.ts';
import type { OwnStream } from '../own-stream/own-stream.ts';
import { RoomFacts } from '../room-facts.ts';
import type { RoomIndex } from '../rooms/room-index.ts';
import type { CursorStore, MarkerPlace } from './cursor-store.ts';
import { CursorWriter } from './cursor-writer.ts';
import type { Cursors, MessagePlace, Reached, ToldReceipts } from './cursors.ts';
import { reached } from './reached.ts';
import { maxOf, ReceiptNews } from './receipt-news.ts';
import { TwoLevelMap } from './two-level-map.ts';

/** How many pairs of person and room may wait, in each of the maps. */
const defaultWaitingMax = 50_000;
/** Above this many rooms one read of all of a person's rooms is cheaper than one of each. */
const singleReadsMax = 16;
const usersPerReadMax = 500;

const nothing: Receipt = { delivered: 0, read: 0 };

/** What cursors are built of. */
export interface CursorsParts {
  readonly store: CursorStore;
  readonly rooms: Pick<RoomIndex, 'room' | 'membership' | 'members' | 'memberIds' | 'roomsOf'>;
  readonly users: { blocks(user: UserId, other: UserId): Promise<boolean> };
  readonly ownStream: Pick<OwnStream, 'revOf'>;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'log' | 'queueLimitReached'>;
}

/** Builds cursors; they tick until drained. `options.waitingMax` is for tests. */
export function createCursors(parts: CursorsParts, options: { waitingMax?: number } = {}): Cursors {
  return new RunningCursors(parts, options.waitingMax ?? defaultWaitingMax);
}

class RunningCursors implements Cursors, Listener<HidingEvent> {
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
    parts.bus.subscribe(topics.hiding(), this);
    this.#beat = parts.clock.every(limits.receiptDebounceMs, () => this.#tick());
  }

  async delivered(by: Caller, heads: Readonly<Record<string, number>>): Promise<void> {
    const said = Object.keys(heads) as RoomId[];
    const known = await this.own(by.user, said);
    const ahead = said.filter((room) => (heads[room] ?? 0) > (known.get(room)?.delivered ?? 0));
    if (ahead.length === 0) return;
    for (const { room, head, memberCount } of await this.#mine(by.user, ahead)) {
      if (memberCount > limits.receiptRoomMembersMax) continue;
      const delivered = Math.min(heads[room] ?? 0, head);
      if (delivered <= (known.get(room)?.delivered ?? 0)) continue;
      const isHidden = await this.#isHidden(by.user, room);
      await this.#advance(room, by.user, { delivered, read: 0, isHidden });
    }
  }

  async read(by: Caller, room: RoomId, seq: number): Promise<{ rev: number }> {
    const { head, memberCount } = await this.#mustGetMine(by.user, room);
    const reached = Math.min(seq, head);
    this.#move(by.user, { room }, reached);
    if (memberCount > limits.receiptRoomMembersMax) return this.#readUntold(by.user, room, reached);
    const known = (await this.own(by.user, [room])).get(room);
    if (reached > (known?.read ?? 0)) {
      const isHidden = await this.#isHidden(by.user, room);
      await this.#advance(room, by.user, { delivered: 0, read: reached, isHidden });
    }
    return this.#saved(by.user, { room });
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
    return this.#saved(by.user, place);
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

  async receipts(rooms: readonly RoomId[]): Promise<ReadonlyMap<RoomId, ToldReceipts>> {
    const [rows, hidden] = await Promise.all([
      this.#parts.store.receipts(rooms),
      this.#parts.store.hidingIn(rooms),
    ]);
    const found = new Map(
      rooms.map((room) => [room, { receipts: new Map<UserId, Receipt>(), hiding: new Set<UserId>() }]),
    );
    for (const { room, user } of hidden) found.get(room)?.hiding.add(user);
    for (const row of rows) found.get(row.room)?.receipts.set(row.user, row);
    for (const [room, { receipts, hiding }] of found) {
      for (const [user, told] of this.#writer.toldInRoom(room))
        receipts.set(user, maxOf(receipts.get(user) ?? nothing, told));
      for (const [user, told] of receipts) receipts.set(user, asSeen(told));
      for (const user of hiding) receipts.delete(user);
    }
    return found;
  }

  async hides(user: UserId): Promise<boolean> {
    return (await this.#parts.store.hiding([user])).has(user);
  }

  async reached(user: UserId, message: MessagePlace): Promise<Reached> {
    await this.#mustGetMine(user, message.room);
    return reached({ ...this.#parts, cursors: this }, user, message);
  }

  async drain(): Promise<void> {
    this.#beat.stop();
    this.#parts.bus.unsubscribe(topics.hiding(), this);
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
    if (sent.size === 0) return;
    const all = [...sent.entries()];
    const hiding = await this.#hidingAmong(new Set(all.map(([, user]) => user)));
    for (const [room, user, read] of all) {
      // A little late is early enough here: that someone wrote says as much as their receipt.
      const isHidden = hiding.has(user) || (await this.#facts.hidesReceipts(room));
      await this.#advance(room, user, { delivered: 0, read, isHidden });
    }
  }

  /** As it is now: what is hidden must not be told for a moment longer (R160, R161). */
  async #isHidden(user: UserId, room: RoomId): Promise<boolean> {
    const [isMine, row] = await Promise.all([this.hides(user), this.#parts.rooms.room(room)]);
    return isMine || (row?.info.settings?.hidesReceipts ?? false);
  }

  /** In groups, so that no query has too many values. */
  async #hidingAmong(users: ReadonlySet<UserId>): Promise<ReadonlySet<UserId>> {
    const hiding = new Set<UserId>();
    const all = [...users];
    for (let at = 0; at < all.length; at += usersPerReadMax)
      for (const user of await this.#parts.store.hiding(all.slice(at, at + usersPerReadMax)))
        hiding.add(user);
    return hiding;
  }

  async #advance(
    room: RoomId,
    user: UserId,
    { isHidden, ...receipt }: Receipt & { isHidden: boolean },
  ): Promise<void> {
    const isSmall = (await this.#facts.memberCount(room)) <= limits.receiptRoomMembersMax;
    if (isSmall && (await this.#facts.isSilenced(room))) return;
    const told = isHidden ? nothing : receipt;
    const isKept = this.#writer.addReceipt(room, user, { ...receipt, told, isDated: isSmall && !isHidden });
    if (!isKept) this.#parts.telemetry.queueLimitReached('cursor-receipts');
    if (isSmall && !isHidden && !this.#news.add(room, user, receipt)) {
      this.#parts.telemetry.queueLimitReached('receipt-news');
    }
  }

  /** Of the bus. */
  hear({ user, hidden }: HidingEvent): void {
    if (hidden) this.#news.forget(user);
    this.#tellHiding(user, hidden).catch((error: unknown) => {
      // Rooms that are not told of it learn it when they read receipts the next time.
      this.#parts.telemetry.log.warn('Who hides receipts could not be told.', { error });
    });
  }

  async #tellHiding(user: UserId, hidden: boolean): Promise<void> {
    for (const { room, memberCount } of await this.#parts.rooms.roomsOf(user)) {
      if (memberCount > limits.receiptRoomMembersMax || (await this.#facts.isSilenced(room))) continue;
      this.#parts.bus.publish(topics.room(room), { type: 'receipts', room, user, hidden });
    }
  }

  #move(user: UserId, place: MarkerPlace, seq: number): void {
    if (this.#writer.addMarker(user, place, { seq, move: 'exactly' })) return;
    this.#parts.telemetry.queueLimitReached('cursor-markers');
    throw new SupError('overloaded');
  }

  async #saved(user: UserId, place: MarkerPlace): Promise<{ rev: number }> {
    await this.#writer.save();
    return this.#markerRev(user, place);
  }

  async #markerRev(user: UserId, { room, thread }: MarkerPlace): Promise<{ rev: number }> {
    return { rev: await this.#parts.ownStream.revOf(user, stateKey.marker(room, thread)) };
  }

  /** A room of mine; throws room-not-found for who is not a member (R29). */
  async #mustGetMine(user: UserId, room: RoomId) {
    const [mine] = await this.#mine(user, [room]);
    if (!mine) throw new SupError('room-not-found');
    return mine;
  }

  /** In a large room nobody else is told, and a thousand may read at once: all of them are written with the next tick. */
  async #readUntold(user: UserId, room: RoomId, read: number): Promise<{ rev: number }> {
    const isHidden = await this.#isHidden(user, room);
    const receipt = { delivered: 0, read };
    const told = isHidden ? nothing : receipt;
    const isKept = this.#writer.addReceipt(room, user, { ...receipt, told, isDated: false });
    if (!isKept) this.#parts.telemetry.queueLimitReached('cursor-receipts');
    await this.#writer.nextSave();
    return this.#markerRev(user, { room });
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

  async own(user: UserId, rooms: readonly RoomId[]): Promise<ReadonlyMap<RoomId, Receipt>> {
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
