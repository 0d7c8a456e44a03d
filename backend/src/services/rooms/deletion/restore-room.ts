import { type RoomId, type RoomView, SupError, type UserId } from '@sup/protocol';
import type { Caller } from '../../caller.ts';
import { mustBeAllowed, mustBeMember } from '../../log/index.ts';
import { act } from '../act.ts';
import type { DeletionState } from './deletion-parts.ts';
import { tellAll } from './tell-all.ts';

/** Opens a deleted room again: everyone finds it as they left it (R202). */
export async function restoreRoom(deletion: DeletionState, by: Caller, room: RoomId): Promise<RoomView> {
  let others: readonly UserId[] = [];
  const opened = await act(deletion, by, {
    room,
    content: ['restore'],
    decide: (live) => {
      const keepers = live?.info.deletion?.keepers;
      if (!live || !keepers) {
        const { state, member } = mustBeMember(live, by.user);
        mustBeAllowed(state, member.role, 'delete-room');
        return { entries: [] };
      }
      if (!keepers.includes(by.user)) throw new SupError('room-not-found');
      others = [...live.members.keys()].filter((user) => !keepers.includes(user));
      return { entries: [{ kind: 'room.restored', by: by.user }] };
    },
  });
  if (opened) await tellAll(deletion, room, { users: others, member: true });
  return (await deletion.rooms.get(by, room)).room;
}
