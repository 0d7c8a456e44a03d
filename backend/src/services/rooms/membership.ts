// Joining, leaving, adding, removing, and handing over.
import {
  historyNow,
  isPublic,
  type Role,
  type RoomId,
  type RoomView,
  rankOf,
  type Stay,
  SupError,
  staysBefore,
  type UserId,
} from '@sup/protocol';
import type { Caller } from '../caller.ts';
import {
  type EntryDraft,
  hasEnded,
  isBanned,
  type LiveState,
  type Membership,
  mustBeAllowed,
  mustBeGrantable,
  mustBeMember,
  mustBeThere,
  mustMayAdd,
  mustOutrank,
} from '../log/index.ts';
import { act } from './act.ts';
import { depart, isKeptOut, mustLeaveOwner, ownerOf } from './depart.ts';
import { roomView } from './room-view.ts';
import type { RoomsParts } from './rooms-parts.ts';
import { tellMembers } from './tell-members.ts';

/** Joins what is public, or what a space of theirs lets them join (R208). Other rooms do not show that they exist (R29), and no room does to the banned (R93). */
export async function join(parts: RoomsParts, by: Caller, room: RoomId): Promise<RoomView> {
  let isLedIn = false;
  const joined = await act(parts, by, {
    room,
    content: ['join'],
    prepare: async (state) => {
      if (state?.info.settings?.opensToSpaces) isLedIn = await parts.spaces.leadsInto(room, by.user);
    },
    decide: (state) => {
      mustBeThere(state?.info, by.user);
      if (state?.members.has(by.user)) return { entries: [] };
      if (!state || isBanned(state, by.user, parts.clock.now())) throw new SupError('room-not-found');
      if (isPublic(state.info)) {
        if (state.info.settings?.asks) throw new SupError('ask-first');
      } else if (!isLedIn || !state.info.settings?.opensToSpaces || state.info.settings.archived)
        throw new SupError('room-not-found');
      return { entries: [joining(state, { by: by.user, user: by.user, role: 'member' })] };
    },
  });
  if (joined) await tellMembers(parts, room, { users: [by.user], member: true });
  return roomView(parts, by.user, room);
}

export async function leave(parts: RoomsParts, by: Caller, room: RoomId): Promise<void> {
  const { user } = by;
  await depart(parts, by, {
    room,
    user,
    content: ['leave'],
    decide: (live, along) => {
      const { state, member } = mustBeMember(live, user);
      mustBeAllowed(state, member.role, 'leave');
      mustLeaveOwner(state, [user, ...along], 'last-owner');
      return [{ kind: 'member.left', by: user, user }];
    },
  });
}

/** Leaves with the account, also a room that is deleted: that one needs no heir. */
export async function leaveWithAccount(parts: RoomsParts, by: Caller, room: RoomId): Promise<void> {
  const { info } = (await parts.index.room(room)) ?? {};
  if (!info?.deletion) return leave(parts, by, room);
  await act(parts, by, {
    room,
    content: ['leave with the account'],
    decide: (live) => {
      if (!live?.members.has(by.user) || hasEnded(live.info)) return { entries: [] };
      return { entries: [{ kind: 'member.left', by: by.user, user: by.user }] };
    },
  });
  await tellMembers(parts, room, { users: [by.user], member: false });
}

/** Adds a person, or changes the role of one who is there. Repeating it changes nothing. */
export async function addMember(
  parts: RoomsParts,
  by: Caller,
  ask: { room: RoomId; user: UserId; role: Role },
): Promise<void> {
  const { room, user, role } = ask;
  const exists = await parts.users.exists([user]);
  const owner = await ownerOf(parts, user);
  const isGuest = (await parts.users.views([user])).some(({ guest }) => guest);
  let isNew = false;
  const asked = exists && !isGuest ? await strangersAmong(parts, by, { room, user }) : new Set<UserId>();
  await act(parts, by, {
    room,
    content: ['add', user, role],
    decide: (live) => {
      const { state, member } = mustBeMember(live, by.user);
      if (!exists) throw new SupError('user-not-found');
      if (isGuest) throw new SupError('is-guest');
      const there = state.members.get(user);
      isNew = there === undefined;
      if (there?.role === role) return { entries: [] };
      if (there) {
        mustMayChangeRole(state, { by: by.user, own: member, user, there, role });
        return { entries: [{ kind: 'member.changed', by: by.user, user, role }] };
      }
      mustMayAdd(state, member.role, role);
      if (isKeptOut(state, [user, owner], parts.clock.now())) throw new SupError('banned');
      return { entries: [joining(state, { by: by.user, user, role })], asked };
    },
  });
  if (!isNew) return;
  if (asked.has(user)) parts.contacts.arrived(room, asked);
  else await tellMembers(parts, room, { users: [user], member: true });
}

