// Letting people in on someone's word: by an invitation they made. Rights are theirs, at the moment of the joining.
import { type Cmid, type DeviceId, type Role, type RoomId, SupError, type UserId } from '@sup/protocol';
import {
  isBanned,
  type LiveState,
  mustBeAllowed,
  mustBeMember,
  mustBeThere,
  mustMayAdd,
  nowhere,
} from '../log/index.ts';
import { act } from './act.ts';
import { joining } from './membership.ts';
import { freshCmid } from './room-ids.ts';
import type { RoomsParts } from './rooms-parts.ts';
import { tellMembers } from './tell-members.ts';

/** As what people are let in. */
export interface Grant {
  readonly role: Role;
  /** By a link for people without an account. */
  readonly guests?: boolean | undefined;
}

/** Someone's word by which another person comes in. */
export interface Admission extends Grant {
  readonly room: RoomId;
  readonly user: UserId;
  readonly device: DeviceId;
  /** Who lets them in. */
  readonly granter: UserId;
  /** The head when they alone were invited, or asked. */
  readonly invitedAt?: number | undefined;
  readonly cmid: Cmid;
  /** True if this cmid may have joined already. */
  readonly isResumed: boolean;
}

/** Joins a person, once for all tries of one cmid; false for who is a member already. Throws as mustMayGrant does. */
export async function admit(parts: RoomsParts, admission: Admission): Promise<boolean> {
  const { room, user, device, role, guests, granter, invitedAt, cmid, isResumed } = admission;
  const joined = await parts.log.propose(room, {
    by: user,
    device,
    cmid,
    // What was tried before may lie far back: it is looked up. What is new cannot be there.
    since: isResumed ? 0 : Number.MAX_SAFE_INTEGER,
    content: ['admit', granter, role],
    decide: (live) => {
      mustBeThere(live?.info, user);
      if (live?.members.has(user)) return { entries: [] };
      const state = mustGrant(live, granter, { role, guests });
      if (isBanned(state, user, parts.clock.now())) throw new SupError('forbidden');
      return { entries: [joining(state, { by: user, user, role, invitedAt })] };
    },
  });
  if (joined) await tellMembers(parts, room, { users: [user], member: true });
  return joined !== undefined;
}

/** Makes a member of who came as a guest, on the word of the one who let them in; where that is none any more, they stay what they are. */
export async function makeMember(
  parts: Pick<RoomsParts, 'log' | 'clock'>,
  { room, user, granter }: Pick<Admission, 'room' | 'user' | 'granter'>,
): Promise<void> {
  const role: Role = 'member';
  await act(
    parts,
    { user: granter, device: nowhere },
    {
      room,
      content: ['make a member', user],
      decide: (live) => {
        if (live?.info.deletion || live?.members.get(user)?.role !== 'guest') return { entries: [] };
        const grants = isAllowed(() => void mustGrant(live, granter, { role }));
        return { entries: grants ? [{ kind: 'member.changed', by: granter, user, role }] : [] };
      },
    },
  );
}

/** Answers the head at which a person may let others in so; throws room-not-found, forbidden or room-kind if they may not. */
export async function mustMayGrant(
  parts: Pick<RoomsParts, 'log' | 'clock'>,
  { room, granter, grant }: Pick<Admission, 'room' | 'granter'> & { grant: Grant },
): Promise<number> {
  let head = 0;
  await atHead(parts, { room, user: granter }, (live) => {
    head = mustGrant(live, granter, grant).head;
  });
  return head;
}

/** Whether a person sees to all invitations of a room: who may remove the people who come by them. Throws room-not-found. */
export async function mayManageInvites(
  parts: Pick<RoomsParts, 'log' | 'clock'>,
  { room, user }: { room: RoomId; user: UserId },
): Promise<boolean> {
  let may = false;
  await atHead(parts, { room, user }, (live) => {
    const { state, member } = mustBeMember(live, user);
    may = isAllowed(() => mustBeAllowed(state, member.role, 'remove-member'));
  });
  return may;
}

/** Reads the state at the head as the room's writer has it: the same eyes that decide what is appended. */
async function atHead(
  { log, clock }: Pick<RoomsParts, 'log' | 'clock'>,
  { room, user }: { room: RoomId; user: UserId },
  look: (live: LiveState | undefined) => void,
): Promise<void> {
  const cmid = freshCmid(clock);
  await log.propose(room, {
    by: user,
    device: cmid as string as DeviceId,
    cmid,
    since: Number.MAX_SAFE_INTEGER,
    content: ['look'],
    decide: (live) => {
      look(live);
      return { entries: [] };
    },
  });
}

function mustGrant(live: LiveState | undefined, granter: UserId, grant: Grant): LiveState {
  const { state, member } = mustBeMember(live, granter);
  if (grant.guests) mustBeAllowed(state, member.role, 'invite-guest');
  else mustMayAdd(state, member.role, grant.role);
  return state;
}

function isAllowed(check: () => void): boolean {
  try {
    check();
    return true;
  } catch (error) {
    if (error instanceof SupError) return false;
    throw error;
  }
}
