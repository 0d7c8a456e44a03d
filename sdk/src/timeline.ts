// A part of a room's timeline: items ascending by seq, without a hole between the first and the last.
// Each item knows up to which seq its state is known, so that an entry is never applied to it twice.
import type {
  Entry,
  EntryOf,
  MessageId,
  MessageView,
  PollView,
  Reaction,
  SystemEntry,
  ThreadSummary,
  TimelinePage,
  UserId,
} from '@sup/protocol';
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
  { me, grows, thread }: { me: UserId; grows: boolean; thread?: MessageId },
): Part {
  const items = [...part.items];
  let changed = false;
  for (const entry of entries) {
    const added = grows ? itemOf(entry, { thread, me }) : undefined;
    const last = items.at(-1)?.item.seq ?? 0;
    if (added !== undefined && entry.seq > last) {
      items.push({ item: added, asOf: entry.seq });
      changed = true;
    } else changed = changeAll(items, entry, me) || changed;
  }
  return changed ? { ...part, items } : part;
}

/** Changes the items that an entry is about; false if none is here. */
function changeAll(items: StoredItem[], entry: Entry, me: UserId): boolean {
  let changed = false;
  for (const seq of seqsChanged(entry)) {
    const at = indexOf(items, seq);
    const stored = items[at];
    const next = stored && change(stored, entry, me);
    if (next === undefined || next === stored) continue;
    if (leavesNothing(entry, seq)) items.splice(at, 1);
    else items[at] = next;
    changed = true;
  }
  return changed;
}

/** True for the deletion of the message at this place, in a room whose timelines show nothing of the deleted. */
function leavesNothing(entry: Entry, seq: number): boolean {
  if (entry.kind === 'messages.expired') return expiredAt(entry, seq)?.tombstone === false;
  return entry.kind === 'delete' && entry.leaves === 'nothing' && entry.targetSeq === seq;
}

/** What an entry says of the end of the message at this place. */
function expiredAt({ messages }: EntryOf<'messages.expired'>, seq: number) {
  const found = messages.find((message) => message.seq === seq);
  return found && { tombstone: found.tombstone === true };
}

/** Where the messages are that an entry changes: the one it is about, and in a thread the one that it grew from. */
function seqsChanged(entry: Entry): number[] {
  if (entry.kind === 'messages.expired') {
    const roots = entry.messages.flatMap(({ threadSeq }) => threadSeq ?? []);
    return [...new Set([...entry.messages.map(({ seq }) => seq), ...roots])];
  }
  const target = 'targetSeq' in entry ? [entry.targetSeq] : [];
  const root = 'threadSeq' in entry && entry.threadSeq !== undefined ? [entry.threadSeq] : [];
  return [...target, ...root];
}

/** What a timeline shows of an entry: a message, a system line, or nothing. A thread shows its replies only. */
function itemOf(
  entry: Entry,
  { thread, me }: { thread: MessageId | undefined; me: UserId },
): MessageView | SystemEntry | undefined {
  if (thread !== undefined && entry.kind !== 'message') return undefined;
  switch (entry.kind) {
    case 'message':
      // Replies have a timeline of their own.
      return entry.thread === thread ? viewOf(entry, me) : undefined;
    case 'move':
    case 'return':
    case 'edit':
    case 'delete':
    case 'reaction':
    case 'pin':
    case 'mark':
    case 'poll':
    case 'messages.expired':
    case 'space.child':
      return undefined;
    default:
      return entry;
  }
}

/** A message as it is when it comes; one that was brought here has its reactions with it. */
export function viewOf({ moved, ...entry }: EntryOf<'message'>, me?: UserId): MessageView {
  if (moved === undefined) return { ...entry, reactions: [] };
  const { at, by, editedAt } = moved;
  const changed = {
    ...(editedAt !== undefined && { editedAt }),
    ...(entry.poll && { poll: { ...entry.poll, ...moved.poll } }),
  };
  return { ...entry, ...changed, moved: { at, by }, reactions: reactionsOf(moved.reactions, me) };
}

function reactionsOf(brought: EntryOf<'return'>['reactions'], me: UserId | undefined): Reaction[] {
  return (brought ?? []).map(({ emoji, users }) => ({
    emoji,
    count: users.length,
    users: users.slice(0, limits.reactionUsersShown),
    mine: me !== undefined && users.includes(me),
  }));
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
  if ('thread' in entry && entry.thread === message.id) return withThread(message, entry);
  switch (entry.kind) {
    case 'edit':
      return message.deletedAt === undefined ? edited(message, entry) : message;
    case 'delete':
      return deleted(message, entry.at);
    case 'pin':
      return withPin(message, entry);
    case 'mark':
      return withMark(message, entry);
    case 'poll':
      return counted(message, entry);
    case 'messages.expired':
      return afterExpiry(message, entry);
    case 'reaction':
      return entry.by === undefined ? message : reacted(message, { ...entry, by: entry.by, me });
    case 'move':
      return withoutContent(message, entry.at);
    case 'return':
      return returned(message, entry, me);
    default:
      return message;
  }
}

/** What is left of a message: its place, and no word of it. */
export function deleted(message: MessageView, at: number): MessageView {
  const { pinned: _, mark: __, poll: ___, ...rest } = message;
  return { ...rest, body: null, deletedAt: message.deletedAt ?? at, reactions: [] };
}

