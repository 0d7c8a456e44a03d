// All that runs for the person who is signed in, and how news flow between the parts. The parts know only what they
// are handed; who tells whom is read here.
import type { DownFrame, Epoch, RoomId, SelfView, UserId } from '@sup/protocol';
import { limits } from '@sup/protocol/wire';
import { acknowledged } from './acknowledged.ts';
import { Arrivals } from './arrivals.ts';
import { Cache } from './cache.ts';
import { Commands } from './commands.ts';
import type { Connection, Greeting, News } from './connection.ts';
import { Delivered } from './delivered.ts';
import { Drafts } from './drafts.ts';
import { Errands, type ErrandsParts } from './errands.ts';
import { Expiry } from './expiry.ts';
import type { Inbox } from './inbox.ts';
import { Later } from './later.ts';
import { Observable, until } from './observable.ts';
import { Outbox } from './outbox.ts';
import { OwnSettings } from './own-settings.ts';
import { OwnStream, type OwnStreamTells } from './own-stream.ts';
import type { Platform } from './platform.ts';
import { Presence } from './presence.ts';
import { listRooms } from './read-rooms.ts';
import type { Rest } from './rest.ts';
import { restoreOwn } from './restore-own.ts';
import { restoreRooms } from './restore-rooms.ts';
import { RoomLog } from './room-log.ts';
import { awaitsReceipts } from './room-view.ts';
import { Rooms } from './rooms.ts';
import { Sync } from './sync.ts';
import { Threads } from './threads.ts';
import { Typing } from './typing.ts';
import { Users } from './users.ts';

export interface AccountParts {
  readonly platform: Platform;
  readonly rest: Rest;
  readonly connection: Connection;
  /** The server told who I am now. */
  selfChanged(self: SelfView): void;
  trouble(error: unknown): void;
}

export class Account {
  readonly #parts: AccountParts;
  readonly #cache: Cache;
  readonly #errands: Errands;
  readonly #drafts: Drafts;
  readonly #typing: Typing;
  readonly #own: OwnStream;
  readonly #delivered: Delivered;
  readonly #sync: Sync;
  readonly #arrivals: Arrivals;
  readonly #expiry: Expiry;
  readonly inboxes = new Set<Inbox>();
  readonly self = new Observable<SelfView | undefined>(undefined);
  readonly outbox: Outbox;
  readonly users: Users;
  readonly presence: Presence;
  readonly rooms: Rooms;
  readonly threads: Threads;
  readonly settings: OwnSettings;
  readonly later: Later;
  readonly commands: Commands;
  #epoch: Epoch | undefined;
  #beginning: Promise<void> = Promise.resolve();

