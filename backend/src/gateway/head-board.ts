// Large rooms for those who do not look at them: a head and a preview at most once a second, encoded once a room and
// put together for each connection into one frame; and at once who is mentioned.
import { type EntryOf, encode, type HeadView, roles, sees } from '@sup/protocol';
import type { StoredEntry } from '../services/log/index.ts';
import type { Connection } from './connection.ts';
import type { FanOutParts } from './fan-out-parts.ts';
import { Headline } from './headline.ts';
import type { Ready } from './listener.ts';
import type { RoomFeed } from './room-feed.ts';

/** From this many followers on a room's head is told every other turn: in a list nobody counts the seconds. */
const crowdMin = 500;

export class HeadBoard {
  readonly #parts: Pick<FanOutParts, 'index' | 'ready' | 'telemetry'>;
  /** What is told of large rooms, for as long as they are followed. */
  readonly #headlines = new WeakMap<RoomFeed, Headline>();
  readonly #changed = new Set<RoomFeed>();
  readonly #recounting = new Set<RoomFeed>();
  #isTelling = false;
  #isEvenTurn = false;

  constructor(parts: Pick<FanOutParts, 'index' | 'ready' | 'telemetry'>) {
    this.#parts = parts;
  }

  /** Entries of a large room were handed out to those who show it. */
  note(feed: RoomFeed, entries: readonly StoredEntry[]): void {
    const headline = this.#headlines.get(feed) ?? new Headline();
    this.#headlines.set(feed, headline);
    for (const { entry } of entries) {
      headline.apply(entry);
      if (entry.kind === 'message' || entry.kind === 'edit') this.#ring(feed, entry);
    }
    this.#changed.add(feed);
  }

  /** Tells what has changed since the last turn. */
  turn(): void {
    this.#isEvenTurn = !this.#isEvenTurn;
    if (this.#isTelling) return;
    const feeds = [...this.#changed].filter(
      ({ followerCount }) => this.#isEvenTurn || followerCount < crowdMin,
    );
    if (feeds.length === 0) return;
    for (const feed of feeds) this.#changed.delete(feed);
    this.#isTelling = true;
    void this.#tell(feeds).finally(() => {
      this.#isTelling = false;
    });
  }

  /** Membership has changed: is the room large now? */
  async recount(feed: RoomFeed): Promise<void> {
    if (this.#recounting.has(feed)) return;
    this.#recounting.add(feed);
    try {
      const row = await this.#parts.index.room(feed.room);
      if (row) feed.memberCount = row.memberCount;
    } catch (error) {
      this.#parts.telemetry.log.warn('A room could not be counted.', { room: feed.room, error });
    } finally {
      this.#recounting.delete(feed);
    }
  }

  async #tell(feeds: readonly RoomFeed[]): Promise<void> {
    const texts = new Map<Connection, string>();
    for (const feed of feeds) {
      try {
        await this.#collect(feed, texts);
      } catch (error) {
        this.#changed.add(feed);
        this.#parts.telemetry.log.warn('A head could not be read; it is told later.', {
          room: feed.room,
          error,
        });
      }
    }
    // Most connections have news of the same one room: their frame is put together once.
    const frames = new Map<string, Ready>();
    for (const [connection, text] of texts) {
      const frame = frames.get(text) ?? this.#parts.ready(`{"type":"heads","heads":{${text}}}`);
      frames.set(text, frame);
      connection.deliverEphemeral(frame);
    }
    this.#parts.telemetry.frameDelivered(texts.size);
  }

  async #collect(feed: RoomFeed, texts: Map<Connection, string>): Promise<void> {
    const row = await this.#parts.index.room(feed.room);
    if (!row) return;
    feed.memberCount = row.memberCount;
    const { head, ordinal, deletions } = row;
    const encodeHead = (preview?: HeadView['preview']): string =>
      `"${feed.room}":${JSON.stringify({ head, ordinal, deletions, ...(preview && { preview }) })}`;
    const newest = this.#headlines.get(feed)?.preview;
    const [shown, withoutPreview] = [encodeHead(newest), encodeHead()];
    for (const { person, sight } of feed.followers) {
      const text = newest && sees(sight, newest.seq) ? shown : withoutPreview;
      for (const connection of person.connections) {
        if (feed.open.has(connection)) continue;
        const before = texts.get(connection);
        texts.set(connection, before === undefined ? text : `${before},${text}`);
      }
    }
  }

  #ring(feed: RoomFeed, entry: EntryOf<'message' | 'edit'>): void {
    const { seq, by, mentions, audience, thread } = entry;
    if (mentions?.length) this.#mention(feed, { seq }, new Set(mentions));
    // A reply calls of its audience those who follow the thread: they learn of it by the head.
    if (!audience || thread !== undefined) return;
    const called = { seq, audience: entry.kind } as const;
    // Of an edit they learn, too, whom the message called before.
    if (entry.kind === 'edit' || audience.includes('everyone'))
      return this.#mention(feed, called, { has: (user) => user !== by });
    const held = roles.filter((role) => audience.includes(role));
    this.#parts.index.membersOfRoles(feed.room, held).then(
      (users) => this.#mention(feed, called, new Set(users.filter((user) => user !== by))),
      (error: unknown) => {
        const { log } = this.#parts.telemetry;
        log.warn('Who has a role could not be read; they learn by the head.', { room: feed.room, error });
      },
    );
  }

  #mention(
    feed: RoomFeed,
    called: { seq: number; audience?: 'message' | 'edit' },
    mentioned: { has(user: string): boolean },
  ): void {
    const { seq } = called;
    const frame = this.#parts.ready(encode({ type: 'mention', room: feed.room, ...called }));
    for (const { person, sight } of feed.followers) {
      if (!mentioned.has(person.id) || !sees(sight, seq)) continue;
      for (const connection of person.connections) if (!feed.open.has(connection)) connection.deliver(frame);
    }
  }
}
