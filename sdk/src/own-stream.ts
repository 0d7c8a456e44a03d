// What all my devices share: rooms gained and lost, markers, drafts, what I have set, my profile (R45).
import type { MessageId, RoomId, SelfView, StateItem } from '@sup/protocol';
import { SupError, stateKey } from '@sup/protocol/wire';
import type { Cache } from './cache.ts';
import type { Connection } from './connection.ts';
import type { DraftPlace } from './drafts.ts';
import type { Errand } from './errands.ts';
import type { Draft } from './records.ts';

/** What an item of the stream changes. */
export interface OwnStreamTells {
  gained(room: RoomId): void;
  lost(room: RoomId): void;
  marked(place: DraftPlace, seq: number): void;
  drafted(place: DraftPlace, draft: Draft | null): void;
  followed(place: Required<DraftPlace>, on: boolean): void;
  profile(self: SelfView): void;
  /** Keys of what I have set for a room. */
  setting(room: RoomId): void;
  /** Keys of what I have set, or am told, beyond single rooms. */
  ownSettings(): void;
  /** Keys of what I keep for later. */
  later(): void;
  /** Commands that wait for me. */
  commands(): void;
  /** Keys of what I voted. */
  voted(): void;
}

const settingsOfRooms: ReadonlySet<string> = new Set(['mute', 'pin', 'level', 'archive']);
const keysForLater: ReadonlySet<string> = new Set(['saved', 'reminder', 'schedule', 'zone']);
const settingsBeyondRooms: ReadonlySet<string> = new Set([
  stateKey.levels(),
  stateKey.doNotDisturb(),
  stateKey.keywords(),
  stateKey.folders(),
  stateKey.receipts(),
  stateKey.requests(),
]);

export interface OwnStreamParts {
  readonly connection: Pick<Connection, 'ask'>;
  readonly cache: Cache;
  readonly tells: OwnStreamTells;
  /** I changed this key here and the server does not know yet: what it says of it waits until it does. */
  isPending(key: string): boolean;
  trouble(error: unknown): void;
}

export class OwnStream {
  readonly #parts: OwnStreamParts;
  readonly #settings = new Map<string, unknown>();
  readonly #held = new Map<string, StateItem>();
  #rev = 0;
  #heardRev = 0;
  #syncing: Promise<void> | undefined;

  constructor(parts: OwnStreamParts) {
    this.#parts = parts;
  }

  /** The newest rev that is here. */
  get rev(): number {
    return this.#rev;
  }

  /** As the local store has it. */
  restore(rev: number, settings: Iterable<readonly [string, unknown]>): void {
    this.#rev = rev;
    this.#heardRev = rev;
    for (const [key, value] of settings) this.#settings.set(key, value);
    this.#allChanged();
  }

  clear(): void {
    this.#rev = 0;
    this.#heardRev = 0;
    this.#settings.clear();
    this.#held.clear();
    this.#syncing = undefined;
    this.#allChanged();
  }

