import {
  type MessageId,
  type MessageView,
  type PageInput,
  type RoomId,
  SupError,
  type ThreadPage,
  type ThreadPageInput,
  type TimelinePage,
  type UserView,
} from '@sup/protocol';
import type { Caller } from '../caller.ts';
import { formerPlace, mustNotHaveMoved } from './former-place.ts';
import type { History, Reader, StoredItem, StoredMessage } from './history.ts';
import { maySee, messageView, peopleIn, timelineItem } from './message-view.ts';
import type { MessagingParts } from './messaging-parts.ts';
import { portionAround } from './portion.ts';

/** A page of a room's timeline, as its reader may see it. */
export function page(parts: MessagingParts, by: Caller, ask: PageInput): Promise<TimelinePage> {
  const { room } = ask;
  return parts.rooms.reading({ room, user: by.user }, async (reader) =>
    pageOf(parts, { room, reader }, await findPart(parts, reader, ask)),
  );
}

type Found = Awaited<ReturnType<History['page']>>;

async function findPart(
  parts: MessagingParts,
  reader: Reader,
  ask: PageInput & { thread?: number },
): Promise<Found> {
  const { room, before, after, around, limit, thread } = ask;
  if ([before, after, around].filter((cut) => cut !== undefined).length > 1)
    throw new SupError('invalid-input', {
      fields: { before: 'give at most one of before, after and around' },
    });
  const cut = {
    limit,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(around !== undefined && { around }),
    ...(thread !== undefined && { thread }),
  };
  return portionOf(await parts.history.page(room, reader, cut), cut);
}

/** What of a part goes into one answer: what lies farthest from where it was cut waits for the next. */
function portionOf(found: Found, { after, around }: Pick<PageInput, 'after' | 'around'>): Found {
  const { items } = found;
  const nearest = items.findLastIndex(({ seq }) => seq <= (around ?? Number.POSITIVE_INFINITY));
  const at = after === undefined ? Math.max(0, nearest) : 0;
  const bodies = items.map((item) => (item.kind === 'message' ? item.body : undefined));
  const [from, to] = portionAround(bodies, at);
  if (to - from === items.length) return found;
  return {
    ...found,
    items: items.slice(from, to),
    hasBefore: found.hasBefore || from > 0,
    hasAfter: found.hasAfter || to < items.length,
  };
}

async function pageOf(
  parts: MessagingParts,
  { room, reader }: { room: RoomId; reader: Reader },
  found: Found,
): Promise<TimelinePage> {
  const own = await parts.threads.own(room, reader, grownIn(found.items));
  const items = found.items.map((item) => timelineItem(item, own));
  const quoted = await quotedBy(
    parts,
    items.flatMap((item) => (item.kind === 'message' && item.replyTo) || []),
    { room, reader },
  );
  const users = await parts.users.views(peopleIn([...items, ...quoted]));
  return {
    items,
    quoted,
    users: [...users],
    hasBefore: found.hasBefore,
    hasAfter: found.hasAfter,
    head: found.head,
  };
}

/** A part of a thread, with the message it grew from; throws message-not-found where that is not to be seen. */
export function threadPage(parts: MessagingParts, by: Caller, ask: ThreadPageInput): Promise<ThreadPage> {
  return parts.rooms.reading({ room: ask.room, user: by.user }, async (reader) => {
    const [root] = await parts.history.messages([ask.thread], by.user);
    if (!root || root.thread !== undefined || !maySee(root, ask.room, reader))
      return notHere(parts, { room: ask.room, message: ask.thread, reader }, root);
    const found = await findPart(parts, reader, { ...ask, thread: root.seq });
    const now = found.root ?? root;
    const own = await parts.threads.own(ask.room, reader, [now]);
    const view = messageView(now, own.get(now.id));
    const shown = await pageOf(parts, { room: ask.room, reader }, found);
    const users = await parts.users.views(peopleIn([view]));
    return { ...shown, root: view, users: [...shown.users, ...users] };
  });
}

/** Those from which a thread grew. */
export function grownIn(items: readonly StoredItem[]): StoredMessage[] {
  return items.filter((item): item is StoredMessage => item.kind === 'message' && item.grown !== undefined);
}

/** One message; throws message-not-found where it is not to be seen. */
export async function get(
  parts: MessagingParts,
  by: Pick<Caller, 'user'>,
  ask: { room: RoomId; message: MessageId },
): Promise<{ message: MessageView; users: readonly UserView[] }> {
  const message = await parts.rooms.reading({ room: ask.room, user: by.user }, async (reader) => {
    const [found] = await parts.history.messages([ask.message], by.user);
    if (!found || !maySee(found, ask.room, reader)) return notHere(parts, { ...ask, reader }, found);
    const own = await parts.threads.own(ask.room, reader, grownIn([found]));
    return messageView(found, own.get(found.id));
  });
  return { message, users: await parts.users.views(peopleIn([message])) };
}

/** Throws moved for a message that was here and may have been seen, else message-not-found. */
async function notHere(
  parts: MessagingParts,
  { room, message, reader }: { room: RoomId; message: MessageId; reader: Reader },
  found: StoredMessage | undefined,
): Promise<never> {
  const isHere = found?.room === room;
  const former = isHere ? undefined : await formerPlace(parts, { room, message, user: reader.user }, found);
  if (former) mustNotHaveMoved(former, reader);
  throw new SupError('message-not-found');
}

async function quotedBy(
  parts: MessagingParts,
  ids: readonly MessageId[],
  { room, reader }: { room: RoomId; reader: Reader },
): Promise<MessageView[]> {
  if (ids.length === 0) return [];
  const found = await parts.history.messages([...new Set(ids)], reader.user);
  return found.filter((message) => maySee(message, room, reader)).map((message) => messageView(message));
}
