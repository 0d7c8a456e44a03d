// Reading rooms: mine, one of mine, its members, the directory of channels.
import { type CountsView, limits, type RoomId, type RoomListed, SupError } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import { reading } from './reading.ts';
import { memberRow, roomViews } from './room-view.ts';
import type { Rooms } from './rooms.ts';
import type { RoomsParts } from './rooms-parts.ts';

const directoryMax = 50;

export async function list(parts: RoomsParts, by: Caller, after: string | undefined): Promise<RoomListed> {
  const { rooms: rows, more } = await parts.index.list(by.user, after, limits.roomListMax);
  const { rooms, users } = await roomViews(parts, by.user, rows);
  return { rooms, users: [...users], ...next(rows, more) };
}

export async function get(parts: RoomsParts, by: Caller, room: RoomId): ReturnType<Rooms['get']> {
  const { rooms, users } = await roomViews(parts, by.user, [await memberRow(parts, by.user, room)]);
  const [view] = rooms;
  if (!view) throw new SupError('room-not-found');
  return { room: view, users };
}

/** Exact counts of those of the rooms that are mine. */
export async function counts(
  parts: RoomsParts,
  by: Caller,
  rooms: readonly RoomId[],
): Promise<Record<string, CountsView>> {
  const markers = await parts.cursors.markers(by.user, rooms);
  const counted = rooms.map(async (room): Promise<[RoomId, CountsView] | undefined> => {
    const [row, member] = await Promise.all([parts.index.room(room), parts.index.membership(room, by.user)]);
    if (!row || !member) return undefined;
    const marker = markers.get(room) ?? member.joinedSeq;
    const { unread, mentions } = await parts.history.countUnread(room, { ...member, user: by.user }, marker);
    // Who was removed meanwhile is not told what came after it (R35).
    const now = await parts.index.membership(room, by.user);
    if (now?.visibleFrom !== member.visibleFrom) return undefined;
    const { head, ordinal, deletions } = row;
    return [room, { head, ordinal, deletions, marker, unread, mentions }];
  });
  return Object.fromEntries((await Promise.all(counted)).filter((pair) => pair !== undefined));
}

export async function members(
  parts: RoomsParts,
  ask: { by: Caller; room: RoomId; after: string | undefined },
): ReturnType<Rooms['members']> {
  const who = { room: ask.room, user: ask.by.user };
  const { members: rows, more } = await reading(parts, who, () =>
    parts.index.members(ask.room, ask.after, limits.memberListMax),
  );
  const views = await parts.users.views(rows.map((row) => row.user));
  const byId = new Map(views.map((view) => [view.id, view]));
  const now = parts.clock.now();
  const shown = rows.flatMap((row) => {
    const user = byId.get(row.user);
    const { role, joinedAt, mutedUntil } = row.membership;
    const isMuted = mutedUntil !== undefined && mutedUntil > now;
    return user ? [{ user, role, joinedAt, ...(isMuted && { mutedUntil }) }] : [];
  });
  return { members: shown, ...next(rows, more) };
}

export async function directory(
  parts: RoomsParts,
  ask: { by: Caller; query: string; after: string | undefined },
): ReturnType<Rooms['directory']> {
  const { rooms: rows, more } = await parts.index.channels(ask.query, ask.after, directoryMax);
  const now = parts.clock.now();
  const shown = rows.map(async ({ info, memberCount }) => {
    // Nobody is told of a room that they cannot come into (R93); an archived one is nothing to come for.
    const ban = await parts.index.ban(info.id, ask.by.user);
    if (info.settings?.archived || (ban && ban.until > now)) return [];
    const member = (await parts.index.membership(info.id, ask.by.user)) !== undefined;
    const { id, name = '', topic } = info;
    return [
      {
        id,
        name,
        memberCount,
        member,
        ...(topic !== undefined && { topic }),
        ...(info.settings?.asks && { asks: true }),
      },
    ];
  });
  return { rooms: (await Promise.all(shown)).flat(), ...next(rows, more) };
}

/** The cursor of a page that goes on. */
export function next(rows: readonly { cursor: string }[], more: boolean): { next?: string } {
  const last = rows.at(-1);
  return more && last ? { next: last.cursor } : {};
}