  #allChanged(): void {
    this.#parts.tells.ownSettings();
    this.#parts.tells.later();
    this.#parts.tells.commands();
  }

  /** The value of a key that I set. */
  setting(key: string): unknown {
    return this.#settings.get(key);
  }

  /** The keys that begin so, with their values. */
  settings(prefix: string): (readonly [string, unknown])[] {
    return [...this.#settings].filter(([key]) => key.startsWith(prefix));
  }

  /** Changes a setting at once, before the server knows it. */
  set(key: string, value: unknown): void {
    this.#keep(key, value);
  }

  /** News: taken where they follow what is here, else fetched with what lies between. */
  heard(items: readonly StateItem[]): void {
    const first = items[0]?.rev ?? 0;
    if (first > this.#rev + 1) this.hear(items.at(-1)?.rev ?? first);
    else this.#take(items);
  }

  /** A rev was heard of: what is missing up to there is fetched. */
  hear(rev: number): void {
    this.#heardRev = Math.max(this.#heardRev, rev);
    this.sync().catch(this.#parts.trouble);
  }

  /** Fetches until nothing that was heard of is missing; leaves it to the next news when the connection ends. */
  sync(): Promise<void> {
    this.#syncing ??= this.#fetch().finally(() => {
      this.#syncing = undefined;
    });
    return this.#syncing;
  }

  async #fetch(): Promise<void> {
    try {
      while (this.#heardRev > this.#rev) {
        const before = this.#rev;
        const { items, rev, head } = await this.#parts.connection.ask('state.sync', { rev: before });
        this.#take(items);
        this.#moveTo(rev);
        // A head below what was heard of is another store's: its news come with the next epoch.
        this.#heardRev = Math.max(head, rev);
        if (this.#rev === before) return;
      }
    } catch (error) {
      // Unreachable or refused for now: the next pong or welcome names the rev again.
      if (error instanceof SupError && error.row.retry === 'never') throw error;
    }
  }

  #moveTo(rev: number): void {
    if (rev <= this.#rev) return;
    this.#rev = rev;
    this.#parts.cache.put({ table: 'meta', key: 'rev', value: rev });
  }

  #take(items: readonly StateItem[]): void {
    for (const item of items) {
      if (item.rev <= this.#rev) continue;
      if (this.#parts.isPending(item.key)) this.#held.set(item.key, item);
      else this.#apply(item);
      this.#moveTo(item.rev);
    }
  }

  /** The server has my change of a key, as `rev`: what it said of the key since counts, what it said before does not. */
  settled(key: string, rev: number, errand: Errand): void {
    if (errand.type === 'poll.vote') this.#voted(key, rev > 0 ? errand.input.choices : undefined);
    const held = this.#held.get(key);
    if (held === undefined || this.#parts.isPending(key)) return;
    this.#held.delete(key);
    if (held.rev >= rev) this.#apply(held);
  }

  /** The server took my vote; or it did not, and what counted before still does. */
  #voted(key: string, choices: readonly number[] | undefined): void {
    if (choices) this.#keep(key, choices.length > 0 ? { choices } : null);
    this.#parts.tells.voted();
  }

  #apply({ key, value }: StateItem): void {
    const { tells } = this.#parts;
    const [kind, id, root] = key.split(':');
    const room = id as RoomId;
    const thread = root as MessageId | undefined;
    if (kind === 'room' && value === null) tells.lost(room);
    if (kind === 'room' && value !== null) tells.gained(room);
    const place = thread === undefined ? { room } : { room, thread };
    if (kind === 'marker' && value !== null) tells.marked(place, (value as { seq: number }).seq);
    if (kind === 'draft') tells.drafted(place, value as Draft | null);
    if (kind === 'follow' && thread !== undefined && value !== null)
      tells.followed({ room, thread }, (value as { on: boolean }).on);
    if (kind === 'profile') tells.profile(value as SelfView);
    this.#setting(key, value);
    // Any other is a key of a newer server, or one that this client does not show.
  }

  #setting(key: string, value: unknown): void {
    const { tells } = this.#parts;
    const [kind = '', room] = key.split(':');
    if (settingsOfRooms.has(kind)) {
      this.#keep(key, value);
      tells.setting(room as RoomId);
    }
    if (settingsBeyondRooms.has(key)) {
      this.#keep(key, value);
      tells.ownSettings();
    }
    if (kind === 'vote') {
      this.#keep(key, value);
      tells.voted();
    }
    if (kind === 'command') {
      this.#keep(key, value);
      tells.commands();
    }
    if (keysForLater.has(kind)) {
      this.#keep(key, value);
      tells.later();
    }
  }

  #keep(key: string, value: unknown): void {
    const gone = value === null || value === undefined;
    if (gone) this.#settings.delete(key);
    else this.#settings.set(key, value);
    this.#parts.cache.put({ table: 'state', key, value: gone ? undefined : value });
  }
}
