// What someone who is signed in may do only with their password.
import { SupError } from '@sup/protocol';
import type { Caller, Origin } from '../caller.ts';
import type { Auth } from './auth.ts';
import type { AuthState } from './auth-parts.ts';
import { deleteBotsOf } from './bot-accounts.ts';
import { announceEnded } from './end-sessions.ts';
import { roomsToLeave } from './rooms-to-leave.ts';

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
  await deleteBotsOf(auth, by);
  for (const room of rooms) await auth.rooms.leaveWithAccount(by, room);
  announceEnded(auth, await auth.accounts.delete({ user: by.user, at: auth.clock.now(), address }));
  auth.admins.delete(by.user);
  await auth.users.changed(by.user);
}
