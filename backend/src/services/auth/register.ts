import { makeId, SupError, stateKey } from '@sup/protocol';
import type { Origin } from '../caller.ts';
import { fold } from '../fold.ts';
import type { NewAccount } from './account-store.ts';
import { isAdminCode } from './admin-code.ts';
import type { Auth, Granted } from './auth.ts';
import type { AuthState } from './auth-parts.ts';
import { hashCode, makeCode, recoveryCodesMade } from './codes.ts';
import { readHandle } from './handle.ts';
import { grant, prepareSession } from './new-session.ts';

/** Makes an account and signs it in. With the first administrator's code or an invitation it also works where registration is not open. */
export async function register(
  auth: AuthState,
  ask: Parameters<Auth['register']>[0],
  from: Origin,
): Promise<Granted> {
  const { accounts, clock, limits, passwords, passwordRules } = auth;
  const { firstAdmin, admission } = await mayRegister(auth, ask.invite, from);
  const { key: handle, skeleton } = readHandle(ask.handle);
  await passwordRules.mustBeGood(ask.password);
  const collision = await accounts.collision(handle, skeleton);
  if (collision) throw new SupError(collision);
  await limits.register(from.address);
  const id = makeId<'UserId'>(clock.now(), clock.random(10));
  const recoveryCodes = Array.from({ length: recoveryCodesMade }, () => makeCode(clock));
  const { session, refreshToken } = prepareSession(auth, id, { ...ask, from });
  const self = await accounts.create({
    id,
    handle,
    skeleton,
    name: ask.name,
    nameKey: fold(ask.name),
    passwordHash: await passwords.hash(ask.password),
    recoveryHashes: recoveryCodes.map((code) => hashCode(id, code)),
    firstAdmin,
    ...(admission && { admission }),
    session,
  });
  if (firstAdmin) auth.admins.add(id);
  await auth.ownStream.announce(id, [stateKey.profile()]);
  if (admission)
    await auth.invites.admitNew({ ...admission, user: id, device: session.device, at: session.at });
  return grant(auth, session, { self, refreshToken, recoveryCodes });
}

type May = Pick<NewAccount, 'firstAdmin' | 'admission'>;

/** What one registers as. Throws if nobody, or not this one, may register. */
export async function mayRegister(auth: AuthState, invite: string | undefined, from: Origin): Promise<May> {
  const { registration } = auth.options;
  if (invite !== undefined && auth.invites.claims(invite)) {
    if (registration === 'closed') throw new SupError('registration-closed');
    return { firstAdmin: false, admission: await auth.invites.admission(invite, from) };
  }
  if (invite !== undefined) {
    await auth.limits.tryAccount({
      account: 'invite',
      address: from.address,
      isKnown: async () => false,
    });
    if (await isAdminCode(auth, invite)) return { firstAdmin: true };
    throw new SupError('link-invalid');
  }
  if (registration === 'closed') throw new SupError('registration-closed');
  if (registration === 'invite') throw new SupError('registration-by-invite');
  return { firstAdmin: false };
}
