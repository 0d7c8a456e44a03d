// What this device has of one room: a contiguous cursor into its log, the newest part of its timeline, and, after a
// jump, an older part that is shown instead. Pure state: it is told ranges and pages, and says what it made of them.
import type {
  Entry,
  MessageId,
  MessageView,
  Preview,
  RoomId,
  RoomView,
  TimelinePage,
  UserId,
} from '@sup/protocol';
import type { Change } from './local-store.ts';
import type { StoredItem } from './records.ts';
import { applyToView, countUnread, withFact, withMarker, withNewest, withoutPreview } from './room-view.ts';
import {
  applyEntries,
  change,
  deleted,
  emptyPart,
  isOver,
  join,
  type Part,
  partOf,
  withoutOver,
} from './timeline.ts';

/** Entries of (from, to]. */
export interface Range {
  readonly from: number;
  readonly to: number;
  readonly entries: readonly Entry[];
}

/** Items of a room that the local store keeps. */
const cachedMax = 50;
/** Items that are held to be shown; beyond it the far end is let go and can be loaded again. */
const shownMax = 3_000;
const shownKept = 2_400;
/** What stays of the newest part while an older one is shown. */
const tailKept = 200;

export class RoomLog {
  readonly id: RoomId;
  readonly #me: UserId;
  #view: RoomView;
  #head: number;
  #heard: number;
  #tail: Part = emptyPart;
  #apart: Part | undefined;
  #isGone = false;
  #countsAreStale = false;
  #nextExpiry: number | undefined;
  /** Messages that shown ones quote. */
  readonly #quotes = new Map<MessageId, StoredItem & { item: MessageView }>();
  /** What the store has, to write only what changed. */
  #stored = new Map<number, StoredItem>();

  constructor(view: RoomView, me: UserId) {
    this.id = view.id;
    this.#me = me;
    this.#view = view;
    this.#head = view.head;
    this.#heard = view.head;
    if (view.preview) this.expect([view.preview]);
  }

  /** The room as the local store has it. */
  static restore(
    record: { view: RoomView; head: number; hasOlder: boolean },
    items: StoredItem[],
    me: UserId,
  ): RoomLog {
    const log = new RoomLog(record.view, me);
    log.#head = record.head;
    log.#tail = { items, hasOlder: record.hasOlder, hasNewer: false };
    log.#stored = new Map(items.map((stored) => [stored.item.seq, stored]));
    log.expect(items.map(({ item }) => item));
    return log;
  }

  get view(): RoomView {
    return this.#view;
  }

  /** The last seq up to which everything is here. */
  get head(): number {
    return this.#head;
  }

