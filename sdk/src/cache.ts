// Writes what came from the server behind: a group at most every 200 ms, each group a state that was true at one moment.
// Losing the last group costs a little syncing, never a message.
import type { RoomId } from '@sup/protocol';
import type { Change } from './local-store.ts';
import type { Platform, Stoppable } from './platform.ts';
import type { RoomLog } from './room-log.ts';

export interface CacheParts {
  readonly platform: Pick<Platform, 'clock' | 'store'>;
  /** What was put before is in the store, or never will be because the store failed. */
  flushed(): void;
  trouble(error: unknown): void;
}

const flushMs = 200;
/** Without the rooms there is no list either: the next start asks for it. */
const noRooms: readonly Change[] = [
  { table: 'rooms', prefix: '' },
  { table: 'items', prefix: '' },
  { table: 'meta', key: 'listed' },
  { table: 'meta', key: 'threads' },
  { table: 'meta', prefix: 'thread:' },
];

export class Cache {
  readonly #parts: CacheParts;
  #rooms = new Set<RoomLog>();
  #changes: Change[] = [];
  #alarm: Stoppable | undefined;
  #writing: Promise<void> = Promise.resolve();
  #isBroken = false;

  constructor(parts: CacheParts) {
    this.#parts = parts;
  }

  /** The room changed: it is written as it then is. */
  room(log: RoomLog): void {
    this.#rooms.add(log);
    this.#schedule();
  }

  /** The room is not mine any more. */
  forgetRoom(room: RoomId): void {
    for (const log of this.#rooms) if (log.id === room) this.#rooms.delete(log);
    this.put({ table: 'rooms', key: room }, { table: 'items', prefix: `${room}:` });
  }

  /** What is cached of all rooms is worth nothing. */
  forgetRooms(): void {
    this.#rooms.clear();
    this.put(...noRooms);
  }

  put(...changes: Change[]): void {
    if (changes.length === 0) return;
    this.#changes.push(...changes);
    this.#schedule();
  }

  /** Writes what waits; resolves when it is durable. */
  flush(): Promise<void> {
    this.#alarm?.stop();
    this.#alarm = undefined;
    this.#writing = this.#writing.then(() => this.#flush());
    return this.#writing;
  }

  /** Forgets what waits: the account's data is about to be wiped. */
  async drop(): Promise<void> {
    this.#alarm?.stop();
    this.#alarm = undefined;
    this.#rooms.clear();
    this.#changes = [];
    this.#isBroken = false;
    await this.#writing;
  }

  #schedule(): void {
    this.#alarm ??= this.#parts.platform.clock.after(flushMs, () => {
      this.flush().catch(this.#parts.trouble);
    });
  }

  async #flush(): Promise<void> {
    const changes = [...this.#changes, ...[...this.#rooms].flatMap((log) => log.takeChanges())];
    this.#changes = [];
    this.#rooms.clear();
    if (changes.length > 0 && !this.#isBroken) await this.#write(changes);
    this.#parts.flushed();
  }

  async #write(changes: Change[]): Promise<void> {
    const { store } = this.#parts.platform;
    try {
      await store.write(changes);
    } catch (error) {
      this.#parts.trouble(error);
      // A cache with a hole is worse than none: without it the next start asks the server for everything.
      this.#isBroken = true;
      await store.write(noRooms).catch(this.#parts.trouble);
    }
  }
}
