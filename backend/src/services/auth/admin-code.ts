import { timingSafeEqual } from 'node:crypto';
import { type SelfView, SupError, stateKey } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import { bareCode } from '../code.ts';
import type { AuthState } from './auth-parts.ts';
import { derivedCode } from './codes.ts';

/** The code that makes the first administrator, while there is none. The same after a restart, another after each use. */
export async function adminCode(auth: AuthState): Promise<string | undefined> {
  const { admins, gone } = await auth.accounts.admins();
  return admins.length > 0 ? undefined : derivedCode(auth.secret, `first administrator ${gone}`);
}

export async function isAdminCode(auth: AuthState, typed: string): Promise<boolean> {
  const code = await adminCode(auth);
  if (code === undefined) return false;
  const [right, found] = [Buffer.from(bareCode(code)), Buffer.from(bareCode(typed))];
  return right.length === found.length && timingSafeEqual(right, found);
}

/** Makes the caller the first administrator. Throws link-invalid. */
export async function claimAdmin(auth: AuthState, by: Caller, code: string): Promise<{ self: SelfView }> {
  const session = await auth.sessions.get(by.session);
  const address = session?.address ?? '';
  await auth.limits.tryAccount({ account: by.user, address, isKnown: async () => true });
  if (!(await isAdminCode(auth, code))) throw new SupError('link-invalid');
  const self = await auth.accounts.claim({ user: by.user, at: auth.clock.now(), address });
  await auth.limits.succeeded({ account: by.user, address });
  auth.admins.add(by.user);
  await auth.ownStream.announce(by.user, [stateKey.profile()]);
  return { self };
}
