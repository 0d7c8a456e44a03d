import {
  type Api,
  lowestRole,
  type Right,
  type Role,
  type RoomId,
  type RoomKind,
  type RoomSettings,
  type RoomView,
  type RouteInput,
  rankOf,
  rights,
  rolesFor,
  SupError,
  withSettings,
} from '@sup/protocol';
import type { Caller } from '../caller.ts';
import { type LiveState, mustBeAllowed, mustBeMember } from '../log/index.ts';
import { roomView } from './room-view.ts';
import type { RoomsParts } from './rooms-parts.ts';

/** Changes name, topic or settings. */
export async function change(
  parts: RoomsParts,
  by: Caller,
  ask: { room: RoomId } & RouteInput<Api['rooms']['change']>['body'],
): Promise<RoomView> {
  const { room, cmid, name, topic, settings } = ask;
  const wanted = {
    ...(name !== undefined && { name }),
    ...(topic !== undefined && { topic }),
    ...(settings !== undefined && { settings }),
  };
  await parts.log.propose(room, {
    by: by.user,
    device: by.device,
    cmid,
    since: 0,
    content: ['change', wanted],
    decide: (live) => {
      const { state, member } = mustBeMember(live, by.user);
      if (settings === undefined || name !== undefined || topic !== undefined)
        mustBeAllowed(state, member.role, 'change-room');
      if (settings !== undefined) mustMaySet(state, member.role, settings);
      const { info } = state;
      const isSame =
        (name ?? info.name) === info.name &&
        (topic ?? info.topic) === info.topic &&
        isSameSettings(info.settings, withSettings(info.settings, settings));
      return { entries: isSame ? [] : [{ kind: 'room.changed', by: by.user, change: wanted }] };
    },
  });
  return roomView(parts, by.user, room);
}

function mustMaySet(state: LiveState, role: Role, settings: RoomSettings): void {
  mustFit(state.info.kind, settings);
  const { archived, rights: changed, disappearAfterSeconds, ...others } = settings;
  // Whatever has no right of its own, also what is added to the settings one day.
  if (Object.keys(others).length > 0) mustBeAllowed(state, role, 'change-settings');
  // Of a direct room it is the one thing that can be set, by either.
  if (disappearAfterSeconds !== undefined && state.info.kind !== 'direct')
    mustBeAllowed(state, role, 'change-settings');
  if (archived !== undefined) mustBeAllowed(state, role, 'archive');
  if (changed === undefined) return;
  mustBeAllowed(state, role, 'change-rights');
  for (const right of rights) {
    const lowest = changed[right];
    if (lowest !== undefined) mustMayGive(state, role, { right, lowest });
  }
}

/** Who finds a room is set where it has a meaning. */
function mustFit(kind: RoomKind, settings: RoomSettings): void {
  if (settings.public !== undefined && kind !== 'space') throw new SupError('room-kind');
  const opens = kind === 'group' || kind === 'space';
  if (settings.opensToSpaces !== undefined && !opens) throw new SupError('room-kind');
}

/** Nobody gives or takes a right of people above themselves, and owners keep every right: none stands above them (R91). */
function mustMayGive(
  { info }: LiveState,
  role: Role,
  { right, lowest }: { right: Right; lowest: Role },
): void {
  if (!rolesFor(right).includes(lowest))
    throw new SupError('invalid-input', {
      fields: { [`settings.rights.${right}`]: `cannot be given to a ${lowest}` },
    });
  const before = lowestRole(info.kind, info.settings, right);
  const highest = Math.max(rankOf(lowest), before === undefined ? 0 : rankOf(before));
  if (highest > rankOf(role)) throw new SupError('forbidden');
}

/** Compares them field by field, whatever their order; what is absent is not set. */
function isSameSettings(one: RoomSettings | undefined, other: RoomSettings | undefined): boolean {
  const { rights: hers, ...before } = one ?? {};
  const { rights: his, ...after } = other ?? {};
  return isSame(before, after) && isSame(hers ?? {}, his ?? {});
}

function isSame(one: object, other: object): boolean {
  const before = new Map(Object.entries(one));
  const after = Object.entries(other);
  return after.length === before.size && after.every(([name, value]) => before.get(name) === value);
}
