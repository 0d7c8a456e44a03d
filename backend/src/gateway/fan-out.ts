// From what has happened to who must learn it. Durable entries come from room feeds, contiguous and in order; everything
// else (typing, receipts, presence, own stream) is handed on as it comes and may be left out for a slow reader.
import {
  type EntryOf,
  encode,
  limits,
  type RoomId,
  type Sight,
  type StateItem,
  SupError,
  sightFrom,
  stateKey,
} from '@sup/protocol';
import type { RoomEvent, UserEvent } from '../bus/bus.ts';
import type { Caller } from '../services/caller.ts';
import type { StoredEntry } from '../services/log/index.ts';
import type { Connection } from './connection.ts';
import { SegmentFrames } from './entries-frame.ts';
import type { FanOutParts } from './fan-out-parts.ts';
import { Followers } from './followers.ts';
import { HeadBoard } from './head-board.ts';
import type { Person, RoomFeed } from './room-feed.ts';
import { changesBlocks } from './watchers.ts';

/** Rooms that one connection may show at once. */
const openRoomsMax = 50;
/** The wheel's turns between two comparisons of heads (decision 6). */
const turnsPerComparison = 10;

export class FanOut {
  readonly #parts: FanOutParts;
  readonly #followers: Followers;
  readonly #headBoard: HeadBoard;
  /** What each connection shows; most show one room. */
  readonly #opened = new Map<Connection, Set<RoomFeed>>();
  #turn = 0;
  /** Numbers what is handed out, to know what a connection has been told of. */
  #changes = 0;
  #comparing = Promise.resolve();

