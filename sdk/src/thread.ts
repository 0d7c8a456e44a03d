// One thread as screens use it: the message it grew from and the newest part of its replies, or an older one after a jump.
// What is said here goes through the room's lane of the outbox, so that all I write in a room keeps its order.
import type { AskInput, Cmid, Entry, MessageId, MessageView, RoomId, ThreadPage } from '@sup/protocol';
import { stateKey } from '@sup/protocol/wire';
import type { SendOptions, Thread as ThreadDoor } from './doors.ts';
import { standingIn } from './mentioned.ts';
import { Observable } from './observable.ts';
import type { Draft, Refusal, StoredItem } from './records.ts';
import { toRefusal } from './refusal.ts';
import { RoomItems } from './room-items.ts';
import { receivedByAll } from './room-view.ts';
import type { ThreadSnapshot } from './snapshots.ts';
import type { ThreadKeeper, ThreadPlace, ThreadsParts } from './thread-parts.ts';
import {
  applyEntries,
  change,
  deleted,
  emptyPart,
  indexOf,
  isOver,
  join,
  type Part,
  withoutOver,
} from './timeline.ts';

type Cut = Pick<AskInput<'thread.page'>, 'before' | 'after' | 'around'>;
type Loading = NonNullable<ThreadSnapshot['loading']>;
const pageSize = 50;

export class Thread implements ThreadDoor {
  readonly id: MessageId;
  readonly room: RoomId;
  readonly #place: ThreadPlace;
  readonly #parts: ThreadsParts;
  readonly #threads: ThreadKeeper;
  readonly #items = new RoomItems();
  readonly #version = new Observable(0);
  readonly #quotes = new Map<MessageId, MessageView>();
  #root: StoredItem | undefined;
  #part: Part | undefined;
  #opened = 0;
  #isGone = false;
  /** What came while a page was on its way: it may know less. */
  #loading: { readonly is: Loading; readonly heard: Entry[]; readonly done: Promise<void> } | undefined;
  #failure: Refusal | undefined;
  /** A page that was asked for before a reset is of no use after it. */
  #beginnings = 0;
  #made: ThreadSnapshot | undefined;

  readonly subscribe = this.#version.subscribe;

  constructor(place: ThreadPlace, parts: ThreadsParts, threads: ThreadKeeper) {
    this.id = place.thread;
    this.room = place.room;
    this.#place = place;
    this.#parts = parts;
    this.#threads = threads;
  }

  changed(): void {
    this.#made = undefined;
    this.#version.set(this.#version.getSnapshot() + 1);
  }

  readonly getSnapshot = (): ThreadSnapshot => {
    this.#made ??= this.#make();
    return this.#made;
  };

