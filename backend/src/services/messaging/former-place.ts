// What is said of a message to who looks for it where it was (R182).
import { type MessageId, type RoomId, SupError, sees, type UserId } from '@sup/protocol';
import type { Rooms } from '../rooms/rooms.ts';
import type { History, Reader, StoredMessage } from './history.ts';
import { maySee } from './message-view.ts';

/** What it takes to look for places. */
export interface PlaceParts {
  readonly history: Pick<History, 'messages' | 'formerPlace'>;
  readonly rooms: Pick<Rooms, 'reading'>;
}

/** Where a message was in a room; `now` is told to who may see it there. */
export interface FormerPlace {
  readonly seq: number;
  readonly threadSeq?: number;
  readonly now?: { readonly room: RoomId; readonly seq: number };
}

/** Where a message was in this room, if it was moved away; `found` is the message where it is now. */
export async function formerPlace(
  parts: PlaceParts,
  { room, user, message }: { room: RoomId; user: UserId; message: MessageId },
  found: StoredMessage | undefined,
): Promise<FormerPlace | undefined> {
  const place = await parts.history.formerPlace(room, message);
  if (!place) return undefined;
  const now = found && (await placeFor(parts, user, found));
  return { ...place, ...(now && { now }) };
}

/** Throws moved for who could see the message where it was; with its place for who may see it there. */
export function mustNotHaveMoved({ seq, threadSeq, now }: FormerPlace, reader: Reader): void {
  const seen = sees(reader, seq) && (threadSeq === undefined || sees(reader, threadSeq));
  if (seen) throw new SupError('moved', now && { place: now });
}

async function placeFor(
  { rooms }: PlaceParts,
  user: UserId,
  found: StoredMessage,
): Promise<FormerPlace['now']> {
  const { room, seq } = found;
  try {
    return await rooms.reading({ room, user }, async (reader) =>
      maySee(found, room, reader) ? { room, seq } : undefined,
    );
  } catch (error) {
    if (error instanceof SupError && error.code === 'room-not-found') return undefined;
    throw error;
  }
}
