/*
 * A guest makes an account of theirs (R247 to R249). One write decides it, against their end and against whoever wants the
 * same handle: from then on they are like anybody. What their room has to learn is an entry of its log, so it is done after
 * that write, from the row that the write has left: also when a server is back that was cut off in between.
 */
import { type SelfView, SupError, stateKey } from '@sup/protocol';
import type { Caller, Origin } from '../caller.ts';
import type { DueWork } from '../due-runner.ts';
import { fold } from '../fold.ts';
import type { Guests } from './auth.ts';
import type { AuthState } from './auth-parts.ts';
import { hashCode, makeCode, recoveryCodesMade } from './codes.ts';
import type { Upgraded } from './guest-store.ts';
import { readHandle } from './handle.ts';
import { refreshUntil } from './new-session.ts';
import { mayRegister } from './register.ts';

/** Makes an account of a guest. Throws as registering does, and not-guest. */
export async function upgradeGuest(
  auth: AuthState,
  by: Caller,
  { ask, from }: { ask: Parameters<Guests['upgrade']>[1]; from: Origin },
): Promise<{ self: SelfView; recoveryCodes: string[] }> {
  const { clock, guests, guestStore, limits, passwords, passwordRules } = auth;
  const { user, session, device } = by;
  if (!guests.get(user)) throw new SupError('not-guest');
  const { firstAdmin, admission } = await mayRegister(auth, ask.invite, from);
  // The code of the first administrator makes one of who registers, or of who has an account.
  if (firstAdmin) throw new SupError('link-invalid');
  const { key: handle, skeleton } = readHandle(ask.handle);
  await passwordRules.mustBeGood(ask.password);
  const collision = await auth.accounts.collision(handle, skeleton);
  if (collision) throw new SupError(collision);
  await limits.register(from.address);
  const recoveryCodes = Array.from({ length: recoveryCodesMade }, () => makeCode(clock));
  const passwordHash = await passwords.hash(ask.password);
  // Whoever was removed while this was prepared is over, though their end may not be written yet.
  if (guests.isOver(user)) throw new SupError('session-ended');
  const at = clock.now();
  const { self } = await guestStore.upgrade({
    user,
    handle,
    skeleton,
    ...(ask.name !== undefined && { name: { shown: ask.name, key: fold(ask.name) } }),
    passwordHash,
    recoveryHashes: recoveryCodes.map((code) => hashCode(user, code)),
    ...(admission && { admission }),
    ...{ session, device, at, address: from.address, expiresAt: refreshUntil(auth) },
  });
  guests.forget(user);
  await auth.ownStream.announce(user, [stateKey.profile()]);
  await auth.users.changed(user);
  await settleAll(auth).catch(() => guests.settleSoon());
  if (admission) await auth.invites.admitNew({ ...admission, user, device, at });
  return { self, recoveryCodes };
}

/** Tells rooms who is no guest any more. */
export function upgrades(auth: AuthState): DueWork {
  return {
    name: 'guests who have an account now',
    // Done at once when it is made; what is left of one is due now, and found by the first round of a start.
    next: async () => undefined,
    run: () => settleAll(auth),
  };
}

async function settleAll(auth: AuthState): Promise<void> {
  for (const one of await auth.guestStore.upgraded()) await settle(auth, one);
}

/** As a member, where the one by whose link they came may let such in (R248). */
async function settle({ rooms, guestStore }: AuthState, { user, room, granter }: Upgraded): Promise<void> {
  if (granter) await rooms.makeMember(room, { user, granter });
  await guestStore.settle(user);
}
