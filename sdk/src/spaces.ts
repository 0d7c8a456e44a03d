// Spaces: rooms that hold others. Which of my rooms are in one stands in its view; what else is in it, in its directory.
import type { Entry, RoomId, RoomView } from '@sup/protocol';
import { isPublic, limits } from '@sup/protocol/wire';
import { chanceOf } from './back-off.ts';
import type { Connection } from './connection.ts';
import type { Spaces as SpacesDoor } from './doors.ts';
import type { Clock, Stoppable } from './platform.ts';
import type { Rest } from './rest.ts';
import type { RoomLog } from './room-log.ts';
import { SpaceDirectory } from './space-directory.ts';

export interface SpacesParts {
  readonly rest: Pick<Rest, 'spaces'>;
  readonly connection: Pick<Connection, 'ask' | 'isReady' | 'subscribe'>;
  readonly clock: Clock;
  /** The logs of all my rooms. */
  logs(): Iterable<RoomLog>;
  /** The view of a room is another. */
  touched(log: RoomLog): void;
}

/** Who is in a space hears of a change at the same moment as all the others. */
const spreadMs = 3_000;
/** A large space is said to have moved also when somebody joins it. */
const largeSpreadMs = 60_000;

export class Spaces implements SpacesDoor {
  readonly #parts: SpacesParts;
  readonly #directories = new Map<RoomId, SpaceDirectory>();
  #wasReady = false;
  readonly #alarms = new Map<RoomId, Stoppable>();

  constructor(parts: SpacesParts) {
    this.#parts = parts;
    const { connection } = parts;
    connection.subscribe(() => {
      const isNew = connection.isReady && !this.#wasReady;
      this.#wasReady = connection.isReady;
      if (isNew) for (const directory of this.#directories.values()) directory.changed(0);
    });
  }

  directory(space: RoomId): SpaceDirectory {
    const known = this.#directories.get(space) ?? new SpaceDirectory(space, this.#parts);
    this.#directories.set(space, known);
    return known;
  }

  async put(space: RoomId, room: RoomId, before?: RoomId | null): Promise<void> {
    const body = before === undefined ? {} : { before };
    await this.#parts.rest.spaces.put({ room: space, child: room, ...body });
    this.#directories.get(space)?.refresh();
  }

  async remove(space: RoomId, room: RoomId): Promise<void> {
    await this.#parts.rest.spaces.remove({ room: space, child: room });
    this.#directories.get(space)?.refresh();
  }

  /** Entries that the log of a room has taken. */
  entries(log: RoomLog, entries: readonly Entry[]): void {
    // Who keeps a deleted room still has it, but finds it in no directory.
    if (entries.some(({ kind }) => kind === 'room.deleted' || kind === 'room.restored')) this.#mineChanged();
    if (!entries.some(({ kind }) => kind === 'space.child')) return;
    const isLarge = log.view.memberCount > limits.smallRoomMembersMax;
    this.#directories.get(log.id)?.changed(isLarge ? spreadMs : 0);
    this.#renew(log, isLarge ? spreadMs : 0);
  }

  /** The head of a room moved whose entries do not come. */
  moved(log: RoomLog): void {
    if (log.view.kind === 'space' && !this.#alarms.has(log.id)) this.#renew(log, largeSpreadMs);
  }

  /** A room has become mine. */
  gained(room: RoomId): void {
    this.#directories.get(room)?.reopen();
    this.#mineChanged();
    for (const log of this.#parts.logs()) if (log.view.kind === 'space') this.#renew(log, 0);
  }

  /** A room is mine no more. If it was a space that only its members see, what is in it is not asked for again. */
  lost(room: RoomId, view: RoomView | undefined): void {
    if (!view || !isPublic(view)) this.#directories.get(room)?.close();
    this.#mineChanged();
  }

  #mineChanged(): void {
    for (const directory of this.#directories.values()) directory.changed(0);
  }

  /** Forgets what was read; the objects stay, for screens may hold them. */
  clear(): void {
    for (const alarm of this.#alarms.values()) alarm.stop();
    this.#alarms.clear();
    for (const directory of this.#directories.values()) directory.clear();
  }

  /** Reads again which of my rooms are in a space; several news in a row are one read. */
  #renew(log: RoomLog, ms: number): void {
    const { clock, connection } = this.#parts;
    this.#alarms.get(log.id)?.stop();
    const alarm = clock.after(chanceOf(clock.random(2)) * ms, () => {
      this.#alarms.delete(log.id);
      if (!connection.isReady) return;
      connection.ask('room.get', { room: log.id }).then(
        ({ room: { children } }) => {
          if (children === undefined || isSame(children, log.view.children)) return;
          log.revise((view) => ({ ...view, children }));
          this.#parts.touched(log);
        },
        // Whatever it is, the next news or the next connection reads it again.
        () => undefined,
      );
    });
    this.#alarms.set(log.id, alarm);
  }
}

function isSame(one: readonly RoomId[], other: readonly RoomId[] = []): boolean {
  return one.length === other.length && one.every((room, at) => room === other[at]);
}
