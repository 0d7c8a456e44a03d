// Who follows what: people with their connections, rooms with the people in them. Rights are a person's, so rooms know
// people and people know connections; membership takes effect where its entry is handed out.
import { type RoomId, type Sight, sightFrom, type UserId } from '@sup/protocol';
import { topics } from '../bus/bus.ts';
import type { Connection } from './connection.ts';
import type { FanOutParts } from './fan-out-parts.ts';
import { Person, type PersonEvents, RoomFeed, type RoomFeedParts } from './room-feed.ts';

/** A read of someone's rooms is repeated while their membership changes, at most this often. */
const readsMax = 8;
/** Rooms in one comparison of heads. */
const headsPerReadMax = 500;

/** What followers hears and leaves to fan-out. */
export type FollowersEvents = PersonEvents & Pick<RoomFeedParts, 'handOut' | 'pass'>;

export class Followers {
  readonly #parts: FanOutParts;
  readonly #events: FollowersEvents;
  readonly #feedParts: RoomFeedParts;
  readonly #people = new Map<UserId, Person>();
  readonly #feeds = new Map<RoomId, RoomFeed>();
  /** Feeds that began after their head was read: what was logged in between would be missed. */
  #unverified: RoomFeed[] = [];

  constructor(parts: FanOutParts, events: FollowersEvents) {
    this.#parts = parts;
    this.#events = events;
    const { log, turn, telemetry } = parts;
    this.#feedParts = {
      log,
      turn,
      lines: telemetry.log,
      handOut: (feed, entries) => events.handOut(feed, entries),
      pass: (feed, event) => events.pass(feed, event),
    };
  }

  person(user: UserId): Person | undefined {
    return this.#people.get(user);
  }

  feed(room: RoomId): RoomFeed | undefined {
    return this.#feeds.get(room);
  }

  /** Makes sure that a person's rooms are followed. The answer holds until `leave` or `settle` is called. */
  async arrive(user: UserId): Promise<Person> {
    const person = this.#people.get(user) ?? this.#addPerson(user);
    person.arriving += 1;
    try {
      if (!person.isFollowing) await this.#followAll(person);
    } catch (error) {
      person.arriving -= 1;
      this.#dropIfGone(person);
      throw error;
    }
    return person;
  }

  /** The welcome of one connection is ready, or will not be: it stands among the person's connections, or does not. */
  settle(person: Person, connection: Connection | undefined): void {
    person.arriving -= 1;
    if (person.arriving === 0) person.ended = [];
    if (connection) person.connections = [...person.connections, connection];
    else this.#dropIfGone(person);
  }

  /** Forgets a connection, and the person with the last one. */
  leave(person: Person, connection: Connection): void {
    person.connections = person.connections.filter((other) => other !== connection);
    this.#dropIfGone(person);
  }

  /** The person is in the room from here on, whatever was known before. */
  follow(person: Person, feed: RoomFeed, sight: Sight): void {
    person.changes += 1;
    feed.addFollower(person, sight);
    if (!person.feeds.includes(feed)) person.feeds = [...person.feeds, feed];
  }

  /** The person is not in the room any more. */
  unfollow(person: Person, feed: RoomFeed): void {
    person.changes += 1;
    person.feeds = person.feeds.filter((other) => other !== feed);
    feed.dropFollower(person);
    for (const connection of person.connections) feed.hide(connection);
    if (feed.followerCount === 0) this.#dropFeed(feed);
  }

  /** From here on the room is there for its keepers alone. Whoever is about to follow it reads once more whether it is theirs. */
  closed(feed: RoomFeed, keepers: ReadonlySet<UserId>): void {
    for (const person of this.#people.values()) person.changes += 1;
    for (const { person } of [...feed.followers]) if (!keepers.has(person.id)) this.unfollow(person, feed);
  }

  /** Heard that the person has joined a room that nobody else here may follow yet. */
  async followNew(person: Person, room: RoomId): Promise<void> {
    for (let read = 0; read < readsMax; read += 1) {
      const { changes } = person;
      const [row, reader] = await Promise.all([
        this.#parts.index.room(room),
        this.#parts.rooms.reader(room, person.id),
      ]);
      if (!row || this.#people.get(person.id) !== person) return;
      if (person.changes !== changes) continue;
      const feed = this.#feedOf({ room, head: row.head, memberCount: row.memberCount });
      if (!feed.isFollowedBy(person)) this.follow(person, feed, sightOf(reader));
      return;
    }
  }

  /** Compares what was handed out with the log: a lost doorbell is made good here. */
  async compareHeads(): Promise<void> {
    const feeds = [...this.#feeds.values()];
    for (let at = 0; at < feeds.length; at += headsPerReadMax)
      await this.#compare(feeds.slice(at, at + headsPerReadMax));
  }

  async #followAll(person: Person): Promise<void> {
    for (let read = 0; ; read += 1) {
      const { changes } = person;
      const [rows, hides] = await Promise.all([
        this.#parts.rooms.following(person.id),
        this.#parts.cursors.hides(person.id),
      ]);
      // Someone else's arrival of the same person may have finished first.
      if (person.isFollowing) return;
      if (person.changes !== changes && read < readsMax) continue;
      const feeds = rows.map((row) => this.#feedOf(row));
      for (const [at, row] of rows.entries()) feeds[at]?.addFollower(person, sightOf(row));
      person.feeds = feeds;
      person.hidesReceipts = hides;
      return;
    }
  }

  #addPerson(user: UserId): Person {
    const person = new Person(user, this.#events);
    this.#parts.bus.subscribe(topics.user(user), person);
    this.#people.set(user, person);
    return person;
  }

  #feedOf(at: { room: RoomId; head: number; memberCount: number }): RoomFeed {
    const known = this.#feeds.get(at.room);
    if (known) {
      known.catchUp(at.head);
      return known;
    }
    const { clock, bus } = this.#parts;
    const feed = new RoomFeed(this.#feedParts, at);
    this.#feeds.set(at.room, feed);
    bus.subscribe(topics.room(at.room), feed);
    if (this.#unverified.length === 0) clock.soon(() => this.#verify());
    this.#unverified.push(feed);
    return feed;
  }

  #verify(): void {
    const feeds = this.#unverified;
    this.#unverified = [];
    for (let at = 0; at < feeds.length; at += headsPerReadMax)
      void this.#compare(feeds.slice(at, at + headsPerReadMax));
  }

  async #compare(feeds: readonly RoomFeed[]): Promise<void> {
    try {
      const heads = await this.#parts.log.heads(feeds.map((feed) => feed.room));
      for (const feed of feeds) feed.catchUp(heads.get(feed.room) ?? 0);
    } catch (error) {
      this.#parts.telemetry.log.warn('Heads could not be compared; it is tried again.', { error });
    }
  }

  #dropIfGone(person: Person): void {
    if (person.arriving > 0 || person.connections.length > 0) return;
    this.#parts.bus.unsubscribe(topics.user(person.id), person);
    this.#people.delete(person.id);
    for (const feed of person.feeds) {
      feed.dropFollower(person);
      if (feed.followerCount === 0) this.#dropFeed(feed);
    }
    person.feeds = [];
  }

  #dropFeed(feed: RoomFeed): void {
    this.#parts.bus.unsubscribe(topics.room(feed.room), feed);
    this.#feeds.delete(feed.room);
  }
}

/** What is kept of it for as long as the person is connected: no more than it takes. */
function sightOf({ visibleFrom, earlier }: Sight): Sight {
  return earlier.length === 0 ? sightFrom(visibleFrom) : { visibleFrom, earlier };
}
