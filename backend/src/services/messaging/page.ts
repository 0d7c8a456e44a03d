import {
  type MessageId,
  type MessageView,
  type PageInput,
  type RoomId,
  SupError,
  type TimelinePage,
  type UserView,
} from '@sup/protocol';
import type { Caller } from '../caller.ts';
import type { Reader } from './history.ts';
import { maySee, messageView, peopleIn, timelineItem } from './message-view.ts';
import type { MessagingParts } from './messaging-parts.ts';

/** A page of a room's timeline, as its reader may see it. */
export function page(parts: MessagingParts, by: Caller, ask: PageInput): Promise<TimelinePage> {
  return parts.rooms.reading({ room: ask.room, user: by.user }, (reader) => pageFor(parts, reader, ask));
}

async function pageFor(parts: MessagingParts, reader: Reader, ask: PageInput): Promise<TimelinePage> {
  const { room, before, after, around, limit } = ask;
  if ([before, after, around].filter((cut) => cut !== undefined).length > 1)
    throw new SupError('invalid-input', {
      fields: { before: 'give at most one of before, after and around' },
    });
  const cut = {
    limit,
    ...(before !== undefined && { before }),
    ...(after !== undefined && { after }),
    ...(around !== undefined && { around }),
  };
  const found = await parts.history.page(room, reader, cut);
  const items = found.items.map(timelineItem);
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

/** One message; throws message-not-found where it is not to be seen. */
export async function get(
  parts: MessagingParts,
  by: Pick<Caller, 'user'>,
  ask: { room: RoomId; message: MessageId },
): Promise<{ message: MessageView; users: readonly UserView[] }> {
  const message = await parts.rooms.reading({ room: ask.room, user: by.user }, async (reader) => {
    const [found] = await parts.history.messages([ask.message], by.user);
    if (!found || !maySee(found, ask.room, reader)) throw new SupError('message-not-found');
    return messageView(found);
  });
  return { message, users: await parts.users.views(peopleIn([message])) };
}

async function quotedBy(
  parts: MessagingParts,
  ids: readonly MessageId[],
  { room, reader }: { room: RoomId; reader: Reader },
): Promise<MessageView[]> {
  if (ids.length === 0) return [];
  const found = await parts.history.messages([...new Set(ids)], reader.user);
  return found.filter((message) => maySee(message, room, reader)).map(messageView);
}
