import { type RoomId, SupError } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import type { AuthState } from './auth-parts.ts';

/** Groups and channels of the caller; direct rooms stay with the other person. Throws last-owner. */
export async function roomsToLeave(auth: AuthState, by: Caller): Promise<readonly RoomId[]> {
  const found: RoomId[] = [];
  let after: string | undefined;
  for (let more = true; more; ) {
    const page = await auth.roomIndex.list(by.user, after, 200);
    for (const { info, membership, memberCount } of page.rooms) {
      if (info.kind === 'direct') continue;
      if (membership.role === 'owner' && memberCount > 1 && !info.deletion)
        await mustHaveOtherOwner(auth, info.id);
      found.push(info.id);
    }
    after = page.rooms.at(-1)?.cursor;
    more = page.more && after !== undefined;
  }
  // Rooms that strangers brought them into, too, whether they knew of it or not: nobody can tell the difference. And those
  // that are deleted, which may be restored.
  return [...found, ...(await groupsOutOfSight(auth, by))];
}

async function mustHaveOtherOwner(auth: AuthState, room: RoomId): Promise<void> {
  // Owners come first, and the caller is one of them.
  const { members } = await auth.roomIndex.members(room, undefined, 2);
  if (members[1]?.membership.role !== 'owner') throw new SupError('last-owner');
}

async function groupsOutOfSight({ roomIndex }: AuthState, by: Caller): Promise<RoomId[]> {
  const rooms = await roomIndex.roomsOutOfSight(by.user);
  const rows = await Promise.all(rooms.map((room) => roomIndex.room(room)));
  return rows.flatMap((row) => (row && row.info.kind !== 'direct' ? [row.info.id] : []));
}
