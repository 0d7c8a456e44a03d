import { type MessageId, type Origin, type OriginsTold, type RoomId, SupError } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { History, StoredMessage } from './history.ts';
import { maySee } from './message-view.ts';
import type { MessagingParts } from './messaging-parts.ts';

/** Where forwarded messages come from, as far as the reader sees both them and what they say again (R155). */
export async function origins(
  parts: MessagingParts,
  by: Caller,
  { room, messages }: { room: RoomId; messages: readonly MessageId[] },
): Promise<OriginsTold> {
  const places = await parts.rooms.reading({ room, user: by.user }, async (reader) => {
    const shown = await parts.history.messages(messages, by.user);
    const seen = shown.filter((message) => maySee(message, room, reader)).map(({ id }) => id);
    return parts.kept.origins(room, seen);
  });
  const sources = await Promise.all([...places].map(([id, place]) => sourceOf(parts, by, { id, ...place })));
  const found = sources.flatMap((source) => source ?? []);
  const users = await parts.users.views([...new Set(found.map(({ origin }) => origin.by))]);
  return { origins: Object.fromEntries(found.map(({ id, origin }) => [id, origin])), users: [...users] };
}

/** A live message of a room, if its reader may see it there; throws room-not-found and message-not-found. */
export function mustFind(
  parts: { history: Pick<History, 'messages'>; rooms: Pick<Rooms, 'reading'> },
  by: Pick<Caller, 'user'>,
  { room, message }: { room: RoomId; message: MessageId },
): Promise<StoredMessage> {
  return parts.rooms.reading({ room, user: by.user }, async (reader) => {
    const [found] = await parts.history.messages([message], by.user);
    if (!found || !maySee(found, room, reader)) throw new SupError('message-not-found');
    if (found.deletedAt !== undefined) throw new SupError('message-deleted');
    return found;
  });
}

async function sourceOf(
  parts: MessagingParts,
  by: Caller,
  { id, room, message }: { id: MessageId; room: RoomId; message: MessageId },
): Promise<{ id: MessageId; origin: Origin } | undefined> {
  try {
    const { seq, by: author, at, thread } = await mustFind(parts, by, { room, message });
    return { id, origin: { room, message, seq, by: author, at, ...(thread && { thread }) } };
  } catch (error) {
    // Who may not see it there is told nothing of it, not even that it exists.
    if (error instanceof SupError && error.row.retry === 'never') return undefined;
    throw error;
  }
}
