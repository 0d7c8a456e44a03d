import { type MessageId, type MessageVersion, type RoomId, SupError } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import { maySee } from './message-view.ts';
import type { MessagingParts } from './messaging-parts.ts';

/** What a message said before each edit, where its room keeps that (R130); throws message-not-found where it is not to be seen. */
export function versions(
  parts: MessagingParts,
  by: Pick<Caller, 'user'>,
  ask: { room: RoomId; message: MessageId },
): Promise<readonly MessageVersion[]> {
  return parts.rooms.reading({ room: ask.room, user: by.user }, async (reader) => {
    const [found] = await parts.history.messages([ask.message], by.user);
    if (!found || !maySee(found, ask.room, reader)) throw new SupError('message-not-found');
    return parts.history.versions(ask.message);
  });
}
