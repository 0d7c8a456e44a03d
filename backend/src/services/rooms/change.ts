import type { Api, RoomId, RoomView, RouteInput } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import { mustBeAllowed, mustBeMember } from '../log/index.ts';
import { roomView } from './room-view.ts';
import type { RoomsParts } from './rooms-parts.ts';

/** Changes name or topic. */
export async function change(
  parts: RoomsParts,
  by: Caller,
  ask: { room: RoomId } & RouteInput<Api['rooms']['change']>['body'],
): Promise<RoomView> {
  const { room, cmid, name, topic } = ask;
  const wanted = { ...(name !== undefined && { name }), ...(topic !== undefined && { topic }) };
  await parts.log.propose(room, {
    by: by.user,
    device: by.device,
    cmid,
    since: 0,
    content: ['change', wanted],
    decide: (live) => {
      const { state, member } = mustBeMember(live, by.user);
      mustBeAllowed(state, member.role, 'change-room');
      const isSame =
        (name ?? state.info.name) === state.info.name && (topic ?? state.info.topic) === state.info.topic;
      return { entries: isSame ? [] : [{ kind: 'room.changed', by: by.user, change: wanted }] };
    },
  });
  return roomView(parts, by.user, room);
}