/** On top of the room, or no longer; what is there already stays as it was put. */
export function withPin(
  message: MessageView,
  { by, at, on }: Pick<EntryOf<'pin'>, 'by' | 'at' | 'on'>,
): MessageView {
  if (by === undefined || message.deletedAt !== undefined || on === (message.pinned !== undefined))
    return message;
  const { pinned: _, ...rest } = message;
  return on ? { ...rest, pinned: { by, at } } : rest;
}

/** With the mark, or without one. */
export function withMark(
  message: MessageView,
  { by, at, mark }: Pick<EntryOf<'mark'>, 'by' | 'at' | 'mark'>,
): MessageView {
  if (by === undefined || message.deletedAt !== undefined) return message;
  const { mark: _, ...rest } = message;
  return mark ? { ...rest, mark: { ...mark, by, at } } : rest;
}

/** A poll after it was told what was voted; numbers that newer ones have replaced are not told. */
function counted(message: MessageView, { at, count, closed }: EntryOf<'poll'>): MessageView {
  const { poll } = message;
  if (poll === undefined || (!count && !closed)) return message;
  return { ...message, poll: { ...poll, ...count, ...(closed && { closedAt: at }) } };
}

/** True for a message that has come to its end by itself. */
export function isOver(item: StoredItem['item'], now: number): item is MessageView {
  return item.kind === 'message' && !item.deletedAt && !item.movedAt && (item.expiresAt ?? now + 1) <= now;
}

/** A part without the messages that have come to their end; what a thread grew from leaves a tombstone. */
export function withoutOver(part: Part, now: number): Part {
  if (!part.items.some(({ item }) => isOver(item, now))) return part;
  const items = part.items.flatMap((stored) => {
    const { item, asOf } = stored;
    if (!isOver(item, now)) return [stored];
    return item.summary ? [{ item: deleted(item, now), asOf }] : [];
  });
  return { ...part, items };
}

/** A message after the end of itself, or of replies in its thread. */
function afterExpiry(message: MessageView, entry: EntryOf<'messages.expired'>): MessageView {
  if (expiredAt(entry, message.seq)) return deleted(message, entry.at);
  const gone = entry.messages.filter(({ thread }) => thread === message.id).length;
  return gone === 0 ? message : withFewer(message, gone);
}

/** The message that a thread grew from, after a reply or the deletion of one. What is mine in it is counted elsewhere. */
function withThread(message: MessageView, entry: Entry): MessageView {
  const { summary } = message;
  if (entry.kind === 'message') return { ...message, summary: withReply(summary, entry) };
  if (entry.kind === 'return')
    return {
      ...message,
      summary: { ...noReplies(entry.at), ...summary, replies: (summary?.replies ?? 0) + 1 },
    };
  return entry.kind === 'delete' || entry.kind === 'move' ? withFewer(message, 1) : message;
}

function withFewer(message: MessageView, gone: number): MessageView {
  const { summary, ...rest } = message;
  if (summary === undefined) return message;
  const replies = summary.replies - gone;
  return replies <= 0 ? rest : { ...rest, summary: { ...summary, replies } };
}

function noReplies(at: number): ThreadSummary {
  return { replies: 0, lastReplyAt: at, lastRepliers: [], following: false, unread: 0, mentions: 0 };
}

/** The place where a message was. */
function withoutContent(
  {
    editedAt: _,
    mentions: _mentions,
    audience: _audience,
    audienceSeq: _audienceSeq,
    pinned: _pinned,
    mark: _mark,
    poll,
    ...message
  }: MessageView,
  at: number,
): MessageView {
  const left = { ...message, body: null, movedAt: at, reactions: [] };
  return poll ? { ...left, poll: withoutCount(poll) } : left;
}

function withoutCount({ votes: _, voters: __, closedAt: ___, ...terms }: PollView): PollView {
  return terms;
}

function returned(
  { movedAt: _, ...message }: MessageView,
  { seq, body, encoding, mentions, audience, editedAt, poll, reactions }: EntryOf<'return'>,
  me: UserId,
): MessageView {
  return {
    ...message,
    encoding,
    body,
    reactions: reactionsOf(reactions, me),
    ...(message.poll && { poll: { ...message.poll, ...poll } }),
    ...(mentions && { mentions }),
    ...(audience && { audience, audienceSeq: seq }),
    ...(editedAt !== undefined && { editedAt }),
  };
}

function withReply(before: ThreadSummary | undefined, { at, by }: EntryOf<'message'>): ThreadSummary {
  const others = before?.lastRepliers.filter((user) => user !== by) ?? [];
  return {
    replies: (before?.replies ?? 0) + 1,
    lastReplyAt: at,
    lastRepliers: [by, ...others].slice(0, limits.threadRepliersShown),
    following: before?.following ?? false,
    unread: before?.unread ?? 0,
    mentions: before?.mentions ?? 0,
  };
}

function edited(
  message: MessageView,
  { seq, at, body, encoding, mentions, audience }: EntryOf<'edit'>,
): MessageView {
  const { mentions: _, audience: _audience, audienceSeq: _audienceSeq, ...rest } = message;
  // A body that a later edit replaced is not told: what is shown stays until that edit comes.
  return {
    ...rest,
    encoding,
    body: body ?? message.body,
    editedAt: at,
    ...(mentions === undefined ? {} : { mentions }),
    ...(audience?.length && { audience, audienceSeq: seq }),
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
