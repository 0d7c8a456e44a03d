import { type DeviceId, makeId, type SelfView, type SessionId, type UserId } from '@sup/protocol';
import type { Origin } from '../caller.ts';
import { type Bearer, signAccessToken } from './access-token.ts';
import type { Granted } from './auth.ts';
import type { AuthState } from './auth-parts.ts';
import { makeRefreshToken } from './refresh-token.ts';
import type { NewSession } from './session-store.ts';

export const dayMs = 86_400_000;

/** Until when an access token given out now is good: a whole second, as JWTs have it. `until`: of a guest. */
export function accessUntil({ clock, options }: AuthState, until = Number.MAX_SAFE_INTEGER): number {
  const seconds = Math.floor(clock.now() / 1_000) + options.accessTokenSeconds;
  return Math.min(seconds, Math.floor(until / 1_000)) * 1_000;
}

export function refreshUntil({ clock, options }: AuthState, until = Number.MAX_SAFE_INTEGER): number {
  return Math.min(clock.now() + options.refreshTokenDays * dayMs, until);
}

/** A session that is about to begin, and its first refresh token. */
export function prepareSession(
  auth: AuthState,
  user: UserId,
  here: { device: DeviceId; client: string; from: Origin; until?: number },
): { session: NewSession; refreshToken: string } {
  const { clock, refreshSealer: sealer } = auth;
  const id = makeId<'SessionId'>(clock.now(), clock.random(10)) as SessionId;
  const { token, hash } = makeRefreshToken({ sealer, clock }, id, 1);
  const session: NewSession = {
    id,
    user,
    device: here.device,
    client: here.client,
    address: here.from.address,
    at: clock.now(),
    expiresAt: refreshUntil(auth, here.until),
    accessUntil: accessUntil(auth, here.until),
    firstToken: hash,
  };
  return { session, refreshToken: token };
}

/** What a client gets to act as this session. */
export async function grant(
  auth: AuthState,
  session: { id: SessionId; user: UserId; device: DeviceId; accessUntil: number },
  given: { self: SelfView; refreshToken: string; recoveryCodes?: string[] },
): Promise<Granted> {
  const bearer: Bearer = { user: session.user, session: session.id, device: session.device };
  const times = { now: auth.clock.now(), expiresAt: session.accessUntil };
  return {
    ...given,
    session: session.id,
    accessToken: await signAccessToken(auth.signingKeys, bearer, times),
    accessTokenSeconds: auth.options.accessTokenSeconds,
  };
}
