// One room as this gateway hands it out: each entry once, in order, without holes (R31). The bus rings; where what it
// brings does not follow what was handed out last, the log is read first. All followers share one position.
import type { RoomId, SessionId, UserId } from '@sup/protocol';
import type { Listener, RoomEvent, UserEvent } from '../bus/bus.ts';
import type { RoomLog, StoredEntry } from '../services/log/index.ts';
import type { Log } from '../telemetry/index.ts';
import type { Connection } from './connection.ts';
import { Crowd } from './crowd.ts';
import type { Headline } from './headline.ts';
import type { Turn } from './turn.ts';

const entriesPerReadMax = 500;

const noConnections: ReadonlyMap<Connection, Person> = new Map();

/** Who is told what a person hears. */
export interface PersonEvents {
  hearUser(person: Person, event: UserEvent): void;
}

/**
 * Someone with a connection to this gateway. Rooms are followed by people, not by connections: rights are a person's. There are
 * as many as people who are connected, so it holds neither closures nor sets that are mostly empty.
 */
export class Person implements Listener<UserEvent> {
  readonly id: UserId;
  /** Replaced, never changed, so that a loop over it is not disturbed by one that goes. */
  connections: readonly Connection[] = [];
  /** The rooms they are in. Replaced, never changed. */
  feeds: readonly RoomFeed[] = [];
  /** Counts what was heard of their joining and leaving: a read of their rooms that began before is stale. */
  changes = 0;
  /** Connections whose welcome is being prepared. */
  arriving = 0;
  /** Sessions that were heard to end while someone was arriving. */
  ended: readonly SessionId[] = [];
  /** They hide their receipts, and are told of nobody's (R160). */
  hidesReceipts = false;
  /** Their rooms are being followed. */
  isFollowing = false;
  readonly #events: PersonEvents;

  constructor(id: UserId, events: PersonEvents) {
    this.id = id;
    this.#events = events;
  }

  hear(event: UserEvent): void {
    this.#events.hearUser(this, event);
  }
}

export interface RoomFeedParts {
  readonly log: Pick<RoomLog, 'read'>;
  readonly turn: Pick<Turn, 'flushLater'>;
  readonly lines: Log;
  /** Hands entries that follow the feed's position to everyone whom they concern. */
  handOut(feed: RoomFeed, entries: readonly StoredEntry[]): void;
  /** What comes as it is: typing and receipts. */
  pass(feed: RoomFeed, event: Exclude<RoomEvent, { type: 'entries' }>): void;
}

/** There are as many as rooms with somebody who is connected, so it holds no closure. */
export class RoomFeed implements Listener<RoomEvent> {
  readonly #parts: RoomFeedParts;
  readonly room: RoomId;
  /** Who follows, and what they may read. */
  readonly people = new Crowd<Person>();
  /** Only while somebody shows the room. */
  #open: Map<Connection, Person> | undefined;
  memberCount: number;
  headline: Headline | undefined;
  /** The number of the change by which something was last handed out. */
  change = 0;
  #position: number;
  #pending: StoredEntry[] | undefined;
  /** The head that reading the log has to reach; 0 while what the bus brings is enough. */
  #wanted = 0;
  #isReading = false;

  constructor(parts: RoomFeedParts, at: { room: RoomId; head: number; memberCount: number }) {
    this.#parts = parts;
    this.room = at.room;
    this.#position = at.head;
    this.memberCount = at.memberCount;
  }

  /** Connections that show the room, with whose they are. */
  get open(): ReadonlyMap<Connection, Person> {
    return this.#open ?? noConnections;
  }

  /** The connection shows the room from now on. */
  show(connection: Connection, person: Person): void {
    this.#open = (this.#open ?? new Map()).set(connection, person);
  }

  /** The connection does not show the room any more. */
  hide(connection: Connection): void {
    if (this.#open?.delete(connection) && this.#open.size === 0) this.#open = undefined;
  }

  /** The seq up to which everything has been handed out. */
  get position(): number {
    return this.#position;
  }

  hear(event: RoomEvent): void {
    if (event.type === 'entries') this.#take(event);
    else this.#parts.pass(this, event);
  }

  /** Takes what the bus brings; hands it out with whatever else arrives in this turn of the event loop. */
  #take({ from, to, entries }: Extract<RoomEvent, { type: 'entries' }>): void {
    const expected = this.#expected;
    if (to <= expected) return;
    if (this.#isReading || from > expected) return this.catchUp(to);
    // The end of the turn, so that acks, which are promises of this one, leave before events to a large room do.
    if (!this.#pending) this.#parts.turn.flushLater(this);
    this.#pending ??= [];
    this.#pending.push(...entries.slice(expected - from));
  }

  /** Hands out what waits, now. */
  flush(): void {
    const entries = this.#pending;
    this.#pending = undefined;
    if (entries) this.#handOut(entries);
  }

  /** The seq up to which everything has been handed out, or waits to be. */
  get #expected(): number {
    return this.#position + (this.#pending?.length ?? 0);
  }

  /** The room's head is known to be `head`: reads what is missing. */
  catchUp(head: number): void {
    this.#wanted = Math.max(this.#wanted, head);
    if (this.#isReading || this.#wanted <= this.#expected) return;
    this.#isReading = true;
    void this.#read();
  }

  async #read(): Promise<void> {
    this.flush();
    try {
      while (this.#position < this.#wanted && this.people.size > 0) {
        const entries = await this.#parts.log.read(this.room, this.#position, entriesPerReadMax);
        if (entries.length === 0) break;
        this.#handOut(entries);
      }
    } catch (error) {
      // Nothing is skipped: the next event, or the comparison of heads, tries again from the same position.
      this.#parts.lines.warn('A room could not be read; its events are late.', { room: this.room, error });
    }
    this.#wanted = 0;
    this.#isReading = false;
  }

  #handOut(entries: readonly StoredEntry[]): void {
    this.#parts.handOut(this, entries);
    this.#position += entries.length;
  }
}
