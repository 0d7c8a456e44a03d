// Loads pages of one room, one at a time.
import type { AskInput, TimelinePage } from '@sup/protocol';
import type { Connection } from './connection.ts';
import type { Refusal } from './records.ts';
import { toRefusal } from './refusal.ts';
import type { RoomLog } from './room-log.ts';
import type { RoomSnapshot } from './snapshots.ts';
import { indexOf } from './timeline.ts';

export interface RoomLoaderParts {
  readonly connection: Pick<Connection, 'ask' | 'isReady'>;
  log(): RoomLog | undefined;
  /** A page came, or what is being loaded changed. */
  changed(page?: TimelinePage): void;
}

type Loading = NonNullable<RoomSnapshot['loading']>;
const pageSize = 50;
/** A room is opened with at least this many items, if it has them. */
const enough = 30;

export class RoomLoader {
  readonly #parts: RoomLoaderParts;
  #loading: { readonly is: Loading; readonly done: Promise<void> } | undefined;
  #failure: Refusal | undefined;

  constructor(parts: RoomLoaderParts) {
    this.#parts = parts;
  }

  get loading(): Loading | undefined {
    return this.#loading?.is;
  }

  get failure(): Refusal | undefined {
    return this.#failure;
  }

  /** Loads what a screen that is opened needs, if it is not here. */
  async first(): Promise<void> {
    const log = this.#parts.log();
    if (log === undefined || !this.#parts.connection.isReady) return;
    if (log.shown.hasOlder && log.shown.items.length < enough) await this.older();
  }

  older(): Promise<void> {
    const log = this.#parts.log();
    if (log === undefined || !log.shown.hasOlder) return Promise.resolve();
    return this.#load('older', { before: log.before, limit: pageSize }, (page) => log.addOlder(page));
  }

  newer(): Promise<void> {
    const log = this.#parts.log();
    if (log === undefined || log.showsLatest) return Promise.resolve();
    return this.#load('newer', { after: log.after, limit: pageSize }, (page) => log.addNewer(page));
  }

  async around(seq: number): Promise<void> {
    const log = this.#parts.log();
    if (log === undefined) return;
    if (seq > log.head) log.backToLatest();
    else if (indexOf(log.shown.items, seq) < 0) {
      await this.#loading?.done;
      await this.#load('jump', { around: Math.max(1, seq), limit: pageSize }, (page) => log.showAround(page));
      return;
    }
    this.#parts.changed();
  }

  #load(
    is: Loading,
    page: Pick<AskInput<'room.page'>, 'before' | 'after' | 'around' | 'limit'>,
    take: (page: TimelinePage) => void,
  ): Promise<void> {
    // A second call of the same kind waits for the first; a jump is never dropped.
    if (this.#loading && is !== 'jump') return this.#loading.done;
    const done = this.#ask(page, take);
    this.#loading = { is, done };
    this.#failure = undefined;
    this.#parts.changed();
    return done;
  }

  async #ask(
    page: Pick<AskInput<'room.page'>, 'before' | 'after' | 'around' | 'limit'>,
    take: (page: TimelinePage) => void,
  ): Promise<void> {
    const log = this.#parts.log();
    if (log === undefined) return;
    let came: TimelinePage | undefined;
    try {
      came = await this.#parts.connection.ask('room.page', { room: log.id, ...page });
      // The log may have been replaced meanwhile; a page of the old one would leave a hole in the new.
      if (this.#parts.log() === log) take(came);
    } catch (error) {
      this.#failure = toRefusal(error);
    }
    this.#loading = undefined;
    this.#parts.changed(came);
  }
}
