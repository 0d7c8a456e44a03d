// Putting rooms into a space and taking them out: entries of the space's log (R205, R206, R209).
import {
  type Cmid,
  limits,
  makeId,
  type Right,
  type RoomId,
  type RoomKind,
  SupError,
  type UserId,
} from '@sup/protocol';
import type { Caller } from '../caller.ts';
import { type Decision, type LiveState, mustBeAllowed, mustBeMember } from '../log/index.ts';
import { claiming } from './claims.ts';
import { placing } from './place.ts';
import type { Spaces } from './spaces.ts';
import type { SpacesParts } from './spaces-parts.ts';

interface Arranging {
  readonly by: Caller;
  readonly room: RoomId;
  readonly content: readonly unknown[];
  decide(live: LiveState | undefined): Decision;
}

/** Puts a room into a space, or to another place in it. Rights count in both, as they are at the heads of the logs. */
export async function put(
  parts: SpacesParts,
  by: Caller,
  { room, child, before }: Parameters<Spaces['put']>[1],
): Promise<void> {
  await look(parts, by, { room, decide: (live) => void mustArrange(live, by.user) });
  const kind = await mustMayGive(parts, by, child);
  if (before) await mustSee(parts, by.user, { room, child: before });
  const write = () =>
    propose(parts, {
      by,
      room,
      content: ['put', child, before],
      decide: (live) => ({ entries: placed(mustArrange(live, by.user), by.user, { child, before }) }),
    });
  if (kind !== 'space') return write();
  await claiming(parts, { parent: room, child }, write);
}

function placed(
  state: LiveState,
  by: UserId,
  { child, before }: { child: RoomId; before: RoomId | null | undefined },
): Decision['entries'] {
  const { children } = state;
  const isThere = children.has(child);
  if (isThere && before === undefined) return [];
  if (!isThere && children.size >= limits.spaceRoomsMax) throw new SupError('too-many-rooms');
  if (before && !children.has(before)) throw new SupError('room-not-found');
  // Before itself is where it is.
  if (before === child) return [];
  const places = placing(children, { room: child, before: before ?? null });
  return places.map(({ room, place }) => ({ kind: 'space.child', by, room, place }));
}

/** Takes a room out of a space; what one may not know to be there is not there. */
export async function remove(
  parts: SpacesParts,
  by: Caller,
  { room, child }: Parameters<Spaces['remove']>[1],
): Promise<void> {
  await look(parts, by, { room, decide: (live) => void mustArrange(live, by.user) });
  await mustSee(parts, by.user, { room, child });
  await propose(parts, {
    by,
    room,
    content: ['take out', child],
    decide: (live) => {
      const { children } = mustArrange(live, by.user);
      if (!children.has(child)) throw new SupError('room-not-found');
      return { entries: [{ kind: 'space.child', by: by.user, room: child, place: null }] };
    },
  });
}

function mustArrange(live: LiveState | undefined, user: UserId): LiveState {
  return mustHave(live, user, 'arrange');
}

/** Throws room-not-found, room-kind, forbidden or room-archived. */
function mustHave(live: LiveState | undefined, user: UserId, right: Right): LiveState {
  const { state, member } = mustBeMember(live, user);
  mustBeAllowed(state, member.role, right);
  if (state.info.settings?.archived) throw new SupError('room-archived');
  return state;
}

/** Who may say that a room stands in a space: who may say what it is called. */
async function mustMayGive(parts: SpacesParts, by: Caller, child: RoomId): Promise<RoomKind> {
  let kind: RoomKind = 'group';
  await look(parts, by, {
    room: child,
    decide: (live) => {
      kind = mustHave(live, by.user, 'change-room').info.kind;
    },
  });
  return kind;
}

/** Also who is in a room that is archived, which no directory shows, may name it. */
async function mustSee(
  { index, rooms, clock }: SpacesParts,
  user: UserId,
  { room, child }: { room: RoomId; child: RoomId },
): Promise<void> {
  if (await rooms.membership(child, user)) return;
  const isShown = await index.isShown({ space: room, room: child, user, now: clock.now() });
  if (!isShown) throw new SupError('room-not-found');
}

/** Reads the state at a head as that room's writer has it. */
async function look(
  parts: SpacesParts,
  by: Caller,
  { room, decide }: { room: RoomId; decide(live: LiveState | undefined): void },
): Promise<void> {
  await propose(parts, {
    by,
    room,
    content: ['look'],
    decide: (live) => {
      decide(live);
      return { entries: [] };
    },
  });
}

async function propose(parts: SpacesParts, { by, room, content, decide }: Arranging): Promise<void> {
  await parts.log.propose(room, {
    by: by.user,
    device: by.device,
    cmid: freshId(parts),
    since: Number.MAX_SAFE_INTEGER,
    content,
    decide,
  });
}

/** Each act is idempotent by itself: it is never looked up by its cmid. */
function freshId({ clock }: Pick<SpacesParts, 'clock'>): Cmid {
  return makeId<'Cmid'>(clock.now(), clock.random(10));
}
