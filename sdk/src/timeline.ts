// A part of a room's timeline: items ascending by seq, without a hole between the first and the last.
// Each item knows up to which seq its state is known, so that an entry is never applied to it twice.
import type { Entry, EntryOf, MessageView, Reaction, SystemEntry, TimelinePage, UserId } from '@sup/protocol';
import { limits } from '@sup/protocol/wire';
import type { StoredItem } from './records.ts';

export interface Part {
  readonly items: readonly StoredItem[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

export const emptyPart: Part = { items: [], hasOlder: true, hasNewer: false };

/** A page as a part; what lies beyond `upTo` is left out, for its entries come by themselves. */
export function partOf(page: TimelinePage, upTo: number): Part {
  return {
    items: page.items.filter(({ seq }) => seq <= upTo).map((item) => ({ item, asOf: page.head })),
    hasOlder: page.hasBefore,
    hasNewer: page.hasAfter,
  };
}

/** Puts the part that comes before another in front of it; where they overlap, the state known further wins. */
export function join(older: Part, newer: Part): Part {
  return {
    items: merge(older.items, newer.items),
    hasOlder: older.hasOlder,
    hasNewer: newer.hasNewer,
  };
}

function merge(older: readonly StoredItem[], newer: readonly StoredItem[]): StoredItem[] {
  const bySeq = new Map(older.map((stored) => [stored.item.seq, stored]));
  for (const stored of newer) {
    const other = bySeq.get(stored.item.seq);
    if (other === undefined || other.asOf <= stored.asOf) bySeq.set(stored.item.seq, stored);
  }
  return [...bySeq.values()].sort((a, b) => a.item.seq - b.item.seq);
}

/** Applies entries, ascending, to a part; `grows` where the part ends at the head, so that new items belong to it. */
export function applyEntries(
  part: Part,
  entries: readonly Entry[],
  { me, grows }: { me: UserId; grows: boolean },
): Part {
  const items = [...part.items];
  let changed = false;
  for (const entry of entries) {
    const added = grows ? itemOf(entry) : undefined;
    const last = items.at(-1)?.item.seq ?? 0;
    if (added !== undefined && entry.seq > last) {
      items.push({ item: added, asOf: entry.seq });
      changed = true;
    } else if ('targetSeq' in entry) {
      const at = indexOf(items, entry.targetSeq);
      const stored = items[at];
      const next = stored && change(stored, entry, me);
      if (next === undefined || next === stored) continue;
      items[at] = next;
      changed = true;
    }
  }
  return changed ? { ...part, items } : part;
}

/** What a timeline shows of an entry: a message, a system line, or nothing. */
function itemOf(entry: Entry): MessageView | SystemEntry | undefined {
  switch (entry.kind) {
    case 'message':
      // Replies in a thread have a timeline of their own.
      return entry.thread === undefined ? { ...entry, reactions: [] } : undefined;
    case 'edit':
    case 'delete':
    case 'reaction':
      return undefined;
    default:
      return entry;
  }
}

/** Where the item of this seq is; -1 if it is not here. */
export function indexOf(items: readonly StoredItem[], seq: number): number {
  let low = 0;
  let high = items.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = items[middle]?.item.seq ?? 0;
    if (found === seq) return middle;
    if (found < seq) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** An item after an entry that is about it; the same when the entry is known in it. */
export function change(stored: StoredItem, entry: Entry, me: UserId): StoredItem {
  const { item, asOf } = stored;
  if (item.kind !== 'message' || entry.seq <= asOf) return stored;
  const next = changedMessage(item, entry, me);
  return next === item ? stored : { item: next, asOf: entry.seq };
}

function changedMessage(message: MessageView, entry: Entry, me: UserId): MessageView {
  switch (entry.kind) {
    case 'edit':
      return message.deletedAt === undefined ? edited(message, entry) : message;
    case 'delete':
      return { ...message, body: null, deletedAt: entry.at, reactions: [] };
    case 'reaction':
      return entry.by === undefined ? message : reacted(message, { ...entry, by: entry.by, me });
    default:
      return message;
  }
}

function edited(message: MessageView, { at, body, encoding, mentions }: EntryOf<'edit'>): MessageView {
  const { mentions: _, ...rest } = message;
  // A body that a later edit replaced is not told: what is shown stays until that edit comes.
  return {
    ...rest,
    encoding,
    body: body ?? message.body,
    editedAt: at,
    ...(mentions === undefined ? {} : { mentions }),
  };
}

interface React {
  readonly by: UserId;
  readonly emoji: string;
  readonly on: boolean;
  readonly me: UserId;
}

/** A message after someone's reaction; repeating one changes nothing (R28). */
export function reacted(message: MessageView, react: React): MessageView {
  const known = message.reactions.find(({ emoji }) => emoji === react.emoji);
  const has = known?.users.includes(react.by) || (react.by === react.me && known?.mine) || false;
  if (has === react.on) return message;
  if (known === undefined) {
    const first: Reaction = { emoji: react.emoji, count: 1, users: [react.by], mine: react.by === react.me };
    return { ...message, reactions: [...message.reactions, first] };
  }
  // Someone beyond the first few that are named may take theirs away: the count is right, the names stay.
  if (!react.on && known.count === known.users.length && !known.users.includes(react.by)) return message;
  const next = react.on ? withOne(known, react) : without(known, react);
  return {
    ...message,
    reactions: message.reactions
      .map((reaction) => (reaction === known ? next : reaction))
      .filter(({ count }) => count > 0),
  };
}

function withOne(reaction: Reaction, { by, me }: React): Reaction {
  const users = reaction.users.length < limits.reactionUsersShown ? [...reaction.users, by] : reaction.users;
  return { ...reaction, users, count: reaction.count + 1, mine: reaction.mine || by === me };
}

function without(reaction: Reaction, { by, me }: React): Reaction {
  return {
    ...reaction,
    users: reaction.users.filter((user) => user !== by),
    count: reaction.count - 1,
    mine: reaction.mine && by !== me,
  };
}