  #make(): ThreadSnapshot {
    const { outbox, drafts } = this.#parts;
    const part = this.#part ?? emptyPart;
    const root = this.#root ? [this.#root] : [];
    const view = this.#parts.room(this.room).log?.view;
    const me = this.#parts.me();
    const shown = this.#items.make({
      me,
      standing: standingIn(this.#parts.room(this.room).log),
      part: { ...part, items: [...root, ...part.items] },
      latest: !part.hasNewer,
      writes: outbox.of(this.room),
      // Who has read the room may not have read the thread.
      received: { delivered: view ? receivedByAll(view, me).delivered : 0, read: 0 },
      quote: (message) => this.#quote(message),
      thread: this.id,
      ownThread: this.#threads.own,
      ownVote: this.#parts.room(this.room).polls.mine,
    });
    const [first, ...replies] = shown;
    const head = this.#root && first?.kind === 'message' ? first : undefined;
    const own = this.#threads.own(this.id);
    const draft = drafts.of(this.#place);
    return {
      id: this.id,
      room: this.room,
      state: this.#state(),
      items: head ? replies : shown,
      hasOlder: part.hasOlder,
      hasNewer: part.hasNewer,
      following: own !== undefined,
      unread: own?.unread ?? 0,
      mentions: own?.mentions ?? 0,
      ...(head && { root: head }),
      ...(this.#loading && { loading: this.#loading.is }),
      ...(this.#failure && { loadFailure: this.#failure }),
      ...(draft && { draft }),
    };
  }

  #state(): ThreadSnapshot['state'] {
    if (this.#isGone || this.#parts.room(this.room).isGone) return 'gone';
    return this.#part === undefined ? 'loading' : 'ready';
  }

  #quote(message: MessageId): MessageView | undefined {
    if (this.#root?.item.kind === 'message' && this.#root.item.id === message) return this.#root.item;
    const here = this.#part?.items.find(({ item }) => item.kind === 'message' && item.id === message)?.item;
    if (here?.kind === 'message') return here;
    return this.#quotes.get(message) ?? this.#parts.room(this.room).log?.quote(message);
  }

  open(): () => void {
    const close = this.#parts.room(this.room).open();
    this.#opened += 1;
    this.resume();
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#opened -= 1;
      close();
    };
  }

  /** There is a connection, or it came on the screen: loads what is not here. */
  resume(): void {
    if (this.#opened > 0 && this.#part === undefined) void this.#load('older', {});
  }

  /** What is here may lack something: it is loaded anew when it is on the screen. */
  reset(): void {
    this.#root = undefined;
    this.#part = undefined;
    this.#isGone = false;
    this.#beginnings += 1;
    this.changed();
    this.resume();
  }

  /** Entries that the room's log has taken. */
  apply(entries: readonly Entry[]): void {
    this.#loading?.heard.push(...entries);
    if (this.#applied(entries)) this.changed();
  }

  #applied(entries: readonly Entry[]): boolean {
    const [part, root] = [this.#part, this.#root];
    const me = this.#parts.me();
    if (part) this.#part = applyEntries(part, entries, { me, grows: !part.hasNewer, thread: this.id });
    for (const entry of entries)
      if (this.#root && isOf(this.id, entry)) this.#root = change(this.#root, entry, me);
    return part !== this.#part || root !== this.#root;
  }

  /** Drops what is to be gone by now. */
  expire(now: number): void {
    const [part, root] = [this.#part, this.#root];
    if (part) this.#part = withoutOver(part, now);
    if (root && isOver(root.item, now)) this.#root = { ...root, item: deleted(root.item, now) };
    this.#expect();
    if (part !== this.#part || root !== this.#root) this.changed();
  }

  /** The room's log knows when the next message is to disappear. */
  #expect(): void {
    const log = this.#parts.room(this.room).log;
    log?.expect([...(this.#part?.items ?? []), ...(this.#root ? [this.#root] : [])].map(({ item }) => item));
    if (log) this.#parts.expects(log);
  }

  send(text: string, { holdMs, ...options }: SendOptions = {}): Cmid {
    this.setDraft({ text: '' });
    if (this.#part?.hasNewer) this.backToLatest();
    const since = this.#parts.room(this.room).log?.head ?? 0;
    const input = { room: this.room, since, body: text, thread: this.id, ...options };
    return this.#parts.outbox.add('message.send', input, holdMs);
  }

  loadOlder(): Promise<void> {
    const first = this.#part?.items[0]?.item.seq;
    if (this.#part === undefined) return this.#load('older', {});
    if (first === undefined || !this.#part.hasOlder) return Promise.resolve();
    return this.#load('older', { before: first });
  }

  loadNewer(): Promise<void> {
    const last = this.#part?.items.at(-1)?.item.seq;
    if (last === undefined || !this.#part?.hasNewer) return Promise.resolve();
    return this.#load('newer', { after: last });
  }

  async jumpTo(seq: number): Promise<void> {
    if (this.#part && indexOf(this.#part.items, seq) >= 0) return;
    await this.#loading?.done;
    await this.#load('jump', { around: Math.max(1, seq) });
  }

  backToLatest(): void {
    if (!this.#part?.hasNewer) return;
    this.#part = undefined;
    void this.#load('older', {});
  }

  #load(is: Loading, cut: Cut): Promise<void> {
    if (this.#loading) return this.#loading.done;
    if (!this.#parts.connection.isReady) return Promise.resolve();
    const heard: Entry[] = [];
    const done = this.#ask(cut, heard);
    this.#loading = { is, heard, done };
    this.#failure = undefined;
    this.changed();
    return done;
  }

  async #ask(cut: Cut, heard: Entry[]): Promise<void> {
    const { connection, users } = this.#parts;
    const beginning = this.#beginnings;
    try {
      const page = await connection.ask('thread.page', { ...this.#place, ...cut, limit: pageSize });
      users(page.users);
      if (beginning === this.#beginnings) {
        this.#take(page, cut);
        this.#applied(heard);
      }
    } catch (error) {
      this.#failure = toRefusal(error);
      if (this.#failure.code === 'message-not-found' || this.#failure.code === 'room-not-found')
        this.#isGone = true;
    }
    this.#loading = undefined;
    this.changed();
    // Let go while the page was on its way: the next one is the newest again.
    if (this.#failure === undefined) this.resume();
  }

  #take(page: ThreadPage, { before, after }: Cut): void {
    this.#isGone = false;
    for (const quoted of page.quoted) this.#quotes.set(quoted.id, quoted);
    this.#root = { item: page.root, asOf: page.head };
    const { hasBefore: hasOlder, hasAfter: hasNewer } = page;
    const came: Part = { items: page.items.map((item) => ({ item, asOf: page.head })), hasOlder, hasNewer };
    const here = this.#part;
    if (before !== undefined && here) this.#part = { ...join(came, here), hasNewer: here.hasNewer };
    else if (after !== undefined && here) this.#part = { ...join(here, came), hasOlder: here.hasOlder };
    else this.#part = came;
    this.#expect();
  }

  markRead(upTo?: number): void {
    const head = this.#parts.room(this.room).log?.view.head ?? 0;
    const seq = Math.min(upTo ?? head, head);
    const own = this.#threads.followed(this.id);
    // Who does not follow has nothing unread here.
    if (own === undefined || seq <= own.view.marker || (own.own.unread === 0 && !own.isStale)) return;
    this.#mark(seq);
  }

  markUnread(from: number): void {
    this.#mark(Math.max(0, from - 1));
  }

  #mark(seq: number): void {
    this.#threads.marked(this.#place, seq);
    const key = stateKey.marker(this.room, this.id);
    this.#parts.errands.put(key, { type: 'thread.mark', input: { ...this.#place, seq } });
  }

  follow(on: boolean): void {
    const key = stateKey.follow(this.room, this.id);
    this.#parts.errands.put(key, { type: 'thread.follow', input: { ...this.#place, on } });
    this.#threads.follow(this.#place, on);
    this.changed();
  }

  setDraft(draft: { text: string; replyTo?: MessageId }): void {
    this.#parts.drafts.set(this.#place, draft);
  }

  draft(): Draft | undefined {
    return this.#parts.drafts.of(this.#place);
  }
}

/** True for a reply in the thread, and for what is said about its root. */
function isOf(root: MessageId, entry: Entry): boolean {
  if ('thread' in entry && entry.thread !== undefined) return entry.thread === root;
  return 'target' in entry && entry.target === root;
}
