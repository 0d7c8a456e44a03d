import { type RoomId, stateKey, type UserId } from '@sup/protocol';
import { topics } from '../../bus/bus.ts';
import { type ContactsState, standing } from './contacts-parts.ts';

/** Makes the room one of the person's, and tells their devices; false if it did not wait. Nobody else is told. */
export async function enter(contacts: ContactsState, room: RoomId, user: UserId): Promise<boolean> {
  const { store, asked, bus, ownStream, badge } = contacts;
  const entered = await store.enter({ user, room });
  asked.forget(standing(room, user));
  if (!entered) return false;
  bus.publish(topics.user(user), { type: 'membership', user, room, member: true });
  await ownStream.announce(user, [stateKey.room(room)]);
  badge.changed(user);
  return true;
}
