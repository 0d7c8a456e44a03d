// Messages of others as a loop: those that came while the bot was away and are unread, then those that come.
import type { MessageView, RoomId } from '@sup/protocol';
import type { Connection } from './connection.ts';
import type { Received } from './doors.ts';
import type { RoomLog } from './room-log.ts';

export interface InboxParts {
  readonly connection: Pick<Connection, 'ask'>;
  /** The message as the loop gets it; undefined where it is not for the loop. */
  received(room: RoomId, message: MessageView): Received | undefined;
  /** The loop takes part in this room from now on. */
  entered(room: RoomId): void;
  /** The loop asked for the next one: it is done with this. */
  done(message: Received): void;
  trouble(error: unknown): void;
}

interface Place {
  /** The last seq that was handed out or passed over. */
  at: number;
  /** What came while unread messages were still being fetched. */
  held: MessageView[] | undefined;
}

/** Messages that wait for the loop; beyond it the oldest are let go, and trouble is told. */
const waitingMax = 10_000;

export class Inbox implements AsyncIterableIterator<Received> {
  readonly #parts: InboxParts;
  readonly #places = new Map<RoomId, Place>();
  readonly #waiting: Received[] = [];
  #next: ((result: IteratorResult<Received>) => void) | undefined;
  #current: Received | undefined;
  #isOver = false;
  readonly #ended: () => void;

  constructor(parts: InboxParts, ended: () => void) {
    this.#parts = parts;
    this.#ended = ended;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<Received>> {
    if (this.#current) this.#parts.done(this.#current);
    this.#current = undefined;
    if (this.#isOver) return Promise.resolve({ done: true, value: undefined });
    const value = this.#waiting.shift();
    if (value !== undefined) {
      this.#current = value;
      return Promise.resolve({ done: false, value });
    }
    return new Promise((resolve) => {
      this.#next = resolve;
    });
  }

  /** The loop was left: what it had in hand counts as done. */
  return(): Promise<IteratorResult<Received>> {
    if (this.#current) this.#parts.done(this.#current);
    this.#current = undefined;
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  /** Ends the loop. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#waiting.length = 0;
    this.#next?.({ done: true, value: undefined });
    this.#ended();
  }

  /** A room that is new to this loop: hands out what is unread in it. */
  enter(log: RoomLog): void {
    if (this.#places.has(log.id)) return;
    const place: Place = { at: log.view.marker, held: [] };
    this.#places.set(log.id, place);
    this.#parts.entered(log.id);
    this.#fetchUnread(log, place)
      .catch(this.#parts.trouble)
      .finally(() => {
        const held = place.held ?? [];
        place.held = undefined;
        for (const message of held) this.#offer(log.id, message);
      })
      .catch(this.#parts.trouble);
  }

  /** A message came. */
  came(log: RoomLog, message: MessageView): void {
    const place = this.#places.get(log.id);
    if (place === undefined) this.enter(log);
    const held = this.#places.get(log.id)?.held;
    if (held) held.push(message);
    else this.#offer(log.id, message);
  }

  async #fetchUnread(log: RoomLog, place: Place): Promise<void> {
    const upTo = log.view.head;
    if (log.view.unread === 0) {
      place.at = Math.max(place.at, log.head);
      return;
    }
    for (let hasMore = true; hasMore && place.at < upTo; ) {
      const page = await this.#parts.connection.ask('room.page', {
        room: log.id,
        after: place.at,
        limit: 100,
      });
      for (const item of page.items) if (item.kind === 'message') this.#offer(log.id, item);
      hasMore = page.hasAfter && page.items.length > 0;
      place.at = Math.max(place.at, page.items.at(-1)?.seq ?? upTo);
    }
  }

  #offer(room: RoomId, message: MessageView): void {
    const place = this.#places.get(room);
    if (this.#isOver || place === undefined || message.seq <= place.at) return;
    place.at = message.seq;
    const received = this.#parts.received(room, message);
    if (received === undefined) return;
    const next = this.#next;
    if (next) {
      this.#next = undefined;
      this.#current = received;
      next({ done: false, value: received });
      return;
    }
    this.#waiting.push(received);
    if (this.#waiting.length <= waitingMax) return;
    this.#waiting.shift();
    this.#parts.trouble(new RangeError(`more than ${waitingMax} messages wait for the loop`));
  }
}
