// What the list knows of a room, carried on from entry to entry: head, counts, preview, members, receipts.
import type { Entry, EntryOf, MessageView, Preview, Receipt, RoomView, UserId } from '@sup/protocol';
import { excerpt, limits, withSettings } from '@sup/protocol/wire';
import { mentionsMe, standingOf, withRole } from './mentioned.ts';
import type { Part } from './timeline.ts';

/** Applies one entry that the view does not know yet (its seq is after the view's head). */
export function applyToView(view: RoomView, entry: Entry, me: UserId): RoomView {
  const next = { ...view, head: entry.seq };
  switch (entry.kind) {
    case 'message':
      return entry.thread === undefined ? withMessage(next, entry, me) : next;
    case 'edit':
      if (next.preview?.seq !== entry.targetSeq || entry.body === null) return next;
      return { ...next, preview: { ...next.preview, text: previewText(entry.body) } };
    case 'delete':
    case 'move':
      return withoutMessage(next, entry);
    case 'return':
      return withMessageAgain(next, entry);
    case 'messages.expired':
      next.deletions += entry.messages.filter(({ thread }) => thread === undefined).length;
      return entry.messages.some(({ seq }) => seq === next.preview?.seq) ? withoutPreview(next) : next;
    case 'room.changed':
    case 'room.deleted':
    case 'room.restored':
    case 'member.muted':
    case 'member.changed':
      return withFact(next, entry, me);
    case 'member.joined':
      return withMember(next, entry.user, entry.seq);
    case 'member.left':
      return withoutMember(next, entry.user);
    default:
      return next;
  }
}

/** What an entry says of name, topic, settings, the room's end and my rights. Said twice, in order, it ends as if said once. */
export function withFact(view: RoomView, entry: Entry, me: UserId): RoomView {
  if (entry.kind === 'room.changed') {
    const { settings: changed, ...texts } = entry.change;
    const settings = withSettings(view.settings, changed);
    const next = { ...view, ...texts, ...(settings === undefined ? {} : { settings }) };
    return settings?.hidesReceipts ? withoutReceipts(next) : next;
  }
  if (entry.kind === 'room.deleted') return { ...view, deletesAt: entry.deletesAt };
  if (entry.kind === 'room.restored') return restored(view);
  if (entry.kind === 'member.changed' && entry.user === me) return withRole(view, entry.role, entry.seq);
  if (entry.kind !== 'member.muted' || entry.user !== me) return view;
  const { mutedUntil: _, ...rest } = view;
  return entry.until === null ? rest : { ...rest, mutedUntil: entry.until };
}

function restored({ deletesAt: _, ...view }: RoomView): RoomView {
  return view;
}

function withMessage(view: RoomView, entry: Extract<Entry, { kind: 'message' }>, me: UserId): RoomView {
  const next: RoomView = {
    ...view,
    ordinal: Math.max(view.ordinal, entry.ordinal),
    preview: previewOf(entry),
  };
  // That my own send moves my marker (R41) is told by my own stream: the log alone does not know what came later there.
  if (entry.by === me || entry.seq <= view.marker) return next;
  const named = mentionsMe(entry, { me, standing: standingOf(view) }) ? 1 : 0;
  return { ...next, unread: capped(view.unread + 1), mentions: capped(view.mentions + named) };
}

/** A view whose preview is to be found again. */
export function withoutPreview({ preview: _, ...view }: RoomView): RoomView {
  return view;
}

/** After a message was deleted or moved away. */
function withoutMessage(view: RoomView, entry: EntryOf<'delete'> | EntryOf<'move'>): RoomView {
  const next = entry.thread === undefined ? { ...view, deletions: view.deletions + 1 } : view;
  if (next.preview?.seq !== entry.targetSeq) return next;
  if (entry.kind === 'move' || entry.leaves === 'nothing') return withoutPreview(next);
  return { ...next, preview: { ...next.preview, text: null } };
}

/** After a message came back to where it was; it may be the newest again. */
function withMessageAgain(view: RoomView, { thread, targetSeq }: EntryOf<'return'>): RoomView {
  if (thread !== undefined) return view;
  const next = { ...view, deletions: view.deletions - 1 };
  return targetSeq > (next.preview?.seq ?? 0) ? withoutPreview(next) : next;
}

/** The newest message of a part in place of a preview whose message has gone. */
export function withNewest(view: RoomView, part: Part): RoomView {
  if (view.preview !== undefined) return view;
  const newest = part.items.findLast(({ item }) => item.kind === 'message' && !item.movedAt)?.item;
  if (newest?.kind !== 'message') return view;
  return { ...view, preview: previewOf(newest) };
}

function previewOf({ seq, at, by, body, expiresAt }: EntryOf<'message'> | MessageView): Preview {
  return { seq, at, by, text: previewText(body), ...(expiresAt === undefined ? {} : { expiresAt }) };
}

function previewText(body: string | null): string | null {
  return body === null ? null : excerpt(body, limits.quotePreviewCodePoints);
}

