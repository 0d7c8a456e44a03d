// Joining, leaving, adding and removing.
import { type Role, type RoomId, type RoomView, SupError, type UserId } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import { type Decision, type EntryDraft, type LiveState, mustBeAllowed, mustBeMember } from '../log/index.ts';
import { freshCmid } from './room-ids.ts';
import { roomView } from './room-view.ts';
import type { RoomsParts } from './rooms-parts.ts';
import { tellMembers } from './tell-members.ts';

/** Joins a public channel. Other rooms do not show that they exist (R29). */
export async function join(parts: RoomsParts, by: Caller, room: RoomId): Promise<RoomView> {
  const joined = await act(parts, by, {
    room,
    content: ['join'],
    decide: (state) => {
      if (state?.members.has(by.user)) return { entries: [] };
      if (state?.info.kind !== 'channel') throw new SupError('room-not-found');
      return { entries: [joining(state, { by: by.user, user: by.user, role: 'member' })] };
    },
  });
  if (joined) await tellMembers(parts, room, { users: [by.user], member: true });
  return roomView(parts, by.user, room);
}

export async function leave(parts: RoomsParts, by: Caller, room: RoomId): Promise<void> {
  await act(parts, by, {
    room,
    content: ['leave'],
    decide: (live) => {
      const { state, member } = mustBeMember(live, by.user);
      mustBeAllowed(state, member.role, 'leave');
      if (member.role === 'owner' && state.members.size > 1) mustHaveOtherOwner(state, by.user);
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
  let isNew = false;
  await act(parts, by, {
    room,
    content: ['add', user, role],
    decide: (live) => {
      const { state, member } = mustBeMember(live, by.user);
      if (!exists) throw new SupError('user-not-found');
      const there = state.members.get(user);
      isNew = there === undefined;
      if (there?.role === role) return { entries: [] };
      mustBeAllowed(state, member.role, there || role === 'owner' ? 'change-role' : 'add-member');
      if (!there) return { entries: [joining(state, { by: by.user, user, role })] };
      if (there.role === 'owner') mustHaveOtherOwner(state, user);
      return { entries: [{ kind: 'member.changed', by: by.user, user, role }] };
    },
  });
  if (isNew) await tellMembers(parts, room, { users: [user], member: true });
}

/** Removes a person: from the answer on, nothing of the room reaches them (R35). */
export async function removeMember(
  parts: RoomsParts,
  by: Caller,
  ask: { room: RoomId; user: UserId },
): Promise<void> {
  const { room, user } = ask;
  if (user === by.user) return leave(parts, by, room);
  await act(parts, by, {
    room,
    content: ['remove', user],
    decide: (live) => {
      const { state, member } = mustBeMember(live, by.user);
      mustBeAllowed(state, member.role, 'remove-member');
      if (!state.members.has(user)) throw new SupError('not-member');
      return { entries: [{ kind: 'member.left', by: by.user, user }] };
    },
  });
  await tellMembers(parts, room, { users: [user], member: false });
}

/** Proposes an act that is idempotent by itself: its cmid is new each time and never looked up. */
async function act(
  parts: RoomsParts,
  by: Caller,
  what: {
    room: RoomId;
    content: readonly unknown[];
    decide: (state: LiveState | undefined) => Decision;
  },
): Promise<boolean> {
  const record = await parts.log.propose(what.room, {
    by: by.user,
    device: by.device,
    cmid: freshCmid(parts.clock),
    since: Number.MAX_SAFE_INTEGER,
    content: what.content,
    decide: what.decide,
  });
  return record !== undefined;
}

/** Where history is `joined`, a new member reads from their joining on; all of it while nothing was said yet. */
function joining(state: LiveState, who: { by: UserId; user: UserId; role: Role }): EntryDraft {
  const seesAll = state.info.history === 'all' || state.ordinal === 0;
  return { kind: 'member.joined', ...who, visibleFrom: seesAll ? 1 : state.head + 1 };
}

function mustHaveOtherOwner(state: LiveState, user: UserId): void {
  for (const [other, { role }] of state.members) if (other !== user && role === 'owner') return;
  throw new SupError('last-owner');
}
