// The threads that I follow, and the one object a thread. Where counts are a guess the server is asked, soon and for all
// such threads of a room at once; what comes meanwhile is applied to its answer.
import type { Entry, MessageId, RoomId, ThreadView } from '@sup/protocol';
import { limits, SupError, stateKey } from '@sup/protocol/wire';
import type { Threads as ThreadsDoor } from './doors.ts';
import { Followed, type ThreadRecord } from './followed.ts';
import { standingIn } from './mentioned.ts';
import { Observable } from './observable.ts';
import type { Stoppable } from './platform.ts';
import type { OwnThread } from './room-items.ts';
import type { RoomLog } from './room-log.ts';
import type { FollowedThread, ThreadsSnapshot } from './snapshots.ts';
import { Thread } from './thread.ts';
import type { ThreadPlace, ThreadsParts } from './thread-parts.ts';

const gatherMs = 300;
const againMs = 1_500;
/** In a room whose entries do not all come, threads are counted anew this long after its head has moved. */
const quietMs = 15_000;
const prefix = 'thread:';

export class Threads implements ThreadsDoor {
  readonly #parts: ThreadsParts;
  readonly #followed = new Map<MessageId, Followed>();
  readonly #objects = new Map<string, Thread>();
  readonly #wanted = new Map<MessageId, RoomId>();
  /** Entries that came while the server was asked, by room. */
  readonly #meanwhile = new Map<RoomId, Entry[]>();
  readonly #version = new Observable(0);
  #alarm: Stoppable | undefined;
  #quietAlarm: Stoppable | undefined;
  readonly #quiet = new Set<RoomId>();
  #isAsking = false;
  #isKnown = false;
  #made: ThreadsSnapshot = { state: 'loading', threads: [], unread: 0, mentions: 0 };
  #isStale = false;

  readonly subscribe = this.#version.subscribe;

  constructor(parts: ThreadsParts) {
    this.#parts = parts;
  }

  /** As the local store has them. */
  async start(): Promise<void> {
    const { store } = this.#parts.platform;
    const [rows, isKnown] = await Promise.all([store.list('meta', prefix), store.get('meta', 'threads')]);
    for (const { value } of rows) {
      const record = value as ThreadRecord;
      this.#followed.set(record.root.id, this.#carryOn(record));
    }
    this.#isKnown = isKnown === true;
    this.#tell();
  }