  constructor(parts: FanOutParts) {
    this.#parts = parts;
    this.#headBoard = new HeadBoard(parts);
    this.#followers = new Followers(parts, {
      handOut: (feed, entries) => this.#handOut(feed, entries),
      hearUser: (person, event) => this.#hearUser(person, event),
      pass: (feed, event) => this.#pass(feed, event),
    });
  }

  /** Follows a person's rooms; afterwards `enter` or `giveUp` is called once, in the same turn as the answer is used. */
  arrive(by: Caller): Promise<Person> {
    return this.#followers.arrive(by.user);
  }

  /** From here on the connection gets everything that follows the heads answered here. */
  enter(person: Person, connection: Connection): Record<string, number> {
    const heads: Record<string, number> = {};
    for (const feed of person.feeds) heads[feed.room] = feed.position;
    connection.toldChange = this.#changes;
    this.#followers.settle(person, connection);
    return heads;
  }

  giveUp(person: Person): void {
    this.#followers.settle(person, undefined);
  }

  leave(by: Caller, connection: Connection): void {
    for (const feed of this.#opened.get(connection) ?? []) feed.hide(connection);
    this.#opened.delete(connection);
    const person = this.#followers.person(by.user);
    if (person?.connections.includes(connection)) this.#followers.leave(person, connection);
  }

  /** The connection shows the room: every event after the answered head comes. */
  async open(connection: Connection, by: Caller, room: RoomId): Promise<{ head: number }> {
    // Someone who has joined this moment may not be followed yet; someone who never did is refused here (R29).
    if (!this.#feedFor(by, room)) await this.#parts.rooms.reader(room, by.user);
    const person = this.#followers.person(by.user);
    if (person && !this.#feedFor(by, room)) await this.#followers.followNew(person, room);
    const feed = this.#feedFor(by, room);
    if (!feed || !person || connection.by === undefined) throw new SupError('room-not-found');
    const opened = this.#opened.get(connection) ?? new Set();
    if (opened.size >= openRoomsMax && !opened.has(feed))
      throw new SupError('invalid-input', { fields: { room: `more than ${openRoomsMax} rooms are open` } });
    this.#opened.set(connection, opened.add(feed));
    feed.show(connection, person);
    return { head: feed.position };
  }

  close(connection: Connection, room: RoomId): void {
    const opened = this.#opened.get(connection);
    for (const feed of opened ?? []) {
      if (feed.room !== room) continue;
      feed.hide(connection);
      opened?.delete(feed);
    }
  }

  /** Heads of the person's rooms that have changed since the connection was last told (R16). */
  changedHeads(connection: Connection, by: Caller): Record<string, number> {
    const heads: Record<string, number> = {};
    for (const feed of this.#followers.person(by.user)?.feeds ?? [])
      if (feed.change > connection.toldChange) heads[feed.room] = feed.position;
    connection.toldChange = this.#changes;
    return heads;
  }

  /** Once a second: heads of large rooms, and now and then the comparison with the log. */
  turn(): void {
    this.#turn += 1;
    this.#headBoard.turn();
    if (this.#turn % turnsPerComparison === 0)
      this.#comparing = this.#comparing.then(() => this.#followers.compareHeads());
  }

  #feedFor(by: Caller, room: RoomId): RoomFeed | undefined {
    const feed = this.#followers.feed(room);
    const person = this.#followers.person(by.user);
    return person && feed?.isFollowedBy(person) ? feed : undefined;
  }

  #pass(feed: RoomFeed, event: Exclude<RoomEvent, { type: 'entries' }>): void {
    const { hiddenFrom, ...frame } = event;
    const ready = this.#parts.ready(JSON.stringify(frame));
    let count = 0;
    this.#forAudience(feed, (connection, person) => {
      const isOwnTyping = event.type === 'typing' && person.id === event.user;
      const mayNotKnow = event.type === 'receipts' && person.hidesReceipts;
      if (isOwnTyping || mayNotKnow || person.id === hiddenFrom) return;
      connection.deliverEphemeral(ready);
      count += 1;
    });
    this.#parts.telemetry.frameDelivered(count);
  }

  #hearUser(person: Person, event: UserEvent): void {
    switch (event.type) {
      case 'state':
        this.#hearHiding(person, event.items);
        if (changesBlocks(event.items)) this.#parts.rightsChanged(person.id, person.connections);
        return this.#toPerson(person, encode({ type: 'state', items: [...event.items] }));
      case 'membership':
        return this.#hearMembership(person, event);
      case 'sessions-ended':
        if (person.arriving > 0) person.ended = [...person.ended, ...event.sessions];
        for (const connection of person.connections)
          if (connection.by && event.sessions.includes(connection.by.session))
            connection.end('session-ended');
        return;
      case 'command-answered': {
        const { user: _user, type: _type, ...answer } = event;
        return this.#toPerson(person, encode({ type: 'command.answered', ...answer }));
      }
      case 'profile':
      case 'presence':
        // For watchers, who have a subscription of their own.
        return;
      default:
        event satisfies never;
    }
  }

  #hearHiding(person: Person, items: readonly StateItem[]): void {
    const hiding = items.findLast(({ key }) => key === stateKey.receipts());
    if (!hiding) return;
    // A read of it that began before is stale.
    person.changes += 1;
    person.hidesReceipts = hiding.value !== null;
  }

  #hearMembership(person: Person, { room, member }: Extract<UserEvent, { type: 'membership' }>): void {
    person.changes += 1;
    const feed = this.#followers.feed(room);
    if (!member) {
      // What is under way before the removal goes out first; nothing after it does (R35).
      feed?.flush();
      if (feed?.isFollowedBy(person)) this.#followers.unfollow(person, feed);
      return this.#parts.rightsChanged(person.id, person.connections);
    }
    if (!person.isFollowing || feed?.isFollowedBy(person)) return;
    this.#followers.followNew(person, room).catch((error: unknown) => {
      // Not a member any more is no news; a store that is away is: the next hello follows the room.
      if (error instanceof SupError && error.code === 'room-not-found') return;
      this.#parts.telemetry.log.warn('A room that was joined cannot be followed yet.', { room, error });
    });
  }

  #toPerson(person: Person, text: string): void {
    const ready = this.#parts.ready(text);
    for (const connection of person.connections) connection.deliver(ready);
    this.#parts.telemetry.frameDelivered(person.connections.length);
  }

  /** Hands out entries that follow the feed's position. Joining and leaving take effect at their place among them. */
  #handOut(feed: RoomFeed, entries: readonly StoredEntry[]): void {
    this.#changes += 1;
    feed.change = this.#changes;
    let from = feed.position;
    let start = 0;
    const until = (end: number): void => {
      if (end > start) this.#sendSegment(feed, { from, entries: entries.slice(start, end) });
      from += end - start;
      start = end;
    };
    for (const [at, { entry, hiddenFrom }] of entries.entries()) {
      if (entry.kind === 'member.joined') {
        until(at);
        // Who does not see their own joining has not accepted the room (R171).
        if (hiddenFrom === entry.user) void this.#headBoard.recount(feed);
        else this.#joined(feed, entry);
      } else if (entry.kind === 'member.left') {
        until(at + 1);
        this.#left(feed, entry.user);
      } else if (entry.kind === 'room.deleted' || entry.kind === 'room.ended') {
        until(at);
        this.#followers.closed(feed, new Set(entry.kind === 'room.deleted' ? entry.keepers : []));
      }
    }
    until(entries.length);
  }

  #joined(feed: RoomFeed, entry: EntryOf<'member.joined'>): void {
    void this.#headBoard.recount(feed);
    const person = this.#followers.person(entry.user);
    if (!person) return;
    const sight = entry.earlier ? { visibleFrom: entry.visibleFrom, earlier: entry.earlier } : undefined;
    if (person.isFollowing) this.#followers.follow(person, feed, sight ?? sightFrom(entry.visibleFrom));
    else person.changes += 1;
  }

  #left(feed: RoomFeed, user: Person['id']): void {
    void this.#headBoard.recount(feed);
    const person = this.#followers.person(user);
    if (!person) return;
    if (feed.isFollowedBy(person)) this.#followers.unfollow(person, feed);
    else person.changes += 1;
  }

  #sendSegment(feed: RoomFeed, part: { from: number; entries: readonly StoredEntry[] }): void {
    const isLarge = feed.memberCount > limits.smallRoomMembersMax;
    const frames = new SegmentFrames({ room: feed.room, ...part }, this.#parts.ready);
    let count = 0;
    const tell = (connection: Connection, person: Person, sight: Sight): void => {
      const ready = frames.framesFor(person, sight);
      for (const frame of ready) connection.deliver(frame);
      count += ready.length;
    };
    this.#forAudience(feed, tell);
    this.#parts.telemetry.frameDelivered(count);
    if (isLarge) this.#headBoard.note(feed, part.entries);
  }

  /** Those who get everything of the room: in a small one all, in a large one who shows it (R46). */
  #forAudience(feed: RoomFeed, tell: (connection: Connection, person: Person, sight: Sight) => void): void {
    if (feed.memberCount > limits.smallRoomMembersMax) {
      for (const [connection, person] of feed.open) tell(connection, person, feed.sightOf(person));
      return;
    }
    for (const { person, sight } of feed.followers) {
      for (const connection of person.connections) tell(connection, person, sight);
    }
  }
}
