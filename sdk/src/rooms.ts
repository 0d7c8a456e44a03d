// My rooms: the list that screens show, and the one object a room.
import type { RoomId, RoomView, UserId, UserView } from '@sup/protocol';
import { makeId, stateKey } from '@sup/protocol/wire';
import type { Rooms as RoomsDoor } from './doors.ts';
import { holds, levelNow } from './notify-level.ts';
import { Observable } from './observable.ts';
import type { Stoppable } from './platform.ts';
import { Room, type RoomParts } from './room.ts';
import { RoomLog } from './room-log.ts';
import { withoutReceipts } from './room-view.ts';
import type { RoomSummary, RoomsSnapshot } from './snapshots.ts';
import { Spaces } from './spaces.ts';
import { Votes } from './votes.ts';

export interface RoomsParts extends Omit<RoomParts, 'listChanged' | 'votes'> {
  readonly threads: RoomParts['threads'] & { roomChanged(room: RoomId): void };
  /** A room became known. */
  adopted(log: RoomLog): void;
}

/** No timer is set for longer than this; a mute that lasts longer is looked at again. */
const muteLookMs = 24 * 3_600_000;

export class Rooms implements RoomsDoor {
  readonly #parts: RoomsParts;
  readonly #roomParts: RoomParts;
  readonly spaces: Spaces;
  readonly #rooms = new Map<RoomId, Room>();
  readonly #version = new Observable(0);
  /** Markers of rooms whose view is on its way. */
  readonly #marks = new Map<RoomId, number>();
  #isKnown = false;
  #made: RoomsSnapshot = { state: 'loading', rooms: [], unread: 0, mentions: 0, requests: 0 };
  #isStale = false;
  #muteAlarm: Stoppable | undefined;

  readonly subscribe = this.#version.subscribe;

