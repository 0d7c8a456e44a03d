// One room as this gateway hands it out: each entry once, in order, without holes (R31). The bus rings; where what it
// brings does not follow what was handed out last, the log is read first. All followers share one position.
import { type RoomId, type SessionId, type Sight, type UserId, wholeSight } from '@sup/protocol';
import type { Listener, RoomEvent, UserEvent } from '../bus/bus.ts';
import type { RoomLog, StoredEntry } from '../services/log/index.ts';
import type { Log } from '../telemetry/index.ts';
import type { Connection } from './connection.ts';
import {
  type Crowd,
  everyoneIn,
  type Follower,
  followerIn,
  followerWith,
  nobody,
  sizeOf,
  withFollower,
  withoutPerson,
} from './crowd.ts';
import type { Turn } from './turn.ts';

const entriesPerReadMax = 500;

const noConnections: ReadonlyMap<Connection, Person> = new Map();

const none: readonly never[] = [];

/** Who is told what a person hears. */
export interface PersonEvents {
  hearUser(person: Person, event: UserEvent): void;
}

/**
 * Someone with a connection to this gateway. Rooms are followed by people, not by connections: rights are a person's. There are
 * as many as people who are connected, so it holds neither closures nor sets that are mostly empty. In most rooms they read
 * everything, and are a follower as they are.
 */
export class Person implements Listener<UserEvent>, Follower<Person> {
  readonly id: UserId;
  /** Replaced, never changed, so that a loop over it is not disturbed by one that goes. */
  connections: readonly Connection[] = none;
  /** undefined: it is being read which they are. */
  #feeds: readonly RoomFeed[] | undefined;
  /** Counts what was heard of their joining and leaving: a read of their rooms that began before is stale. */
  changes = 0;
  /** Connections whose welcome is being prepared. */
  arriving = 0;
  /** Sessions that were heard to end while someone was arriving. */
  ended: readonly SessionId[] = none;
  /** They hide their receipts, and are told of nobody's (R160). */
  hidesReceipts = false;
  readonly #events: PersonEvents;

  constructor(id: UserId, events: PersonEvents) {
    this.id = id;
    this.#events = events;
  }

  get person(): Person {
    return this;
  }

  get sight(): Sight {
    return wholeSight;
  }

  /** The rooms they are in. Replaced, never changed. */
  get feeds(): readonly RoomFeed[] {
    return this.#feeds ?? none;
  }

  set feeds(feeds: readonly RoomFeed[]) {
    this.#feeds = feeds;
  }

  /** Their rooms are being followed. */
  get isFollowing(): boolean {
    return this.#feeds !== undefined;
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

type Doing =
  /** What the bus has brought in this turn waits to be handed out. */
  | { readonly at: 'waiting'; readonly entries: StoredEntry[] }
  /** The log is read until `head` is reached. */
  | { readonly at: 'reading'; head: number };

/** There are as many as rooms with somebody who is connected, so it holds no closure, and eight fields: a ninth takes four more. */
export class RoomFeed implements Listener<RoomEvent> {
  readonly #parts: RoomFeedParts;
  readonly room: RoomId;
  #crowd: Crowd<Person> = nobody;
  /** Only while somebody shows the room. */
  #open: Map<Connection, Person> | undefined;
  memberCount: number;
  /** The number of the change by which something was last handed out. */
  change = 0;
  #position: number;
  #doing: Doing | undefined;

  constructor(parts: RoomFeedParts, at: { room: RoomId; head: number; memberCount: number }) {
    this.#parts = parts;
    this.room = at.room;
    this.#position = at.head;
    this.memberCount = at.memberCount;
  }

  /** Who follows, with what they may read. */
  get followers(): Iterable<Follower<Person>> {
    return everyoneIn(this.#crowd);
  }

  get followerCount(): number {
    return sizeOf(this.#crowd);
  }

  isFollowedBy(person: Person): boolean {
    return followerIn(this.#crowd, person) !== undefined;
  }

  /** What a follower may read. */
  sightOf(person: Person): Sight {
    return followerIn(this.#crowd, person)?.sight ?? wholeSight;
  }

  /** Takes a person in, or notes that they may read something else from now on. */
  addFollower(person: Person, sight: Sight): void {
    this.#crowd = withFollower(this.#crowd, followerWith(person, sight));
  }

  dropFollower(person: Person): void {
    this.#crowd = withoutPerson(this.#crowd, person);
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
    if (this.#doing?.at === 'reading' || from > expected) return this.catchUp(to);
    const news = entries.slice(expected - from);
    if (this.#doing) this.#doing.entries.push(...news);
    else {
      this.#doing = { at: 'waiting', entries: news };
      // The end of the turn, so that acks, which are promises of this one, leave before events to a large room do.
      this.#parts.turn.flushLater(this);
    }
  }

  /** Hands out what waits, now. */
  flush(): void {
    if (this.#doing?.at !== 'waiting') return;
    const { entries } = this.#doing;
    this.#doing = undefined;
    this.#handOut(entries);
  }

  /** The seq up to which everything has been handed out, or waits to be. */
  get #expected(): number {
    return this.#position + (this.#doing?.at === 'waiting' ? this.#doing.entries.length : 0);
  }

  /** The room's head is known to be `head`: reads what is missing. */
  catchUp(head: number): void {
    if (head <= this.#expected) return;
    if (this.#doing?.at === 'reading') this.#doing.head = Math.max(this.#doing.head, head);
    else void this.#read(head);
  }

  async #read(head: number): Promise<void> {
    this.flush();
    const reading: Doing = { at: 'reading', head };
    this.#doing = reading;
    try {
      while (this.#position < reading.head && this.followerCount > 0) {
        const entries = await this.#parts.log.read(this.room, this.#position, entriesPerReadMax);
        if (entries.length === 0) break;
        this.#handOut(entries);
      }
    } catch (error) {
      // Nothing is skipped: the next event, or the comparison of heads, tries again from the same position.
      this.#parts.lines.warn('A room could not be read; its events are late.', { room: this.room, error });
    }
    this.#doing = undefined;
  }

  #handOut(entries: readonly StoredEntry[]): void {
    this.#parts.handOut(this, entries);
    this.#position += entries.length;
  }
}
