// One thread that I follow, carried on from entry to entry: its beginning, my marker, what is unread. Pure state.
import type { Entry, ThreadView, UserId } from '@sup/protocol';
import { excerpt, limits } from '@sup/protocol/wire';
import { mentionsMe, type Named } from './mentioned.ts';
import type { OwnThread } from './room-items.ts';
import type { FollowedThread } from './snapshots.ts';
import { change } from './timeline.ts';

/** What lies in the local store: the view, whose `head` is the last seq that it reflects. */
export type ThreadRecord = ThreadView;

export class Followed {
  readonly #me: UserId;
  readonly #standing: () => Named['standing'];
  #view: ThreadView;
  #own: OwnThread;
  #shown: FollowedThread | undefined;
  /** The counts are a guess: the server knows them. */
  isStale = false;

  /** `standing` is asked for when it is needed. */
  constructor(view: ThreadView, { me, standing }: { me: UserId; standing: () => Named['standing'] }) {
    this.#me = me;
    this.#standing = standing;
    this.#view = view;
    this.#own = { unread: view.unread, mentions: view.mentions };
  }

  get view(): ThreadView {
    return this.#view;
  }

  /** The same object until it changed. */
  get own(): OwnThread {
    return this.#own;
  }

  /** As a list shows it; undefined while there is no reply. */
  get shown(): FollowedThread | undefined {
    const { room, root, unread, mentions } = this.#view;
    const { summary, id, by, at, body } = root;
    if (summary === undefined) return undefined;
    const { replies, lastReplyAt, lastRepliers } = summary;
    const text =
      body === null || root.encoding !== 'text' ? null : excerpt(body, limits.quotePreviewCodePoints);
    this.#shown ??= { id, room, by, at, text, replies, lastReplyAt, lastRepliers, unread, mentions };
    return this.#shown;
  }

  /** Takes an entry; false if it changes nothing here. */
  apply(entry: Entry): boolean {
    const { root, head } = this.#view;
    if (entry.seq <= head) return false;
    const expired = entry.kind === 'messages.expired' ? entry.messages : [];
    const ended = expired.filter(({ thread }) => thread === root.id);
    const isHere = ('thread' in entry && entry.thread === root.id) || ended.length > 0;
    const isAbout =
      ('target' in entry && entry.target === root.id) || expired.some(({ id }) => id === root.id);
    if (!isHere && !isAbout) return false;
    if (ended.some(({ seq }) => seq > this.#view.marker)) this.isStale = true;
    const { item } = change({ item: root, asOf: head }, entry, this.#me);
    this.#set({ ...this.#view, head: entry.seq, root: item.kind === 'message' ? item : root });
    if (isHere) this.#count(entry);
    return true;
  }

  #count(entry: Entry): void {
    const { marker, unread, mentions } = this.#view;
    if (entry.kind === 'message' && entry.by !== this.#me && entry.seq > marker) {
      const named = mentionsMe(entry, { me: this.#me, standing: this.#standing() }) ? 1 : 0;
      this.#set({ ...this.#view, unread: capped(unread + 1), mentions: capped(mentions + named) });
    }
    // A deletion or an edit may change what is unread by more than the entry says.
    const isMove = entry.kind === 'move' || entry.kind === 'return';
    const isChange = isMove || entry.kind === 'delete' || entry.kind === 'edit';
    if (isChange && entry.targetSeq > marker) this.isStale = true;
  }

  /** Moves my marker: behind all that is known nothing is unread, elsewhere the server is to count. */
  mark(marker: number): boolean {
    if (marker === this.#view.marker) return false;
    if (marker >= this.#view.head) this.#set({ ...this.#view, marker, unread: 0, mentions: 0 });
    else {
      this.#set({ ...this.#view, marker });
      this.isStale = true;
    }
    return true;
  }

  #set(view: ThreadView): void {
    this.#view = view;
    this.#shown = undefined;
    const { unread, mentions } = view;
    if (unread !== this.#own.unread || mentions !== this.#own.mentions) this.#own = { unread, mentions };
  }
}

function capped(count: number): number {
  return Math.min(count, limits.unreadExactMax + 1);
}
