import { type RoomId, stateKey, type UserId } from '@sup/protocol';
import { topics } from '../../bus/bus.ts';
import type { RoomsParts } from './rooms-parts.ts';

/** Tells people's gateways and devices that they have gained or lost a room. The store knows already. */
export async function tellMembers(
  parts: Pick<RoomsParts, 'bus' | 'ownStream'>,
  room: RoomId,
  change: { users: readonly UserId[]; member: boolean },
): Promise<void> {
  const { users, member } = change;
  for (const user of users) parts.bus.publish(topics.user(user), { type: 'membership', user, room, member });
  await Promise.all(users.map((user) => parts.ownStream.announce(user, [stateKey.room(room)])));
}
