// One room as screens and bots use it. What it knows lies in its log; what it says goes through outbox and errands.
import type {
  Cmid,
  MemberView,
  MessageId,
  MessageVersion,
  NotifyLevel,
  Role,
  RoomId,
  TimelinePage,
  UserId,
  UserView,
} from '@sup/protocol';
import { makeId, stateKey } from '@sup/protocol/wire';
import type { Connection } from './connection.ts';
import type { Room as RoomDoor, SendOptions } from './doors.ts';
import type { Drafts } from './drafts.ts';
import type { Errands } from './errands.ts';
import { Moderation } from './moderation.ts';
import { Moves } from './moves.ts';
import { Observable } from './observable.ts';
import type { Outbox } from './outbox.ts';
import type { OwnStream } from './own-stream.ts';
import type { Clock } from './platform.ts';
import { Polls, type PollsParts } from './polls.ts';
import { readMembers } from './read-members.ts';
import { readPace } from './read-pace.ts';
import type { Draft } from './records.ts';
import type { Rest } from './rest.ts';
import { type OwnThread, RoomItems } from './room-items.ts';
import { RoomKeeps } from './room-keeps.ts';
import { RoomLoader } from './room-loader.ts';
import type { RoomLog } from './room-log.ts';
import { roomOwn } from './room-own.ts';
import { type SnapshotParts, snapshotOf, summaryOf } from './room-snapshot.ts';
import type { Mute, RoomSnapshot, RoomSummary } from './snapshots.ts';
import type { Typing } from './typing.ts';
import type { Users } from './users.ts';

/** What the rooms of one client share. */
export interface RoomParts extends Pick<PollsParts, 'votes'> {
  readonly clock: Clock;
  readonly connection: Pick<Connection, 'ask' | 'isReady' | 'serverAheadMs' | 'subscribe'>;
  readonly rest: Rest;
  readonly outbox: Outbox;
  readonly errands: Errands;
  readonly drafts: Drafts;
  readonly typing: Typing;
  readonly own: OwnStream;
  readonly threads: { own(root: MessageId): OwnThread | undefined };
  readonly users: Users;
  me(): UserId;
  /** Brings the room up to date. */
  want(room: RoomId): void;
  /** The room came on the screen. */
  opened(log: RoomLog): void;
  /** The log changed by something I did: it is to be kept, and its counts may be a guess. */
  touched(log: RoomLog): void;
  /** The room's summary may have changed. */
  listChanged(): void;
}

export class Room implements RoomDoor {
  readonly id: RoomId;
  readonly moderation: Moderation;
  readonly keeps: RoomKeeps;
  readonly moves: Moves;
  readonly polls: Polls;
  readonly #parts: RoomParts;
  readonly #loader: RoomLoader;
  readonly #items = new RoomItems();
  readonly #version = new Observable(0);
  readonly #askedQuotes = new Set<MessageId>();
  #log: RoomLog | undefined;
  #isGone = false;
  #opened = 0;
  #members: readonly MemberView[] | undefined;
  #made: { summary: RoomSummary; full: RoomSnapshot | undefined } | undefined;
  #isStale = true;
  #isFullStale = true;

  readonly subscribe = this.#version.subscribe;

