// What of a space may be seen, as a screen shows it: read when it is looked at, and again when it has changed.
import type { RoomId, SpaceChildView, SpaceSort } from '@sup/protocol';
import { chanceOf } from './back-off.ts';
import type { SpaceDirectory as SpaceDirectoryDoor } from './doors.ts';
import { Observable } from './observable.ts';
import type { Clock, Stoppable } from './platform.ts';
import { toRefusal } from './refusal.ts';
import type { Rest } from './rest.ts';
import type { DirectorySnapshot } from './snapshots.ts';

export interface SpaceDirectoryParts {
  readonly rest: Pick<Rest, 'spaces'>;
  readonly clock: Clock;
}

const unread: DirectorySnapshot = { state: 'loading', query: '', sort: 'place', rooms: [], hasMore: false };
/** While somebody types, what was typed before is not looked for. */
const typingMs = 200;

export class SpaceDirectory implements SpaceDirectoryDoor {
  readonly #space: RoomId;
  readonly #parts: SpaceDirectoryParts;
  readonly #shown = new Observable<DirectorySnapshot>(unread);
  #next: string | undefined;
  #opened = 0;
  /** It is not for me to see any more. */
  #isClosed = false;
  /** Counts the reads: an answer to an earlier one comes too late. */
  #read = 0;
  #alarm: Stoppable | undefined;

  readonly subscribe = this.#shown.subscribe;
  readonly getSnapshot = this.#shown.getSnapshot;

  constructor(space: RoomId, parts: SpaceDirectoryParts) {
    this.#space = space;
    this.#parts = parts;
  }

  open(): () => void {
    this.#opened += 1;
    if (this.#opened === 1) this.refresh();
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#opened -= 1;
      if (this.#opened === 0) this.#alarm?.stop();
    };
  }

  search(query: string): void {
    const shown = this.#shown.getSnapshot();
    if (query === shown.query) return;
    this.#shown.set({ ...shown, query });
    this.#reload(query.trim() === '' ? 0 : typingMs);
  }

  sort(sort: SpaceSort): void {
    const shown = this.#shown.getSnapshot();
    if (sort === shown.sort) return;
    this.#shown.set({ ...shown, sort });
    this.#reload(0);
  }

  /** It has changed, or what is mine of it has; many hear of it at the same moment, and ask one after the other. */
  changed(spreadMs: number): void {
    if (this.#opened > 0 && !this.#isClosed) this.#reload(chanceOf(this.#parts.clock.random(2)) * spreadMs);
  }

  /** It is not mine any more: it shows nothing, and is not read until it is, or somebody asks for it. */
  close(): void {
    this.clear();
    this.#isClosed = true;
  }

  reopen(): void {
    this.#isClosed = false;
  }

  /** Whoever was signed in is not any more, or the store is another. */
  clear(): void {
    this.#alarm?.stop();
    this.#read += 1;
    this.#next = undefined;
    this.#shown.set(unread);
  }

  refresh(): void {
    this.reopen();
    this.#reload(0);
  }

  #reload(ms: number): void {
    this.#alarm?.stop();
    if (ms === 0) this.#begin();
    else this.#alarm = this.#parts.clock.after(ms, () => this.#begin());
  }

  /** As much of it as is shown already, from its beginning. */
  #begin(): void {
    const wanted = this.#shown.getSnapshot().rooms.length;
    this.#ask(undefined, [], wanted).catch((error: unknown) => {
      const shown = this.#shown.getSnapshot();
      this.#shown.set({ ...shown, state: 'failed', failure: toRefusal(error) });
    });
  }

  async loadMore(): Promise<void> {
    const { rooms } = this.#shown.getSnapshot();
    if (this.#next !== undefined) await this.#ask(this.#next, rooms, 0);
  }

  async #ask(after: string | undefined, before: readonly SpaceChildView[], wanted: number): Promise<void> {
    this.#read += 1;
    const read = this.#read;
    const { query, sort } = this.#shown.getSnapshot();
    const looked = query.trim();
    let rooms = before;
    let next = after;
    do {
      const page = await this.#parts.rest.spaces.directory({
        room: this.#space,
        sort,
        ...(looked !== '' && { query: looked }),
        ...(next !== undefined && { after: next }),
      });
      if (read !== this.#read) return;
      rooms = [...rooms, ...page.rooms];
      next = page.next;
    } while (next !== undefined && rooms.length < wanted);
    this.#next = next;
    const shown = this.#shown.getSnapshot();
    this.#shown.set({ query: shown.query, sort, state: 'ready', rooms, hasMore: next !== undefined });
  }
}
