// One of the lists that a room keeps. What is said about its messages is applied as it comes; what comes into it is
// asked for, because it may be about a message that is not here.
import type { Entry, KeptList, MessageView, RoomId, UserId } from '@sup/protocol';
import { excerpt, limits } from '@sup/protocol/wire';
import { chanceOf } from './back-off.ts';
import type { Connection } from './connection.ts';
import type { KeptMessages } from './doors.ts';
import { Observable } from './observable.ts';
import type { Clock, Stoppable } from './platform.ts';
import type { RoomLog } from './room-log.ts';
import type { KeptItem, KeptSnapshot } from './snapshots.ts';
import { change } from './timeline.ts';
import type { Users } from './users.ts';

export interface KeptParts {
  readonly connection: Pick<Connection, 'ask' | 'isReady'>;
  readonly clock: Clock;
  readonly users: Pick<Users, 'add'>;
  me(): UserId;
}

interface Held {
  readonly item: MessageView;
  readonly asOf: number;
}

/** Many look at the lists of a large room at the same time; they ask one after the other. */
const spreadMs = 3_000;

export class Kept implements KeptMessages {
  readonly #room: RoomId;
  readonly #list: KeptList;
  readonly #parts: KeptParts;
  readonly #log: () => RoomLog | undefined;
  readonly #shown = new Observable<KeptSnapshot>({ state: 'loading', messages: [], hasMore: false });
  #held: readonly Held[] = [];
  #next: number | undefined;
  #opened = 0;
  #isAsking = false;
  /** What was asked for may be older than what came meanwhile. */
  #isDirty = false;
  #alarm: Stoppable | undefined;

  readonly subscribe = this.#shown.subscribe;
  readonly getSnapshot = this.#shown.getSnapshot;

  constructor(
    { room, list, log }: { room: RoomId; list: KeptList; log: () => RoomLog | undefined },
    parts: KeptParts,
  ) {
    this.#room = room;
    this.#list = list;
    this.#log = log;
    this.#parts = parts;
  }

  open(): () => void {
    this.#opened += 1;
    if (this.#opened === 1) this.#load();
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#opened -= 1;
      if (this.#opened === 0) this.#alarm?.stop();
    };
  }

  /** There is a connection, or the log was replaced: what came meanwhile was missed. */
  resume(): void {
    if (this.#opened > 0) this.#load();
  }

  /** The room is not mine any more, or its store is another. */
  reset(): void {
    this.#held = [];
    this.#next = undefined;
    this.#show('loading');
  }

  /** Entries that the log of the room has taken. */
  apply(entries: readonly Entry[]): void {
    const me = this.#parts.me();
    const before = this.#held;
    for (const entry of entries) {
      if (!('target' in entry || entry.kind === 'messages.expired')) continue;
      this.#held = this.#held.map((held) => applied(held, entry, me));
      if (this.#isAsking || this.#isNew(entry)) this.#isDirty = true;
    }
    this.#held = this.#held.filter(({ item }) => this.#has(item));
    if (this.#held.some((held, at) => held !== before[at]) || this.#held.length !== before.length)
      this.#show(this.#shown.getSnapshot().state);
    if (this.#isDirty && !this.#isAsking && this.#opened > 0) this.#loadSoon();
  }

  /** Whether an entry puts a message into this list that is not held. */
  #isNew(entry: Entry): boolean {
    if (!('target' in entry) || !this.#takes(entry)) return false;
    return !this.#held.some(({ item }) => item.id === entry.target);
  }

  #takes(entry: Entry): boolean {
    if (entry.by === undefined) return false;
    if (entry.kind === 'pin') return this.#list === 'pin' && entry.on;
    return entry.kind === 'mark' && entry.mark?.kind === this.#list;
  }

  #has({ pinned, mark, deletedAt, movedAt }: MessageView): boolean {
    if (deletedAt !== undefined || movedAt !== undefined) return false;
    return this.#list === 'pin' ? pinned !== undefined : mark?.kind === this.#list;
  }

  #loadSoon(): void {
    const { clock } = this.#parts;
    const isLarge = (this.#log()?.view.memberCount ?? 0) > limits.smallRoomMembersMax;
    this.#alarm?.stop();
    this.#alarm = clock.after(isLarge ? chanceOf(clock.random(2)) * spreadMs : 0, () => this.#load());
  }

  /** Reads the beginning of the list anew. What fails is read again by the next connection. */
  #load(): void {
    this.#ask(undefined).catch(() => {
      if (this.#shown.getSnapshot().state === 'loading') this.#show('failed');
    });
  }

  async loadMore(): Promise<void> {
    if (this.#next !== undefined) await this.#ask(this.#next);
  }

  async #ask(before: number | undefined): Promise<void> {
    if (!this.#parts.connection.isReady) return;
    if (this.#isAsking) {
      this.#isDirty = true;
      return;
    }
    this.#isAsking = true;
    this.#isDirty = false;
    try {
      const ask = { room: this.#room, list: this.#list, ...(before === undefined ? {} : { before }) };
      const told = await this.#parts.connection.ask('room.kept', ask);
      this.#parts.users.add(told.users);
      const fresh = told.messages.map((item) => ({ item, asOf: told.head }));
      const known = before === undefined ? [] : this.#held;
      const ids = new Set(fresh.map(({ item }) => item.id));
      this.#held = [...known.filter(({ item }) => !ids.has(item.id)), ...fresh];
      this.#next = told.next;
      this.#show('ready');
    } finally {
      this.#isAsking = false;
      if (this.#isDirty && this.#opened > 0) this.#loadSoon();
    }
  }

  #show(state: KeptSnapshot['state']): void {
    const messages = this.#held.map(({ item }) => shown(item));
    this.#shown.set({ state, messages, hasMore: this.#next !== undefined });
  }
}

function applied(held: Held, entry: Entry, me: UserId): Held {
  if ('target' in entry && entry.target !== held.item.id) return held;
  const next = change(held, entry, me);
  return next === held || next.item.kind !== 'message' ? held : { item: next.item, asOf: next.asOf };
}

function shown({ id, seq, by, at, encoding, body, thread, pinned, mark }: MessageView): KeptItem {
  const isReadable = encoding === 'text' && body !== null;
  return {
    id,
    seq,
    by,
    at,
    text: isReadable ? excerpt(body, limits.quotePreviewCodePoints) : null,
    ...(thread && { thread }),
    ...(pinned && { pinned }),
    ...(mark && { mark }),
  };
}