/** Who is in the room already is not asked; who is not in it adds nobody, and is told so where it is decided. */
async function strangersAmong(
  parts: RoomsParts,
  by: Caller,
  { room, user }: { room: RoomId; user: UserId },
): Promise<ReadonlySet<UserId>> {
  const { index, contacts } = parts;
  const [own, there, asked] = await Promise.all([
    index.membership(room, by.user),
    index.membership(room, user),
    index.asked(room, user),
  ]);
  if (!own || there || asked) return new Set();
  return contacts.strangers(by.user, { room, kind: 'group' }, [user]);
}

interface RoleChange {
  readonly by: UserId;
  readonly own: Membership;
  readonly user: UserId;
  readonly there: Membership;
  readonly role: Role;
}

/** Everyone may step down; others' roles are changed from above, and to what is one's own to give (R90). */
function mustMayChangeRole(state: LiveState, { by, own, user, there, role }: RoleChange): void {
  if (state.info.kind === 'direct') throw new SupError('room-kind');
  const stepsDown = user === by && rankOf(role) < rankOf(own.role);
  if (!stepsDown) {
    mustBeAllowed(state, own.role, 'change-role');
    mustOutrank(own.role, there.role);
    mustBeGrantable(own.role, role);
  }
  if (there.role === 'owner') mustHaveOtherOwner(state, user);
}

/** Removes a person: from the answer on, nothing of the room reaches them (R35). */
export async function removeMember(
  parts: RoomsParts,
  by: Caller,
  ask: { room: RoomId; user: UserId },
): Promise<void> {
  const { room, user } = ask;
  if (user === by.user) return leave(parts, by, room);
  await depart(parts, by, {
    room,
    user,
    content: ['remove', user],
    decide: (live, along) => {
      const { state, member } = mustBeMember(live, by.user);
      mustBeAllowed(state, member.role, 'remove-member');
      const there = state.members.get(user);
      if (!there) throw new SupError('not-member');
      mustOutrank(member.role, there.role);
      mustLeaveOwner(state, [user, ...along], 'forbidden');
      return [{ kind: 'member.left', by: by.user, user }];
    },
  });
}

/** Makes another member an owner and oneself an admin, in one step (R92). */
export async function transfer(
  parts: RoomsParts,
  by: Caller,
  ask: { room: RoomId; user: UserId },
): Promise<void> {
  const { room, user } = ask;
  await act(parts, by, {
    room,
    content: ['transfer', user],
    decide: (live) => {
      const { state, member } = mustBeMember(live, by.user);
      mustBeAllowed(state, member.role, 'transfer');
      const there = state.members.get(user);
      if (!there) throw new SupError('not-member');
      if (user === by.user) return { entries: [] };
      const heir: EntryDraft = { kind: 'member.changed', by: by.user, user, role: 'owner' };
      const former: EntryDraft = { kind: 'member.changed', by: by.user, user: by.user, role: 'admin' };
      return { entries: there.role === 'owner' ? [former] : [heir, former] };
    },
  });
}

/**
 * Where history is not `all`, a new member reads from their joining on, or from the head at which they alone were invited;
 * all of it while nothing was said yet. Who was here before reads what they could read then, too (R36, R215).
 */
export function joining(
  state: LiveState,
  { invitedAt, ...who }: { by: UserId; user: UserId; role: Role; invitedAt?: number | undefined },
): EntryDraft {
  const former = state.former.get(who.user) ?? [];
  const visibleFrom = firstVisible(state, { former, invitedAt });
  const earlier = staysBefore(former, visibleFrom);
  return { kind: 'member.joined', ...who, visibleFrom, ...(earlier.length > 0 && { earlier }) };
}

/** An invitation by which somebody was here already shows nothing of the time since they left. */
function firstVisible(
  { info, head, ordinal }: LiveState,
  { former, invitedAt = head }: { former: readonly Stay[]; invitedAt?: number | undefined },
): number {
  const history = historyNow(info);
  if (history === 'all' || ordinal === 0) return 1;
  const leftAt = former.at(-1)?.to ?? 0;
  return (history === 'invited' && invitedAt >= leftAt ? Math.min(invitedAt, head) : head) + 1;
}

function mustHaveOtherOwner(state: LiveState, user: UserId): void {
  for (const [other, { role }] of state.members) if (other !== user && role === 'owner') return;
  throw new SupError('last-owner');
}
