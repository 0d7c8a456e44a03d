import type { RoomId, UserId } from '@sup/protocol';
import { tellMembers } from '../tell-members.ts';
import type { DeletionParts } from './deletion-parts.ts';

/** People who are told in one go, so that a large room does not hold up the others. */
const atOnceMax = 200;

/** Tells many that they have lost or found a room; of whoever was asked into it, what waits for them is counted anew. */
export async function tellAll(
  deletion: DeletionParts,
  room: RoomId,
  { users, member }: { users: readonly UserId[]; member: boolean },
): Promise<void> {
  for (let at = 0; at < users.length; at += atOnceMax)
    await tellMembers(deletion, room, { users: users.slice(at, at + atOnceMax), member });
  deletion.contacts.arrived(room, await deletion.index.askedIn(room));
}
