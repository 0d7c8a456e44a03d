import { isPublic, limits, type RoomId, SupError, type UserId } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import type { FoundRoom } from './space-index.ts';
import type { DirectoryInput, Spaces } from './spaces.ts';
import type { SpacesParts } from './spaces-parts.ts';

/** Public spaces that a person may come into. */
export async function list(
  { index, clock }: SpacesParts,
  by: Caller,
  ask: { query: string; after: string | undefined },
): ReturnType<Spaces['list']> {
  const page = { ...ask, user: by.user, now: clock.now(), limit: limits.spaceListMax };
  const { found, more } = await index.open(page);
  return { spaces: found.map(viewOf), ...next(found, more) };
}

/** What a person may know to be in a space (R207). */
export async function directory(
  parts: SpacesParts,
  by: Caller,
  { room, query, sort, after }: DirectoryInput,
): ReturnType<Spaces['directory']> {
  await mustMayLook(parts, by.user, room);
  const { found, more } = await parts.index.directory({
    space: room,
    user: by.user,
    now: parts.clock.now(),
    query,
    sort: query !== '' && sort === 'place' ? 'name' : sort,
    after,
    limit: limits.spaceListMax,
  });
  // Whoever was removed while this was read is not told (R35).
  await mustMayLook(parts, by.user, room);
  const rooms = found.map((one) => {
    const { kind } = one.info;
    return { ...viewOf(one), kind, parent: one.parent, ...(one.opens && { opens: true }) };
  });
  return { rooms, ...next(found, more) };
}

/** Throws room-not-found unless it is a space of theirs, or a public one that does not keep them out. */
async function mustMayLook({ rooms, clock }: SpacesParts, user: UserId, space: RoomId): Promise<void> {
  const [row, member, ban] = await Promise.all([
    rooms.room(space),
    rooms.membership(space, user),
    rooms.ban(space, user),
  ]);
  if (row?.info.kind !== 'space') throw new SupError('room-not-found');
  if (member) return;
  const isOpen = isPublic(row.info) && !row.info.deletion && row.info.settings?.archived !== true;
  if (!isOpen || (ban?.until ?? 0) > clock.now()) throw new SupError('room-not-found');
}

function viewOf({ info, memberCount, isMine }: FoundRoom) {
  const { id, name = '', topic } = info;
  return {
    id,
    name,
    memberCount,
    member: isMine,
    ...(topic !== undefined && { topic }),
    // What is not public is joined by whoever is in the space, without asking.
    ...(isPublic(info) && info.settings?.asks && { asks: true }),
  };
}

function next(found: readonly { cursor: string }[], more: boolean): { next?: string } {
  const last = found.at(-1);
  return more && last ? { next: last.cursor } : {};
}
