import { type RoomId, type RoomView, SupError, type UserId } from '@sup/protocol';
import type { Caller } from '../../caller.ts';
import { type Decision, type LiveState, mustBeAllowed, mustBeMember } from '../../log/index.ts';
import { act } from '../act.ts';
import type { DeletionState } from './deletion-parts.ts';
import { tellAll } from './tell-all.ts';

/** Opens a deleted room again: everyone finds it as they left it (R202), and a space with what was in it (R246). */
export async function restoreRoom(deletion: DeletionState, by: Caller, room: RoomId): Promise<RoomView> {
  let others: readonly UserId[] = [];
  const opened = await deletion.spaces.returning(room, (out) =>
    act(deletion, by, {
      room,
      content: ['restore'],
      decide: (live) => {
        const keepers = live?.info.deletion?.keepers;
        if (!live || !keepers) return asItIs(live, by.user);
        if (!keepers.includes(by.user)) throw new SupError('room-not-found');
        others = [...live.members.keys()].filter((user) => !keepers.includes(user));
        const lost = out.filter((child) => live.children.has(child));
        return {
          entries: [
            { kind: 'room.restored', by: by.user },
            ...lost.map((child) => ({ kind: 'space.child' as const, by: by.user, room: child, place: null })),
          ],
        };
      },
    }),
  );
  if (opened) await tellAll(deletion, room, { users: others, member: true });
  return (await deletion.rooms.get(by, room)).room;
}

/** Nothing is to be done where it is not deleted, for who could have restored it. */
function asItIs(live: LiveState | undefined, user: UserId): Decision {
  const { state, member } = mustBeMember(live, user);
  mustBeAllowed(state, member.role, 'delete-room');
  return { entries: [] };
}