  constructor(parts: AccountParts) {
    this.#parts = parts;
    const { platform, rest, connection, trouble } = parts;
    const { clock } = platform;
    const changed = (room: RoomId) => {
      this.rooms.find(room)?.changed();
      this.threads.roomChanged(room);
    };
    const touched = (log: RoomLog) => this.#touched(log);
    this.#delivered = new Delivered({ clock, connection });
    this.#cache = new Cache({ platform, trouble, flushed: () => this.#delivered.stored() });
    this.users = new Users({ platform, rest, cache: this.#cache, canAsk: () => connection.isReady });
    this.presence = new Presence({ platform, connection });
    this.outbox = new Outbox({
      platform,
      trouble,
      changed,
      send: (frame) => (connection.isReady ? connection.ask(frame.type, frame) : undefined),
      acknowledged: (room, { seq }) => this.#acknowledged(room, seq),
    });
    const done: ErrandsParts['done'] = (...told) => this.#own.settled(...told);
    this.#errands = new Errands({ platform, connection, trouble, done });
    this.#drafts = new Drafts({ platform, errands: this.#errands, changed, trouble });
    this.#typing = new Typing({ clock, connection, changed });
    this.#own = new OwnStream({
      connection,
      cache: this.#cache,
      trouble,
      tells: this.#ownTells(),
      isPending: (key) => this.#errands.has(key),
    });
    const stream = { clock, rest, connection, own: this.#own, errands: this.#errands };
    this.settings = new OwnSettings({ ...stream, rooms: () => this.rooms });
    this.commands = new Commands({ clock, rest, own: this.#own });
    this.later = new Later({ ...stream, users: (users) => this.users.add(users) });
    const mine = { ...stream, outbox: this.outbox, drafts: this.#drafts, me: this.#me };
    this.threads = new Threads({
      ...mine,
      platform,
      cache: this.#cache,
      room: (id) => this.rooms.get(id),
      changed: (room) => this.rooms.find(room)?.changed(),
      expects: (log) => this.#expiry.note(log),
      users: (users) => this.users.add(users),
    });
    this.#sync = this.#makeSync();
    this.rooms = new Rooms({
      ...mine,
      typing: this.#typing,
      threads: this.threads,
      users: this.users,
      want: (room) => this.#sync.want(room),
      opened: (log) => this.#sync.receipts(log),
      touched,
      adopted: (log) => this.#adopted(log),
    });
    this.#expiry = new Expiry({ clock, connection, rooms: this.rooms, threads: this.threads, touched });
    this.#arrivals = new Arrivals({
      me: this.#me,
      room: (id) => this.rooms.find(id),
      users: this.users,
      typing: this.#typing,
      threads: this.threads,
      later: this.later,
      spaces: this.rooms.spaces,
      outbox: this.outbox,
      delivered: this.#delivered,
      inboxes: this.inboxes,
    });
    connection.subscribe(() => (connection.isReady ? undefined : this.#lost()));
  }

  #lost(): void {
    this.#sync.stop();
    this.threads.lost();
    this.#typing.clear();
    this.presence.lost();
  }

  #makeSync(): Sync {
    const { platform, connection, trouble } = this.#parts;
    return new Sync({
      clock: platform.clock,
      connection,
      trouble,
      find: (room) => this.rooms.logOf(room),
      isOpen: (room) => this.rooms.find(room)?.isOpen ?? false,
      hidesReceipts: () => this.settings.getSnapshot().hidesReceipts,
      adopt: (view) => this.rooms.adopt(new RoomLog(view, this.#me())),
      gone: (room) => this.#gone(room),
      users: (users) => this.users.add(users),
      applied: (log, { entries }) => {
        this.#arrivals.entries(log, entries);
        this.#arrived(log);
      },
      replaced: (log) => {
        this.#arrivals.snapshot(log);
        this.#arrived(log);
      },
      moved: (room) => this.#arrivals.moved(room),
      revised: (log) => this.#touched(log),
    });
  }

  #ownTells(): OwnStreamTells {
    return {
      // Before the list is known it brings the room by itself.
      gained: (room) => {
        if (this.rooms.isKnown && this.rooms.logOf(room) === undefined) this.#sync.want(room);
      },
      lost: (room) => this.#gone(room),
      marked: ({ room, thread }, seq) =>
        thread === undefined ? this.rooms.marked(room, seq) : this.threads.marked({ room, thread }, seq),
      drafted: (place, draft) => this.#drafts.heard(place, draft),
      followed: (place, on) => this.threads.follow(place, on),
      profile: (self) => this.#selfIs(self),
      setting: (room) => this.rooms.find(room)?.changed(),
      ownSettings: () => {
        this.settings.renew();
        this.rooms.requestsChanged();
      },
      later: () => this.later.renew(),
      commands: () => this.commands.renew(),
      voted: () => this.rooms.voted(),
    };
  }

  /** Rooms are made only while someone is signed in; what a screen still holds afterwards shows nobody's. */
  readonly #me = (): UserId => this.self.getSnapshot()?.id ?? ('' as UserId);

  /** Someone signed in: shows what the local store has, then connects. */
  begin(self: SelfView): void {
    this.self.set(self);
    this.#beginning = this.#beginning.then(() => this.#begin()).catch(this.#parts.trouble);
  }

  /** Resolves when what the local store has is shown. */
  get begun(): Promise<void> {
    return this.#beginning;
  }

  async #begin(): Promise<void> {
    const { store } = this.#parts.platform;
    const { rev, settings, epoch, isListed } = await restoreOwn(store);
    this.#own.restore(rev, settings);
    this.#epoch = epoch;
    await Promise.all([this.users.start(), this.#drafts.start(), this.#errands.start()]);
    await this.threads.start();
    for (const log of await restoreRooms(store, this.#me())) this.rooms.adopt(log);
    await this.outbox.start();
    if (isListed) this.rooms.known();
    this.presence.start();
    this.#parts.connection.start();
  }

  /** Stops; writes what is still in memory, or forgets it because the store is about to be wiped of it. */
  async end(keep: 'all' | 'own' | 'nothing'): Promise<void> {
    this.#parts.connection.stop();
    for (const inbox of this.inboxes) inbox.end();
    // Whoever looks on sees nothing of the account any more, however long the store takes.
    if (keep !== 'all') this.rooms.clear();
    await this.#beginning;
    this.#parts.connection.stop();
    this.presence.stop();
    if (keep === 'nothing') this.#drafts.drop();
    else await this.#drafts.stop();
    if (keep === 'all') await this.#cache.flush();
    await this.#cache.drop();
    this.#errands.stop();
    this.outbox.stop();
    this.#delivered.stop();
    this.#expiry.stop();
    this.rooms.clear();
    this.threads.stop();
    this.users.stop();
    this.#own.clear();
    this.#epoch = undefined;
    this.self.set(undefined);
  }

  /** Resolves when nothing of mine is on its way any more. */
  async drained(): Promise<void> {
    await until(this.outbox.onTheWay, (count) => count === 0);
    this.#errands.hurry();
    await until(this.#errands.count, (count) => count === 0);
  }

  /** What the hello says. */
  greeting(): Omit<Greeting, 'device' | 'client'> {
    const logs = [...this.rooms.logs()].slice(0, limits.helloHeadsMax);
    const heads = Object.fromEntries(logs.map((log) => [log.id, log.head]));
    this.#delivered.greeted(heads);
    return { rev: this.#own.rev, heads, ...(this.#epoch === undefined ? {} : { epoch: this.#epoch }) };
  }

  /** A frame that is not an answer. */
  heard(news: News): void {
    const handlers: { [Type in News['type']]: (frame: DownFrame<Type>) => void } = {
      welcome: (frame) => this.#welcomed(frame),
      entries: (frame) => this.#sync.entries(frame),
      heads: (frame) => this.#sync.previews(frame),
      mention: (frame) => this.#mentioned(frame),
      receipts: (frame) => frame.user !== this.#me() && this.#sync.received(frame),
      typing: ({ room, user, on }) => this.#typing.heard(room, user, on),
      presence: ({ users }) => this.presence.heard(users),
      user: ({ user }) => {
        this.users.add([user]);
        this.rooms.userChanged(user);
      },
      state: ({ items }) => this.#own.heard(items),
      'command.answered': (frame) => this.commands.heard(frame),
      pong: ({ heads, rev }) => {
        this.#sync.heads(heads);
        this.#own.hear(rev);
      },
      bye: () => undefined,
    };
    // The frame's type picks its own handler; the compiler cannot follow that through the union.
    (handlers[news.type] as (frame: News) => void)(news);
  }

  #welcomed(welcome: DownFrame<'welcome'>): void {
    this.#selfIs(welcome.self);
    if (this.#epoch !== undefined && this.#epoch !== welcome.epoch) this.#forgetLog();
    this.#epoch = welcome.epoch;
    this.#cache.put({ table: 'meta', key: 'epoch', value: welcome.epoch });
    this.outbox.resume();
    this.#errands.resume();
    this.users.resume();
    this.presence.resume();
    for (const room of this.rooms.open()) room.resume();
    this.threads.resume();
    if (this.rooms.isKnown) this.#catchUp(welcome);
    else this.#list(welcome);
  }

  #catchUp({ heads, rev }: DownFrame<'welcome'>): void {
    this.#sync.heads(heads);
    this.#own.hear(rev);
    for (const log of this.rooms.logs()) if (awaitsReceipts(log.view, this.#me())) this.#sync.receipts(log);
  }

  /** Another epoch: what was cached of the log is worth nothing (R39); drafts and outbox stay. */
  #forgetLog(): void {
    this.outbox.forgetAcks();
    this.#cache.forgetRooms();
    this.#cache.put({ table: 'state', prefix: '' }, { table: 'meta', key: 'rev' });
    this.#sync.stop();
    this.threads.forget();
    this.#own.clear();
    this.rooms.clear();
  }

  /** Reads the list of my rooms, page by page, then what the welcome told. */
  #list(welcome: DownFrame<'welcome'>): void {
    listRooms({
      connection: this.#parts.connection,
      clock: this.#parts.platform.clock,
      isKnown: () => this.rooms.isKnown,
      take: ({ users, rooms }) => {
        this.users.add(users);
        const fresh = rooms.filter(({ id }) => this.rooms.logOf(id) === undefined);
        for (const view of fresh) this.rooms.adopt(new RoomLog(view, this.#me()));
      },
      done: () => {
        this.rooms.known();
        this.#cache.put({ table: 'meta', key: 'listed', value: true });
        this.#catchUp(welcome);
      },
    });
  }

  #selfIs(self: SelfView): void {
    if (this.self.getSnapshot() === undefined) return;
    this.self.set(self);
    this.users.add([self]);
    this.#parts.selfChanged(self);
  }

  #mentioned({ room, seq, audience }: DownFrame<'mention'>): void {
    const log = this.rooms.logOf(room);
    if (audience === 'message') log?.called(seq);
    log?.hear(seq);
    log?.staleCounts();
    if (log) this.#sync.counts(log, { amongMany: audience !== undefined });
    if (!audience) this.threads.moved(room, true);
  }

  /** A room became known: from the list, the local store, or because I was added. */
  #adopted(log: RoomLog): void {
    this.#touched(log);
    if (log.view.peer) this.users.add([log.view.peer]);
    if (log.view.preview) this.users.want(log.view.preview.by);
    for (const inbox of this.inboxes) inbox.enter(log);
    if (this.#parts.connection.isReady) this.rooms.find(log.id)?.resume();
  }

  /** Entries came, or a snapshot in their place. */
  #arrived(log: RoomLog): void {
    this.#cache.put(...this.outbox.reached(log.id, log.head));
    if (log.isGone) this.#gone(log.id);
    else this.#touched(log);
  }

  #touched(log: RoomLog): void {
    this.#cache.room(log);
    this.#expiry.note(log);
    this.#sync.counts(log);
    this.rooms.find(log.id)?.changed();
  }

  #gone(room: RoomId): void {
    this.rooms.drop(room);
    this.threads.gone(room);
    this.later.gone(room);
    this.#cache.forgetRoom(room);
  }

  #acknowledged(room: RoomId, seq: number): void {
    const { rooms, outbox } = this;
    const { clock } = this.#parts.platform;
    acknowledged({ clock, rooms, outbox, cache: this.#cache, sync: this.#sync }, room, seq);
  }
}
