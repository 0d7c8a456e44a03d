import { type RoomId, SupError, type UserId } from '@sup/protocol';
import type { Reader } from '../messaging/history.ts';
import type { RoomsParts } from './rooms-parts.ts';

/** My rights as a reader; throws room-not-found for who is not a member (R29). */
export async function reader(
  { index }: Pick<RoomsParts, 'index'>,
  room: RoomId,
  user: UserId,
): Promise<Reader> {
  const membership = await index.membership(room, user);
  if (!membership) throw new SupError('room-not-found');
  return { ...membership, user };
}

/**
 * Reads a room as its member. Rights are looked at before and after, so that nothing that was logged after a removal in
 * between is handed out (R35). For who has come back meanwhile with other rights it is read again.
 */
export async function reading<Answer>(
  parts: Pick<RoomsParts, 'index'>,
  { room, user }: { room: RoomId; user: UserId },
  read: (reader: Reader) => Promise<Answer>,
): Promise<Answer> {
  let before = await reader(parts, room, user);
  for (;;) {
    const answer = await read(before);
    const after = await reader(parts, room, user);
    if (after.visibleFrom === before.visibleFrom) return answer;
    before = after;
  }
}
