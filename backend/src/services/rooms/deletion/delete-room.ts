import { lowestRole, type RoomId, type RoomView, rankOf, type UserId } from '@sup/protocol';
import type { Caller } from '../../caller.ts';
import { type LiveState, mustBeAllowed, mustBeMember } from '../../log/index.ts';
import { act } from '../act.ts';
import type { DeletionState } from './deletion-parts.ts';
import { tellAll } from './tell-all.ts';

const dayMs = 86_400_000;

/** Closes a room to everyone but those who may restore it (R200). */
export async function deleteRoom(deletion: DeletionState, by: Caller, room: RoomId): Promise<RoomView> {
  const { clock, options, runner, rooms } = deletion;
  const deletesAt = Math.floor(clock.now()) + options.roomGraceDays * dayMs;
  let others: readonly UserId[] = [];
  const closed = await act(deletion, by, {
    room,
    content: ['delete'],
    decide: (live) => {
      if (live?.info.deletion?.keepers.includes(by.user)) return { entries: [] };
      const { state, member } = mustBeMember(live, by.user);
      mustBeAllowed(state, member.role, 'delete-room');
      const keepers = keepersOf(state);
      others = [...state.members.keys()].filter((user) => !keepers.includes(user));
      return { entries: [{ kind: 'room.deleted', by: by.user, deletesAt, keepers }] };
    },
  });
  if (closed) await tellAll(deletion, room, { users: others, member: false });
  try {
    return (await rooms.get(by, room)).room;
  } finally {
    // Last: what may be restored for no time at all is answered before it is gone.
    if (closed) runner.wake(deletesAt);
  }
}

/** Who may delete it may restore it. */
function keepersOf({ info, members }: LiveState): UserId[] {
  const lowest = lowestRole(info.kind, info.settings, 'delete-room');
  if (lowest === undefined) return [];
  return [...members].flatMap(([user, { role }]) => (rankOf(role) >= rankOf(lowest) ? [user] : []));
}