  constructor(id: RoomId, parts: RoomParts) {
    this.id = id;
    this.#parts = parts;
    this.moderation = new Moderation(id, parts);
    this.keeps = new RoomKeeps(id, parts, () => this.#log);
    this.moves = new Moves(id, { ...parts, head: () => this.#log?.head ?? 0 });
    this.polls = new Polls(id, parts);
    this.#loader = new RoomLoader({
      connection: parts.connection,
      log: () => this.#log,
      changed: (page) => this.#pageCame(page),
    });
  }

  get log(): RoomLog | undefined {
    return this.#log;
  }

  get isOpen(): boolean {
    return this.#opened > 0;
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  /** Gives the room its log, or takes it away. */
  setLog(log: RoomLog | undefined, { gone = false } = {}): void {
    this.#log = log;
    this.#isGone = gone;
    if (log === undefined) this.keeps.reset();
    this.changed();
    if (log && this.isOpen) this.#forgive(this.#loader.first());
  }

  /** Something it shows changed; screens are told, snapshots are made when asked for. */
  changed(): void {
    if (this.#log?.isGone) this.#isGone = true;
    this.#isStale = true;
    this.#isFullStale = true;
    this.#version.set(this.#version.getSnapshot() + 1);
    this.#parts.listChanged();
  }

  readonly getSnapshot = (): RoomSnapshot => {
    const summary = this.summary();
    if (this.#made?.full && !this.#isFullStale) return this.#made.full;
    const full = snapshotOf(this.#snapshotParts(), { summary, items: this.#items, before: this.#made?.full });
    this.#made = { summary, full };
    this.#isFullStale = false;
    return full;
  };

  summary(): RoomSummary {
    if (this.#made && !this.#isStale) return this.#made.summary;
    const summary = summaryOf(this.#snapshotParts(), this.#made?.summary);
    this.#made = { summary, full: this.#made?.full };
    this.#isStale = false;
    return summary;
  }

  #snapshotParts(): SnapshotParts {
    const { id } = this;
    const { own, users } = this.#parts;
    const peer = this.#log?.view.peer;
    return {
      id,
      me: this.#parts.me(),
      log: this.#log,
      isGone: this.#isGone,
      writes: this.#parts.outbox.of(id),
      typing: this.#parts.typing.of(id),
      draft: this.#parts.drafts.of({ room: id }),
      ownThread: this.#parts.threads.own,
      ownVote: this.polls.mine,
      own: roomOwn(own, id, this.#parts.clock.now()),
      peer: peer && (users.get(peer.id) ?? peer),
      loading: this.#loader.loading,
      loadFailure: this.#loader.failure,
      members: this.#members,
      serverAheadMs: this.#parts.connection.serverAheadMs,
    };
  }

  open(): () => void {
    this.#opened += 1;
    if (this.#opened === 1) this.resume();
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#opened -= 1;
      if (this.#opened > 0) return;
      this.stopTyping();
      this.#parts.errands.hurry(stateKey.marker(this.id));
      this.#forgive(this.#parts.connection.ask('room.close', { room: this.id }));
    };
  }

  /** There is a connection: it does not know yet that this room is on the screen. */
  resume(): void {
    if (!this.isOpen || !this.#parts.connection.isReady) return;
    this.#forgive(
      this.#parts.connection
        .ask('room.open', { room: this.id })
        .then(({ head }) => this.#log?.hear(head))
        // Also when it was refused: sync finds out whether the room is mine.
        .finally(() => this.#parts.want(this.id)),
    );
    if (this.#log) this.#parts.opened(this.#log);
    this.keeps.resume();
    this.#forgive(this.#loader.first());
  }

  /** What fails here is tried again by the next connection, and told by sync if the room is gone. */
  #forgive(task: Promise<unknown>): void {
    task.catch(() => undefined);
  }

  send(text: string, { holdMs, ...options }: SendOptions = {}): Cmid {
    this.#parts.typing.stopSaying(this.id, { sent: true });
    this.#parts.drafts.set({ room: this.id }, { text: '' });
    this.#log?.backToLatest();
    if (options.replyTo !== undefined) this.wantQuote(options.replyTo);
    return this.#parts.outbox.add('message.send', { ...this.#place(), body: text, ...options }, holdMs);
  }

  edit(message: MessageId, text: string, options: Pick<SendOptions, 'mentions' | 'audience'> = {}): Cmid {
    return this.#parts.outbox.add('message.edit', { ...this.#place(), message, body: text, ...options });
  }

  delete(message: MessageId): Cmid {
    return this.#parts.outbox.add('message.delete', { ...this.#place(), message });
  }

  react(message: MessageId, emoji: string, on: boolean): Cmid {
    return this.#parts.outbox.add('message.react', { ...this.#place(), message, emoji, on });
  }

  #place() {
    return { room: this.id, since: this.#log?.head ?? 0 };
  }

  retry(write: Cmid): void {
    this.#parts.outbox.retry(write);
  }

  discard(write: Cmid): boolean {
    return this.#parts.outbox.discard(write);
  }

  settled(write: Cmid): Promise<void> {
    return this.#parts.outbox.settled(write);
  }

  loadOlder(): Promise<void> {
    return this.#loader.older();
  }

  loadNewer(): Promise<void> {
    return this.#loader.newer();
  }

  jumpTo(seq: number): Promise<void> {
    return this.#loader.around(seq);
  }

  backToLatest(): void {
    this.#log?.backToLatest();
    this.changed();
  }

  #pageCame(page?: TimelinePage): void {
    if (page) this.#parts.users.add(page.users);
    if (page && this.#log) this.#parts.touched(this.#log);
    if (this.#log?.isBehind) this.#parts.want(this.id);
    this.changed();
  }

  markRead(upTo?: number): void {
    const log = this.#log;
    if (log === undefined) return;
    const seq = Math.min(upTo ?? log.view.head, log.view.head);
    if (seq <= log.view.marker && seq <= log.view.read) return;
    log.revise((view) => ({ ...view, read: Math.max(view.read, seq) }));
    this.#mark(log, Math.max(seq, log.view.marker));
    this.#parts.errands.put(
      stateKey.marker(this.id),
      { type: 'receipt.read', input: { room: this.id, seq } },
      readPace(log.view.memberCount),
    );
  }

  markUnread(from: number): void {
    const log = this.#log;
    if (log === undefined) return;
    const seq = Math.max(0, from - 1);
    this.#mark(log, seq);
    this.#parts.errands.put(stateKey.marker(this.id), { type: 'marker.set', input: { room: this.id, seq } });
  }

  /** The server moved my marker: another device of mine did, or my own send. */
  marked(seq: number): void {
    if (this.#log) this.#mark(this.#log, seq);
  }

  #mark(log: RoomLog, seq: number): void {
    log.mark(seq);
    this.#parts.touched(log);
    this.changed();
  }

  typing(): void {
    this.#parts.typing.say(this.id);
  }

  stopTyping(): void {
    this.#parts.typing.stopSaying(this.id);
  }

  setDraft(draft: { text: string; replyTo?: MessageId }): void {
    this.#parts.drafts.set({ room: this.id }, draft);
  }

  draft(): Draft | undefined {
    return this.#parts.drafts.of({ room: this.id });
  }

  setMute(mute: Mute | undefined): void {
    this.#setting(stateKey.mute(this.id), mute ?? null);
  }

  setPinned(pinned: boolean): void {
    this.#setting(stateKey.pin(this.id), pinned ? { at: this.#parts.clock.now() } : null);
  }

  setLevel(level: NotifyLevel | undefined): void {
    this.#setting(stateKey.level(this.id), level === undefined ? null : { level });
  }

  setPutAway(away: boolean): void {
    this.#setting(stateKey.archive(this.id), away ? { at: this.#parts.clock.now() } : null);
  }

  notification(message: MessageId) {
    return this.#parts.connection.ask('message.notification', { room: this.id, message });
  }

  async versions(message: MessageId): Promise<readonly MessageVersion[]> {
    return (await this.#parts.rest.messages.versions({ room: this.id, message })).versions;
  }

  receipts(message: MessageId) {
    return this.#parts.connection.ask('message.receipts', { room: this.id, message });
  }

  #setting(key: string, value: unknown): void {
    this.#parts.own.set(key, value);
    this.#parts.errands.put(key, { type: 'state.set', input: { key, value } });
    this.changed();
  }

  async loadMembers(): Promise<readonly MemberView[]> {
    const members = await readMembers(this.#parts.rest, this.id);
    this.#parts.users.add(members.map(({ user }) => user));
    this.#members = members;
    this.changed();
    return members;
  }

  /** Who is a member changed: the list, where it was loaded, is read again. */
  membersChanged(): void {
    // Who was removed has nothing to read there any more.
    if (this.#members !== undefined && !this.#log?.isGone) this.#forgive(this.loadMembers());
  }

  async addMember(user: UserId, role: Role = 'member'): Promise<void> {
    await this.#parts.rest.rooms.addMember({ room: this.id, user, role });
  }

  async removeMember(user: UserId): Promise<void> {
    await this.#parts.rest.rooms.removeMember({ room: this.id, user });
  }

  async change(input: { name?: string; topic?: string }): Promise<void> {
    const { clock, rest } = this.#parts;
    const cmid = makeId<'Cmid'>(clock.now(), clock.random(10));
    await rest.rooms.change({ room: this.id, cmid, ...input });
  }

  async leave(): Promise<void> {
    await this.#parts.rest.rooms.leave({ room: this.id });
  }

  /** Fetches a message that a shown one quotes and that is not here, once. */
  wantQuote(message: MessageId): void {
    const log = this.#log;
    if (log === undefined || log.learnQuote(message) || this.#askedQuotes.has(message)) return;
    this.#askedQuotes.add(message);
    const asked = this.#parts.connection.ask('message.get', { room: this.id, message });
    this.#forgive(
      asked.then(({ message: view, users }) => {
        this.#parts.users.add(users);
        log.addQuote(view, log.head);
        this.changed();
      }),
    );
  }

  /** The peer's profile changed. */
  peerChanged(user: UserView): void {
    if (this.#log?.view.peer?.id === user.id) this.changed();
  }
}