  stop(): void {
    this.lost();
    this.#followed.clear();
    this.#isKnown = false;
    for (const thread of this.#objects.values()) thread.reset();
    this.#tell();
  }

  /** The connection ended. */
  lost(): void {
    this.#alarm?.stop();
    this.#quietAlarm?.stop();
    this.#alarm = undefined;
    this.#quietAlarm = undefined;
    this.#isAsking = false;
    this.#meanwhile.clear();
  }

  /** There is a connection. */
  resume(): void {
    if (this.#isKnown) this.#schedule(gatherMs);
    else this.#list().catch(() => this.#schedule(againMs));
    for (const thread of this.#objects.values()) thread.resume();
  }

  /** Another epoch: what is here is worth nothing. */
  forget(): void {
    this.#parts.cache.put({ table: 'meta', key: 'threads' }, { table: 'meta', prefix });
    this.#followed.clear();
    this.#wanted.clear();
    this.#isKnown = false;
    for (const thread of this.#objects.values()) thread.reset();
    this.#tell();
  }

  readonly getSnapshot = (): ThreadsSnapshot => {
    if (!this.#isStale) return this.#made;
    this.#isStale = false;
    const threads = [...this.#followed.values()].flatMap(({ shown }) => shown ?? []).sort(byLastReply);
    const sum = (of: (thread: FollowedThread) => number) =>
      threads.reduce((all, thread) => all + of(thread), 0);
    this.#made = {
      state: this.#isKnown ? 'ready' : 'loading',
      threads,
      unread: sum(({ unread }) => unread),
      mentions: sum(({ mentions }) => mentions),
    };
    return this.#made;
  };

  /** What is mine in a thread; undefined where I do not follow it. */
  readonly own = (root: MessageId): OwnThread | undefined => this.#followed.get(root)?.own;

  followed(root: MessageId): Followed | undefined {
    return this.#followed.get(root);
  }

  /** The same object for the same thread. */
  get(room: RoomId, id: MessageId): Thread {
    const key = `${room}:${id}`;
    const thread = this.#objects.get(key) ?? new Thread({ room, thread: id }, this.#parts, this);
    this.#objects.set(key, thread);
    return thread;
  }

  refresh(): void {
    for (const { view } of this.#followed.values())
      if (this.#quiet.delete(view.room)) this.#wanted.set(view.root.id, view.room);
    this.#schedule(0);
  }

  /** Entries that the log of the room has taken. */
  entries(log: RoomLog, entries: readonly Entry[]): void {
    this.#meanwhile.get(log.id)?.push(...entries);
    let changed = false;
    for (const entry of entries) {
      for (const id of threadsOf(entry)) changed = this.#apply(id, entry) || changed;
      if (entry.kind === 'member.left' && entry.user === this.#parts.me()) this.gone(log.id);
    }
    for (const thread of this.#of(log.id)) thread.apply(entries);
    if (changed) this.#tell(log.id);
  }

  #apply(id: MessageId, entry: Entry): boolean {
    const followed = this.#followed.get(id);
    if (!followed?.apply(entry)) return false;
    this.#keep(followed);
    if (followed.isStale) this.#want(followed.view.room, id);
    return true;
  }

  /** What is to be gone by now goes, whether or not the server has said so. */
  expire(room: RoomId, now: number): void {
    for (const thread of this.#of(room)) thread.expire(now);
  }

  /** The room's log was replaced: what happened in its threads meanwhile is not known here. */
  replaced(room: RoomId): void {
    for (const { view } of this.#followed.values()) if (view.room === room) this.#want(room, view.root.id);
    for (const thread of this.#of(room)) thread.reset();
  }

  /** The head of a room moved whose entries do not come: its threads are counted later. */
  moved(room: RoomId, isUrgent = false): void {
    if (isUrgent) return this.replaced(room);
    this.#quiet.add(room);
    this.#quietAlarm ??= this.#parts.platform.clock.after(quietMs, () => {
      this.#quietAlarm = undefined;
      this.refresh();
    });
  }

  gone(room: RoomId): void {
    for (const [id, { view }] of this.#followed) {
      if (view.room === room) this.#followed.delete(id);
      if (view.room === room) this.#wanted.delete(id);
    }
    this.#parts.cache.put({ table: 'meta', prefix: `${prefix}${room}:` });
    this.#tell(room);
  }

  /** My own stream says so, or I chose it here. */
  follow({ room, thread }: ThreadPlace, on: boolean): void {
    if (on) this.#want(room, thread);
    else this.#drop(room, thread);
  }

  #drop(room: RoomId, thread: MessageId): void {
    this.#wanted.delete(thread);
    if (!this.#followed.delete(thread)) return;
    this.#parts.cache.put({ table: 'meta', key: `${prefix}${room}:${thread}` });
    this.#tell(room);
  }

  /** My marker was moved, here or by another device. */
  marked({ room, thread }: ThreadPlace, seq: number): void {
    const followed = this.#followed.get(thread);
    if (!followed?.mark(seq)) return;
    this.#keep(followed);
    if (followed.isStale) this.#want(room, thread);
    this.#tell(room);
  }

  /** Something that threads of the room show changed: writes, drafts. */
  roomChanged(room: RoomId): void {
    for (const thread of this.#of(room)) thread.changed();
  }

  *#of(room: RoomId): Iterable<Thread> {
    for (const thread of this.#objects.values()) if (thread.room === room) yield thread;
  }

  #want(room: RoomId, thread: MessageId): void {
    this.#wanted.set(thread, room);
    this.#schedule(gatherMs);
  }

  #schedule(ms: number): void {
    if (this.#alarm || !this.#parts.connection.isReady) return;
    this.#alarm = this.#parts.platform.clock.after(ms, () => {
      this.#alarm = undefined;
      void this.#run();
    });
  }

  async #run(): Promise<void> {
    if (this.#isAsking || !this.#parts.connection.isReady) return;
    this.#isAsking = true;
    try {
      if (!this.#isKnown) await this.#list();
      for (const [room, threads] of Map.groupBy(this.#wanted.keys(), (id) => this.#wanted.get(id)))
        if (room !== undefined) await this.#ask(room, threads.slice(0, limits.threadsGetMax));
    } catch {
      // Unreachable or refused for now: what is wanted stays wanted.
    }
    this.#isAsking = false;
    if (this.#wanted.size > 0 || !this.#isKnown) this.#schedule(againMs);
  }

  async #ask(room: RoomId, threads: readonly MessageId[]): Promise<void> {
    for (const id of threads) this.#wanted.delete(id);
    this.#meanwhile.set(room, []);
    try {
      const answer = await this.#parts.connection.ask('thread.get', { room, threads: [...threads] });
      this.#parts.users(answer.users);
      for (const view of answer.threads) this.#take(view);
      const seen = new Set(answer.threads.map(({ root }) => root.id));
      for (const id of threads) if (!seen.has(id)) this.#drop(room, id);
    } catch (error) {
      this.#refused(room, threads, error);
    } finally {
      this.#meanwhile.delete(room);
    }
  }

  #refused(room: RoomId, threads: readonly MessageId[], error: unknown): void {
    // Refused for good: the room is not mine, and neither are its threads.
    const isGone = error instanceof SupError && error.row.retry === 'never';
    for (const id of threads) {
      if (isGone) this.#drop(room, id);
      else this.#wanted.set(id, room);
    }
  }

  async #list(): Promise<void> {
    let after: string | undefined;
    do {
      const page = await this.#parts.connection.ask('thread.list', after === undefined ? {} : { after });
      this.#parts.users(page.users);
      // Each is read again, with what came meanwhile in view.
      for (const { room, root } of page.threads) this.#wanted.set(root.id, room);
      for (const view of page.threads) this.#take(view);
      after = page.next;
    } while (after !== undefined);
    this.#isKnown = true;
    this.#parts.cache.put({ table: 'meta', key: 'threads', value: true });
    this.#schedule(gatherMs);
    this.#tell();
  }

  /** Takes a thread as the server counted it, with the entries that came after that. */
  #take(view: ThreadView): void {
    const { room, root } = view;
    const { errands } = this.#parts;
    const isPending =
      errands.has(stateKey.marker(room, root.id)) || errands.has(stateKey.follow(room, root.id));
    // What I chose here is not known there yet: it is asked again once it is.
    if (isPending) this.#wanted.set(root.id, room);
    if (!view.following) return isPending ? undefined : this.#drop(room, root.id);
    if (isPending && this.#followed.has(root.id)) return;
    const followed = this.#carryOn(view);
    for (const entry of this.#meanwhile.get(room) ?? []) followed.apply(entry);
    if (followed.isStale) this.#wanted.set(root.id, room);
    this.#followed.set(root.id, followed);
    this.#keep(followed);
    this.#tell(room);
  }

  #carryOn(view: ThreadView): Followed {
    const { me, room } = this.#parts;
    const standing = () => standingIn(room(view.room).log);
    return new Followed(view, { me: me(), standing });
  }

  #keep({ view }: Followed): void {
    this.#parts.cache.put({ table: 'meta', key: `${prefix}${view.room}:${view.root.id}`, value: view });
  }

  #tell(room?: RoomId): void {
    this.#isStale = true;
    this.#version.set(this.#version.getSnapshot() + 1);
    if (room === undefined) return;
    this.#parts.changed(room);
    this.roomChanged(room);
  }
}

/** The threads that an entry changes: the one it is in, or the one that grew from the message it is about. */
function threadsOf(entry: Entry): MessageId[] {
  if (entry.kind === 'messages.expired')
    return [...new Set(entry.messages.map(({ id, thread = id }) => thread))];
  if ('thread' in entry && entry.thread !== undefined) return [entry.thread];
  return 'target' in entry ? [entry.target] : [];
}

function byLastReply(a: FollowedThread, b: FollowedThread): number {
  return b.lastReplyAt - a.lastReplyAt || (a.id < b.id ? 1 : -1);
}