  /** There is more in the log than is here. */
  get isBehind(): boolean {
    return this.#heard > this.#head;
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  /** The counts are a guess: the server knows them. */
  get countsAreStale(): boolean {
    return this.#countsAreStale;
  }

  /** What is shown: the newest part, or an older one after a jump. */
  get shown(): Part {
    return this.#apart ?? this.#tail;
  }

  /** When I last said something here, by the server's clock, as far as the newest part reaches back. */
  get saidAt(): number | undefined {
    return this.#tail.items.findLast(({ item }) => item.kind === 'message' && item.by === this.#me)?.item.at;
  }

  get showsLatest(): boolean {
    return this.#apart === undefined;
  }

  quote(message: MessageId): MessageView | undefined {
    return this.#quotes.get(message)?.item;
  }

  /** Looks for a message to be quoted among the items here; false if it has to be fetched. */
  learnQuote(message: MessageId): boolean {
    if (this.#quotes.has(message)) return true;
    for (const part of [this.#tail, this.shown]) {
      const found = part.items.findLast(
        ({ item }) => item.kind === 'message' && item.id === message && !item.movedAt,
      );
      if (found?.item.kind !== 'message') continue;
      this.#quotes.set(message, { item: found.item, asOf: found.asOf });
      return true;
    }
    return false;
  }

  /**
   * Takes entries (R31, R34): what is known already is passed over, what lies beyond a gap is refused. 'returned': I was away
   * meanwhile, and what changed then nobody tells me, so that nothing here may be shown any longer (R33).
   */
  ingest({ from, to, entries }: Range): 'applied' | 'known' | 'gap' | 'returned' {
    this.hear(to);
    if (to <= this.#head) return 'known';
    if (from > this.#head) return 'gap';
    const news = entries.filter(({ seq }) => seq > this.#head);
    this.expect(news);
    if (news.some((entry) => entry.kind === 'member.joined' && entry.user === this.#me)) return 'returned';
    this.#tail = applyEntries(this.#tail, news, { me: this.#me, grows: true });
    if (this.#apart) this.#apart = applyEntries(this.#apart, news, { me: this.#me, grows: false });
    for (const entry of news) this.#applyOne(entry);
    this.#head = to;
    this.#view = { ...this.#view, head: Math.max(this.#view.head, to) };
    this.#recount();
    return 'applied';
  }

  #applyOne(entry: Entry): void {
    for (const target of targetsOf(entry)) {
      const quoted = this.#quotes.get(target);
      const next = quoted && change(quoted, entry, this.#me);
      if (next?.item.kind === 'message') this.#quotes.set(target, { ...next, item: next.item });
    }
    if (entry.kind === 'member.left' && entry.user === this.#me) this.#isGone = true;
    if (entry.seq <= this.#view.head) {
      // The head was told ahead of the log, and that says nothing of names, settings and roles.
      this.#view = withFact(this.#view, entry, this.#me);
      return;
    }
    this.#view = withNewest(applyToView(this.#view, entry, this.#me), this.#tail);
    // A deletion or an edit may change what is unread by more than the entry says.
    const isMove = entry.kind === 'move' || entry.kind === 'return';
    const isChange =
      (isMove || entry.kind === 'delete' || entry.kind === 'edit') && entry.thread === undefined;
    const touchesUnread = isChange && entry.targetSeq > this.#view.marker;
    const endsUnread =
      entry.kind === 'messages.expired' && entry.messages.some(({ seq }) => seq > this.#view.marker);
    if (touchesUnread || endsUnread) this.#countsAreStale = true;
  }

  /** A head was heard of; whether it is here is another matter. */
  hear(head: number): void {
    this.#heard = Math.max(this.#heard, head);
  }

  /** Too far behind (R33): what was cached of the room is dropped, and it goes on from here. */
  reset(view: RoomView, page: TimelinePage, head: number): void {
    this.#view = view;
    this.#head = head;
    this.#heard = Math.max(head, view.head);
    this.#apart = undefined;
    this.#quotes.clear();
    this.#tail = { ...partOf(page, head), hasNewer: false };
    this.#keepQuotes(page);
    this.#countsAreStale = false;
  }

  /** Where the next older page begins. */
  get before(): number {
    return this.shown.items[0]?.item.seq ?? this.#head + 1;
  }

  /** Where the next newer page begins. */
  get after(): number {
    return this.shown.items.at(-1)?.item.seq ?? 0;
  }

  /** Puts a page before what is shown. */
  addOlder(page: TimelinePage): void {
    this.#take(page);
    const older = { ...join(partOf(page, this.#head), this.shown), hasNewer: this.shown.hasNewer };
    if (older.items.length > shownMax) {
      this.#apart = { ...older, items: older.items.slice(0, shownKept), hasNewer: true };
      this.#tail = { ...this.#tail, items: this.#tail.items.slice(-tailKept), hasOlder: true };
    } else if (this.#apart) this.#apart = older;
    else this.#tail = older;
    this.#recount();
  }

  /** Puts a page after what is shown; where it meets the newest part, that is shown again. */
  addNewer(page: TimelinePage): void {
    this.#take(page);
    if (this.#apart === undefined) return;
    const joined = join(this.#apart, partOf(page, this.#head));
    const cut = joined.items.length > shownMax;
    const kept = cut ? { ...joined, items: joined.items.slice(-shownKept), hasOlder: true } : joined;
    this.#show(kept);
  }

  /** Shows the part around a place. */
  showAround(page: TimelinePage): void {
    this.#take(page);
    this.#show(partOf(page, this.#head));
  }

  backToLatest(): void {
    this.#apart = undefined;
  }

  #show(part: Part): void {
    const first = this.#tail.items[0]?.item.seq ?? Number.POSITIVE_INFINITY;
    const last = part.items.at(-1)?.item.seq ?? 0;
    if (part.hasNewer && last < first) {
      this.#apart = part;
      return;
    }
    this.#tail = { ...join(part, this.#tail), hasNewer: false };
    this.#apart = undefined;
    this.#recount();
  }

  #take(page: TimelinePage): void {
    this.hear(page.head);
    this.#keepQuotes(page);
  }

  #keepQuotes(page: TimelinePage): void {
    this.expect(page.items);
    for (const item of page.quoted) this.addQuote(item, page.head);
  }

  addQuote(item: MessageView, asOf: number): void {
    const known = this.#quotes.get(item.id);
    if (known === undefined || known.asOf <= asOf) this.#quotes.set(item.id, { item, asOf });
    this.expect([item]);
  }

  /** When the next message here or in a thread of this room is to disappear, by the server's clock. */
  get nextExpiry(): number | undefined {
    return this.#nextExpiry;
  }

  /** Messages came: some may be there for a while only. */
  expect(items: readonly (Entry | MessageView | Preview)[]): void {
    for (const item of items) {
      const expiresAt = 'expiresAt' in item ? item.expiresAt : undefined;
      const isOver = 'deletedAt' in item && item.deletedAt !== undefined;
      if (expiresAt === undefined || isOver) continue;
      this.#nextExpiry = Math.min(expiresAt, this.#nextExpiry ?? expiresAt);
    }
  }

  /** Drops what is to be gone by now, whether or not the server has said so. */
  expire(now: number): void {
    this.#tail = withoutOver(this.#tail, now);
    if (this.#apart) this.#apart = withoutOver(this.#apart, now);
    for (const [id, { item, asOf }] of this.#quotes)
      if (isOver(item, now)) this.#quotes.set(id, { item: deleted(item, now), asOf });
    if ((this.#view.preview?.expiresAt ?? now + 1) <= now)
      this.#view = withNewest(withoutPreview(this.#view), this.#tail);
    this.#nextExpiry = undefined;
    for (const part of [this.#tail, this.shown]) this.expect(part.items.map(({ item }) => item));
    this.expect([...this.#quotes.values()].map(({ item }) => item));
    if (this.#view.preview) this.expect([this.#view.preview]);
    this.#recount();
  }

  /** Changes what the view says apart from the log: marker, receipts, counts, a head with its preview. */
  revise(revise: (view: RoomView) => RoomView): void {
    this.#view = revise(this.#view);
    if (this.#view.preview) this.expect([this.#view.preview]);
  }

  /** Moves my marker and counts anew; the counts are stale where the items here do not reach back to it. */
  mark(marker: number): void {
    if (marker === this.#view.marker) return;
    this.#view = withMarker(this.#view, marker);
    this.#countsAreStale = true;
    this.#recount();
  }

  /** The counts as the server made them; false if they are of another moment. */
  setCounts(counts: { head: number; marker: number; unread: number; mentions: number }): boolean {
    if (counts.head < this.#view.head || counts.marker !== this.#view.marker) return false;
    this.#view = { ...this.#view, unread: counts.unread, mentions: counts.mentions };
    this.#countsAreStale = false;
    return true;
  }

  /** I am told of a message that calls me before it comes here. */
  called(seq: number): void {
    const { marker, head, mentions } = this.#view;
    if (seq > Math.max(marker, head)) this.#view = { ...this.#view, mentions: mentions + 1 };
  }

  staleCounts(): void {
    this.#countsAreStale = true;
    this.#recount();
  }

  #recount(): void {
    // What was heard of and is not here (in a large room that is not open) cannot be counted from the items.
    const isAhead = this.isBehind || this.#view.head > this.#head;
    const counts = isAhead ? undefined : countUnread(this.#tail, this.#view, this.#me);
    if (counts === undefined) return;
    this.#countsAreStale = false;
    const { unread, mentions } = this.#view;
    if (unread !== counts.unread || mentions !== counts.mentions) this.#view = { ...this.#view, ...counts };
  }

  /** What to write so that the store has this room as it is now: the record, and the newest items that changed. */
  takeChanges(): Change[] {
    const items = this.#tail.items.slice(-cachedMax);
    const hasOlder = this.#tail.hasOlder || this.#tail.items.length > items.length;
    const now = new Map(items.map((stored) => [stored.item.seq, stored]));
    const gone = [...this.#stored.keys()].filter((seq) => !now.has(seq));
    const fresh = items.filter((stored) => this.#stored.get(stored.item.seq) !== stored);
    this.#stored = now;
    return [
      { table: 'rooms', key: this.id, value: { view: this.#view, head: this.#head, hasOlder } },
      ...gone.map((seq) => ({ table: 'items', key: itemKey(this.id, seq) }) as const),
      ...fresh.map((value) => ({ table: 'items', key: itemKey(this.id, value.item.seq), value }) as const),
    ];
  }
}

/** The messages that an entry is about. */
function targetsOf(entry: Entry): readonly MessageId[] {
  if (entry.kind === 'messages.expired') return entry.messages.map(({ id }) => id);
  return 'target' in entry ? [entry.target] : [];
}

function itemKey(room: RoomId, seq: number): string {
  return `${room}:${String(seq).padStart(16, '0')}`;
}
