// What someone who is signed in may do only with their password.
import { type RoomId, SupError } from '@sup/protocol';
import type { Caller, Origin } from '../caller.ts';
import type { Auth } from './auth.ts';
import type { AuthState } from './auth-parts.ts';
import { announceEnded } from './end-sessions.ts';

/** Checks the caller's password, with the limits of a sign-in. Throws credentials-wrong. Answers where the caller is. */
export async function mustKnowPassword(
  auth: AuthState,
  by: Caller,
  { password, from }: { password: string; from?: Origin },
): Promise<string> {
  const address = from?.address ?? (await auth.sessions.get(by.session))?.address ?? '';
  await auth.limits.tryAccount({ account: by.user, address, isKnown: async () => true });
  const credentials = await auth.accounts.credentials({ user: by.user });
  if (!(await auth.passwords.matches(credentials?.passwordHash, password))) {
    await auth.audit.add({ what: 'password.refused', who: by.user, address });
    throw new SupError('credentials-wrong');
  }
  await auth.limits.succeeded({ account: by.user, address });
  return address;
}

/** Changes the password and ends the other sessions (R66). */
export async function changePassword(
  auth: AuthState,
  by: Caller,
  { current, next, from }: Parameters<Auth['changePassword']>[1] & { from: Origin },
): Promise<void> {
  await auth.passwordRules.mustBeGood(next);
  const address = await mustKnowPassword(auth, by, { password: current, from });
  const passwordHash = await auth.passwords.hash(next);
  const act = { user: by.user, at: auth.clock.now(), address };
  announceEnded(auth, await auth.accounts.changePassword({ ...act, passwordHash, session: by.session }));
}

/**
 * Deletes the account (R68). Who alone owns a room with others in it hands it over first: nobody else could do it later.
 * Rooms are left before the account goes, so that a crash in between leaves somebody who can ask again.
 */
export async function deleteAccount(auth: AuthState, by: Caller, password: string): Promise<void> {
  const address = await mustKnowPassword(auth, by, { password });
  const rooms = await roomsToLeave(auth, by);
  for (const room of rooms) await auth.rooms.leave(by, room);
  announceEnded(auth, await auth.accounts.delete({ user: by.user, at: auth.clock.now(), address }));
  auth.admins.delete(by.user);
  await auth.users.changed(by.user);
}

/** Groups and channels of the caller; direct rooms stay with the other person. Throws last-owner. */
async function roomsToLeave(auth: AuthState, by: Caller): Promise<readonly RoomId[]> {
  const found: RoomId[] = [];
  let after: string | undefined;
  for (let more = true; more; ) {
    const page = await auth.roomIndex.list(by.user, after, 200);
    for (const { info, membership, memberCount } of page.rooms) {
      if (info.kind === 'direct') continue;
      if (membership.role === 'owner' && memberCount > 1) await mustHaveOtherOwner(auth, info.id);
      found.push(info.id);
    }
    after = page.rooms.at(-1)?.cursor;
    more = page.more && after !== undefined;
  }
  return found;
}

async function mustHaveOtherOwner(auth: AuthState, room: RoomId): Promise<void> {
  // Owners come first, and the caller is one of them.
  const { members } = await auth.roomIndex.members(room, undefined, 2);
  if (members[1]?.membership.role !== 'owner') throw new SupError('last-owner');
}
