import { SupError } from '@sup/protocol';
import type { Origin } from '../caller.ts';
import { handleKey } from '../fold.ts';
import type { Credentials } from './account-store.ts';
import type { Auth, Granted } from './auth.ts';
import type { AuthState } from './auth-parts.ts';
import { announceEnded } from './end-sessions.ts';
import { grant, prepareSession } from './new-session.ts';

/** Signs in. An unknown handle and a wrong password take the same road: the same reads, one hash, one audit row (R61). */
export async function login(
  auth: AuthState,
  ask: Parameters<Auth['login']>[0],
  from: Origin,
): Promise<Granted> {
  const { accounts, limits, passwords, sessions, telemetry } = auth;
  const account = handleKey(ask.handle);
  const credentials = await accounts.credentials({ handle: account });
  await limits.tryAccount({
    account,
    address: from.address,
    isKnown: async () => credentials !== undefined && sessions.knows(credentials.user, from.address),
  });
  const isRight = await passwords.matches(credentials?.passwordHash, ask.password);
  if (!isRight || !credentials) return refuse(auth, credentials, from);
  const { session, refreshToken } = prepareSession(auth, credentials.user, { ...ask, from });
  announceEnded(auth, await sessions.open(session));
  const self = await accounts.self(credentials.user);
  if (!self) return refuse(auth, credentials, from);
  await limits.succeeded({ account, address: from.address });
  telemetry.signInTried('succeeded');
  return grant(auth, session, { self, refreshToken });
}

/** Leaves a trace and throws credentials-wrong. What names no account is not kept: it may be a password in the wrong field. */
export async function refuse(
  auth: AuthState,
  credentials: Credentials | undefined,
  { address }: Origin,
): Promise<never> {
  auth.telemetry.signInTried('refused');
  await auth.audit.add({
    what: 'sign-in.refused',
    address,
    ...(credentials && { target: credentials.user }),
  });
  throw new SupError('credentials-wrong');
}
