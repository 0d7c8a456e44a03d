import { type MessageId, type MessagesListed, type RoomId, SupError } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import { maySee, messageView, peopleIn } from './message-view.ts';
import type { MessagingParts } from './messaging-parts.ts';

type Listed = MessagesListed['messages'];

/** Messages of any rooms, as they are now; what the caller may not see is left out (R140). */
export async function list(
  parts: MessagingParts,
  by: Caller,
  places: readonly { room: RoomId; message: MessageId }[],
): Promise<MessagesListed> {
  const byRoom = Map.groupBy(places, ({ room }) => room);
  const reads = [...byRoom].map(([room, those]) => {
    const ids = [...new Set(those.map(({ message }) => message))];
    return listIn(parts, by, { room, ids }).catch(noneIfGone);
  });
  const messages = (await Promise.all(reads)).flat();
  const users = await parts.users.views(peopleIn(messages.map(({ message }) => message)));
  return { messages, users: [...users] };
}

function listIn(
  parts: MessagingParts,
  by: Caller,
  { room, ids }: { room: RoomId; ids: readonly MessageId[] },
): Promise<Listed> {
  return parts.rooms.reading({ room, user: by.user }, async (reader) => {
    const found = await parts.history.messages(ids, by.user);
    const seen = found.filter((message) => maySee(message, room, reader));
    const own = await parts.threads.own(
      room,
      reader,
      seen.filter(({ grown }) => grown !== undefined),
    );
    return seen.map((message) => ({ room, message: messageView(message, own.get(message.id)) }));
  });
}

/** Of a room that one is not in, nothing is to be seen. */
function noneIfGone(error: unknown): Listed {
  if (error instanceof SupError && error.code === 'room-not-found') return [];
  throw error;
}