function withMember(view: RoomView, user: UserId, seq: number): RoomView {
  const next = { ...view, memberCount: view.memberCount + 1 };
  // Who joins has nothing to receive or read of what was before.
  const start: Receipt = { delivered: seq, read: seq };
  return view.receipts === undefined ? next : { ...next, receipts: { ...view.receipts, [user]: start } };
}

function withoutMember(view: RoomView, user: UserId): RoomView {
  const next = { ...view, memberCount: view.memberCount - 1 };
  if (view.receipts === undefined) return next;
  const { [user]: _, ...receipts } = view.receipts;
  return { ...next, receipts, ...(view.hiding && { hiding: view.hiding.filter((one) => one !== user) }) };
}

/** I hide mine, or the room hides everybody's (R160, R161). */
export function withoutReceipts(view: RoomView): RoomView {
  const { receipts: _receipts, hiding: _hiding, ...rest } = view;
  return rest;
}

/** What the server tells of everybody; what came here meanwhile may be newer. */
export function withReceipts(view: RoomView, { receipts, hiding = [] }: RoomView): RoomView {
  if (receipts === undefined) return withoutReceipts(view);
  const before = view.receipts ?? {};
  const now = { ...withoutReceipts(view), receipts: {}, hiding };
  return Object.entries(receipts).reduce<RoomView>(
    (next, [user, told]) =>
      withReceipt(withReceipt(next, user as UserId, told), user as UserId, before[user] ?? told),
    now,
  );
}

/** Someone hides theirs from now on, or shows them again. */
export function withHiding(view: RoomView, user: UserId, hidden: boolean): RoomView {
  if (view.receipts === undefined) return view;
  const { [user]: _, ...receipts } = view.receipts;
  const others = (view.hiding ?? []).filter((one) => one !== user);
  return hidden ? { ...view, receipts, hiding: [...others, user] } : { ...view, hiding: others };
}

/** Moves my marker; at the head nothing is unread, elsewhere the counts are to be made anew. */
export function withMarker(view: RoomView, marker: number): RoomView {
  return marker >= view.head ? { ...view, marker, unread: 0, mentions: 0 } : { ...view, marker };
}

/** Merges a receipt: both values only grow, and read implies delivered (R43). */
export function withReceipt(view: RoomView, user: UserId, told: Partial<Receipt>): RoomView {
  if (view.settings?.hidesReceipts) return view;
  const before = view.receipts?.[user] ?? { delivered: 0, read: 0 };
  const read = Math.max(before.read, told.read ?? 0);
  const delivered = Math.max(before.delivered, told.delivered ?? 0, read);
  if (read === before.read && delivered === before.delivered) return view;
  return { ...view, receipts: { ...view.receipts, [user]: { delivered, read } } };
}

export interface Counts {
  readonly unread: number;
  readonly mentions: number;
}

/** Unread and mentions counted from the items (R40), or undefined where they do not reach back to the marker. */
export function countUnread(part: Part, view: RoomView, me: UserId): Counts | undefined {
  if (view.marker >= view.head) return { unread: 0, mentions: 0 };
  const first = part.items[0];
  if (part.hasOlder && (first === undefined || first.item.seq > view.marker + 1)) return undefined;
  const named = { me, standing: standingOf(view) };
  let unread = 0;
  let mentions = 0;
  for (let at = part.items.length - 1; at >= 0; at -= 1) {
    const item = part.items[at]?.item;
    if (item === undefined || item.seq <= view.marker) break;
    if (!countsAsUnread(item, me)) continue;
    unread += 1;
    if (mentionsMe(item, named)) mentions += 1;
  }
  return { unread: capped(unread), mentions: capped(mentions) };
}

/** A message of someone else that is not deleted, and not moved. */
export function countsAsUnread(item: Part['items'][number]['item'], me: UserId): item is MessageView {
  return item.kind === 'message' && item.by !== me && item.deletedAt === undefined && !item.movedAt;
}

function capped(count: number): number {
  return Math.min(count, limits.unreadExactMax + 1);
}

/** Up to which seq all others who do not hide theirs have received and read, where receipts are told. */
export function receivedByAll(view: RoomView, me: UserId): Receipt {
  const others = Object.entries(view.receipts ?? {}).filter(([user]) => user !== me);
  const telling = view.memberCount - 1 - (view.hiding?.length ?? 0);
  const isNobodyTelling = telling === 0 && view.memberCount > 1;
  if (view.memberCount > limits.receiptRoomMembersMax || others.length < telling || isNobodyTelling)
    return { delivered: 0, read: 0 };
  // In a room with only myself nobody is left to wait for.
  return {
    delivered: Math.min(Number.MAX_SAFE_INTEGER, ...others.map(([, receipt]) => receipt.delivered)),
    read: Math.min(Number.MAX_SAFE_INTEGER, ...others.map(([, receipt]) => receipt.read)),
  };
}

/** The last message is mine and not everyone has read it, so a tick may be missing. */
export function awaitsReceipts(view: RoomView, me: UserId): boolean {
  return view.preview?.by === me && receivedByAll(view, me).read < view.preview.seq;
}
