// Ways back from a forgotten password: recovery codes and reset links are the same thing.
import { SupError, stateKey, type UserId } from '@sup/protocol';
import type { Caller, Origin } from '../caller.ts';
import { handleKey } from '../fold.ts';
import type { Auth, Granted } from './auth.ts';
import type { AuthState } from './auth-parts.ts';
import { hashCode, makeCode, recoveryCodesMade } from './codes.ts';
import { announceEnded } from './end-sessions.ts';
import { refuse } from './login.ts';
import { grant, prepareSession } from './new-session.ts';
import { mustKnowPassword } from './own-password.ts';
import { makeResetLink, type ResetLink } from './reset-link.ts';

/** Sets a new password with a code, ends all sessions (R66) and signs in. Throws credentials-wrong alike for an unknown handle and a wrong code. */
export async function recover(
  auth: AuthState,
  ask: Parameters<Auth['recover']>[0],
  from: Origin,
): Promise<Granted> {
  const { accounts, limits, passwords, clock } = auth;
  await auth.passwordRules.mustBeGood(ask.password);
  const account = handleKey(ask.handle);
  const credentials = await accounts.credentials({ handle: account });
  const user = credentials?.user;
  await limits.tryAccount({
    account,
    address: from.address,
    isKnown: async () => user !== undefined && auth.sessions.knows(user, from.address),
  });
  // An unknown handle is looked up like a known one, under an id that nobody has.
  const owner = user ?? nobody;
  const hash = hashCode(owner, ask.code);
  const isRight = await accounts.hasCode(owner, hash, clock.now());
  if (!isRight || !user) return refuse(auth, credentials, from);
  const passwordHash = await passwords.hash(ask.password);
  const { session, refreshToken } = prepareSession(auth, user, { ...ask, from });
  const { self, ended } = await accounts.recover({ hash, passwordHash, session });
  announceEnded(auth, ended);
  await limits.succeeded({ account, address: from.address });
  await auth.ownStream.announce(user, [stateKey.profile()]);
  return grant(auth, session, { self, refreshToken });
}

const nobody = '00000000000000000000000000' as UserId;

/** Makes new recovery codes, shown once; the old ones end (R67). */
export async function recoveryCodes(
  auth: AuthState,
  by: Caller,
  password: string,
): Promise<{ recoveryCodes: string[] }> {
  const address = await mustKnowPassword(auth, by, { password });
  const codes = Array.from({ length: recoveryCodesMade }, () => makeCode(auth.clock));
  const hashes = codes.map((code) => hashCode(by.user, code));
  await auth.accounts.putRecoveryCodes({ user: by.user, at: auth.clock.now(), address, hashes });
  await auth.ownStream.announce(by.user, [stateKey.profile()]);
  return { recoveryCodes: codes };
}

/** A link with which a person sets a new password, made by an administrator. Throws user-not-found. */
export async function resetLink(auth: AuthState, by: Caller, user: UserId): Promise<ResetLink> {
  if (!by.admin) throw new SupError('forbidden');
  const self = await auth.accounts.self(user);
  if (!self || self.deleted || self.bot || self.guest) throw new SupError('user-not-found');
  const { accounts, clock, options } = auth;
  const made = await makeResetLink({ accounts, clock, publicUrl: options.publicUrl }, { self, by: by.user });
  return { link: made.link, expiresAt: made.expiresAt };
}