  constructor(parts: RoomsParts) {
    this.#parts = parts;
    const { rest, connection, clock, touched } = parts;
    this.spaces = new Spaces({ rest, connection, clock, touched, logs: () => this.logs() });
    this.#roomParts = {
      ...parts,
      votes: new Votes({ errands: parts.errands, own: parts.own, changed: () => this.voted() }),
      listChanged: () => {
        this.#isStale = true;
        this.#version.set(this.#version.getSnapshot() + 1);
      },
    };
  }

  readonly getSnapshot = (): RoomsSnapshot => {
    if (!this.#isStale) return this.#made;
    this.#isStale = false;
    const rooms = [...this.#mine()].map((room) => room.summary()).sort(byPlace);
    const before = this.#made;
    const isSame =
      rooms.length === before.rooms.length && rooms.every((room, at) => room === before.rooms[at]);
    const state = this.#isKnown ? 'ready' : 'loading';
    const requests = this.#requests();
    if (isSame && state === before.state && requests === before.requests) return before;
    const now = this.#parts.clock.now();
    const there = rooms.filter(({ deletesAt }) => deletesAt === undefined);
    const telling = there.filter((room) => levelNow(room, now) === 'all' && !room.putAway);
    const calling = there.filter((room) => levelNow(room, now) !== 'nothing');
    this.#made = {
      state,
      rooms: isSame ? before.rooms : rooms,
      unread: telling.reduce((sum, { unread }) => sum + unread, 0),
      mentions: calling.reduce((sum, { mentions }) => sum + mentions, 0),
      requests,
    };
    this.#watchMutes(now);
    return this.#made;
  };

  /** A mute that ends by itself changes what its room shows, though nothing is heard. */
  #watchMutes(now: number): void {
    this.#muteAlarm?.stop();
    this.#muteAlarm = undefined;
    const ends = this.#made.rooms.flatMap(({ mute }) => (mute?.until === undefined ? [] : [mute.until]));
    if (ends.length === 0) return;
    const { clock } = this.#parts;
    const ms = Math.min(Math.max(0, Math.min(...ends) - now), muteLookMs);
    this.#muteAlarm = clock.after(ms, () => {
      const ended = [...this.#mine()].filter((room) => {
        const { mute } = room.summary();
        return mute !== undefined && !holds(mute, clock.now());
      });
      for (const room of ended) room.changed();
      if (ended.length === 0) this.#watchMutes(clock.now());
    });
  }

  #requests(): number {
    // The server writes this key, and nobody else does.
    const told = this.#parts.own.setting(stateKey.requests()) as { count: number } | undefined;
    return told?.count ?? 0;
  }

  requestsChanged(): void {
    if (this.#requests() !== this.#made.requests) this.#roomParts.listChanged();
  }

  /** What I voted changed. */
  voted(): void {
    for (const room of this.open()) {
      room.changed();
      this.#parts.threads.roomChanged(room.id);
    }
  }

  /** What I set beyond single rooms may have changed what they may tell. */
  levelsChanged(): void {
    for (const room of this.#mine()) room.changed();
  }

  /** I hide my receipts from now on and know nobody's, or I show them again. */
  receiptsHidden(hidden: boolean): void {
    for (const room of this.#mine()) {
      const { log } = room;
      if (log && hidden) {
        log.revise(withoutReceipts);
        this.#parts.touched(log);
      } else if (log && room.isOpen) this.#parts.opened(log);
      room.changed();
    }
  }

  *#mine(): Iterable<Room> {
    for (const room of this.#rooms.values()) if (room.log && !room.isGone) yield room;
  }

  /** The same object for the same id. */
  get(id: RoomId): Room {
    const known = this.#rooms.get(id);
    if (known) return known;
    const room = new Room(id, this.#roomParts);
    this.#rooms.set(id, room);
    if (this.#isKnown) this.#parts.want(id);
    return room;
  }

  /** The room's object, if anyone has asked for it. */
  find(id: RoomId): Room | undefined {
    return this.#rooms.get(id);
  }

  logOf(id: RoomId): RoomLog | undefined {
    return this.#rooms.get(id)?.log;
  }

  /** The logs of all my rooms. */
  *logs(): Iterable<RoomLog> {
    for (const { log } of this.#mine()) if (log) yield log;
  }

  *open(): Iterable<Room> {
    for (const room of this.#rooms.values()) if (room.isOpen) yield room;
  }

  /** Takes a room as the server or the local store has it. */
  adopt(log: RoomLog): void {
    const room = this.#rooms.get(log.id) ?? new Room(log.id, this.#roomParts);
    this.#rooms.set(log.id, room);
    const marker = this.#marks.get(log.id);
    if (marker !== undefined) log.mark(marker);
    this.#marks.delete(log.id);
    room.setLog(log);
    this.#parts.adopted(log);
    if (this.#isKnown) this.spaces.gained(log.id);
  }

  /** My marker was moved by another device, or by my own send. */
  marked(id: RoomId, seq: number): void {
    if (this.logOf(id) === undefined) this.#marks.set(id, seq);
    else this.find(id)?.marked(seq);
  }

  /** It is not mine (any more). */
  drop(id: RoomId): void {
    const view = this.logOf(id)?.view;
    this.#rooms.get(id)?.setLog(undefined, { gone: true });
    this.spaces.lost(id, view);
  }

  /** The list is complete. */
  known(): void {
    this.#isKnown = true;
    this.#roomParts.listChanged();
    // Rooms that a screen asked for before the list was known, and that it does not have.
    for (const room of this.#rooms.values())
      if (room.log === undefined && !room.isGone) this.#parts.want(room.id);
  }

  get isKnown(): boolean {
    return this.#isKnown;
  }

  /** Forgets all rooms' logs; the objects stay, for screens may hold them. */
  clear(): void {
    this.#isKnown = false;
    this.#marks.clear();
    this.spaces.clear();
    this.#muteAlarm?.stop();
    this.#muteAlarm = undefined;
    for (const room of this.#rooms.values()) room.setLog(undefined);
    this.#roomParts.listChanged();
  }

  userChanged(user: UserView): void {
    for (const room of this.#rooms.values()) room.peerChanged(user);
  }

  async openDirect(user: UserId): Promise<Room> {
    return this.#enter((await this.#parts.rest.rooms.openDirect({ user })).room);
  }

  async create(input: Parameters<RoomsDoor['create']>[0]): Promise<Room> {
    const { clock, rest } = this.#parts;
    const cmid = makeId<'Cmid'>(clock.now(), clock.random(10));
    return this.#enter((await rest.rooms.create({ ...input, cmid })).room);
  }

  async join(channel: RoomId): Promise<Room> {
    return this.#enter((await this.#parts.rest.rooms.join({ room: channel })).room);
  }

  async redeem(code: string): Promise<Room> {
    return this.#enter((await this.#parts.rest.invites.redeem({ code })).room);
  }

  async accept(request: RoomId): Promise<Room> {
    return this.#enter((await this.#parts.rest.contacts.accept({ request })).room);
  }

  #enter(view: RoomView): Room {
    if (this.logOf(view.id) === undefined) this.adopt(new RoomLog(view, this.#parts.me()));
    return this.get(view.id);
  }
}

function byPlace(a: RoomSummary, b: RoomSummary): number {
  if (a.pinned !== b.pinned) return a.pinned ? -1 : 1;
  return b.at - a.at || (a.id < b.id ? 1 : -1);
}
