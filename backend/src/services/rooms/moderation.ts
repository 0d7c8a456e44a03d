// Keeping people out, and keeping them from writing. Each is an entry; what follows from it begins at its place.
import { forever, limits, type RoomId, SupError, type UserId } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import {
  type EntryDraft,
  isBanned,
  type LiveState,
  mustBeAllowed,
  mustBeMember,
  mustOutrank,
} from '../log/index.ts';
import { act } from './act.ts';
import { depart, mustLeaveOwner } from './depart.ts';
import { next } from './list.ts';
import { memberRow } from './room-view.ts';
import type { Rooms } from './rooms.ts';
import type { RoomsParts } from './rooms-parts.ts';

/** Bans a person; a member is removed in the same append (R93). The same ban again changes nothing. */
export async function ban(
  parts: RoomsParts,
  by: Caller,
  ask: { room: RoomId; user: UserId; until?: number | undefined; reason?: string | undefined },
): Promise<void> {
  const { room, user, until = forever, reason } = ask;
  mustBeAhead(parts, until);
  const exists = await parts.users.exists([user]);
  await depart(parts, by, {
    room,
    user,
    content: ['ban', user, until, reason ?? null],
    decide: (live, along) => {
      const { state, member } = mustBeMember(live, by.user);
      mustBeAllowed(state, member.role, 'ban');
      const there = state.members.get(user);
      if (there) mustOutrank(member.role, there.role);
      if (!exists) throw new SupError('user-not-found');
      const before = state.bans.get(user);
      if (before?.until === until && before.reason === reason) return [];
      if (!before) mustHaveRoom(state);
      mustLeaveOwner(state, [user, ...along], 'forbidden');
      const left: EntryDraft = { kind: 'member.left', by: by.user, user };
      const banned: EntryDraft = {
        kind: 'member.banned',
        by: by.user,
        user,
        until,
        ...(reason && { reason }),
      };
      return there ? [left, banned] : [banned];
    },
  });
}

/** Ends a ban before its time. */
export async function unban(
  parts: RoomsParts,
  by: Caller,
  { room, user }: { room: RoomId; user: UserId },
): Promise<void> {
  await act(parts, by, {
    room,
    content: ['unban', user],
    decide: (live) => {
      const { state, member } = mustBeMember(live, by.user);
      mustBeAllowed(state, member.role, 'ban');
      if (!isBanned(state, user, parts.clock.now())) throw new SupError('not-banned');
      return { entries: [{ kind: 'member.unbanned', by: by.user, user }] };
    },
  });
}

/** Keeps a member from writing until then, or, with null, lets them write again (R94). Repeating it changes nothing. */
export async function mute(
  parts: RoomsParts,
  by: Caller,
  { room, user, until }: { room: RoomId; user: UserId; until: number | null },
): Promise<void> {
  if (until !== null) mustBeAhead(parts, until);
  await act(parts, by, {
    room,
    content: ['mute', user, until],
    decide: (live) => {
      const { state, member } = mustBeMember(live, by.user);
      mustBeAllowed(state, member.role, 'mute');
      const there = state.members.get(user);
      if (!there) throw new SupError('not-member');
      mustOutrank(member.role, there.role);
      const before = state.mutes.get(user);
      if ((before ?? null) === until) return { entries: [] };
      if (before === undefined) mustHaveRoom(state);
      return { entries: [{ kind: 'member.muted', by: by.user, user, until }] };
    },
  });
}

/** Who is banned now, for those who may ban. */
export async function bans(
  parts: RoomsParts,
  ask: { by: Caller; room: RoomId; after: string | undefined },
): ReturnType<Rooms['bans']> {
  const { by, room, after } = ask;
  const mustMayBan = async (): Promise<void> => {
    const row = await memberRow(parts, by.user, room);
    mustBeAllowed(row, row.membership.role, 'ban');
  };
  await mustMayBan();
  const page = { now: parts.clock.now(), after, limit: limits.banListMax };
  const { bans: rows, more } = await parts.index.bans(room, page);
  const people = new Set(rows.flatMap(({ user, ban: one }) => [user, one.by]));
  const users = await parts.users.views([...people]);
  const byId = new Map(users.map((view) => [view.id, view]));
  const shown = rows.flatMap(({ user: id, ban: one }) => {
    const user = byId.get(id);
    return user ? [{ user, ...one }] : [];
  });
  // Whoever lost the right meanwhile is not told (R35).
  await mustMayBan();
  return { bans: shown, users: [...users], ...next(rows, more) };
}

function mustBeAhead({ clock }: RoomsParts, until: number): void {
  if (until > clock.now() && until <= forever) return;
  throw new SupError('invalid-input', { fields: { until: 'is over already' } });
}

function mustHaveRoom(state: LiveState): void {
  if (state.bans.size + state.mutes.size >= limits.roomBansMax) throw new SupError('too-many-bans');
}
