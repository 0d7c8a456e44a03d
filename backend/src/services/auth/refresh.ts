import { SupError } from '@sup/protocol';
import type { Origin } from '../caller.ts';
import type { Granted } from './auth.ts';
import type { AuthState } from './auth-parts.ts';
import { endSessions } from './end-sessions.ts';
import { accessUntil, grant, refreshUntil } from './new-session.ts';
import {
  judgeRefresh,
  makeRefreshToken,
  type RefreshToken,
  readRefreshToken,
  rotated,
} from './refresh-token.ts';
import type { Session } from './session-store.ts';

/** Several tabs may refresh at once; each round one of them gets ahead of the others. */
const roundsMax = 16;

/** Exchanges a refresh token for a new pair (R64). Throws token-invalid, refresh-reused. */
export async function refresh(auth: AuthState, token: string, from: Origin): Promise<Granted> {
  const used = readRefreshToken(auth.refreshSealer, token);
  if (!used) throw new SupError('token-invalid');
  for (let round = 0; round < roundsMax; round += 1) {
    const session = await mustBeLive(auth, used);
    const verdict = judgeRefresh(session.tokens, used);
    if (verdict === 'unknown') throw new SupError('token-invalid');
    if (verdict === 'reused') return endFamily(auth, session, from);
    const granted = await tryRotation(auth, { session, used, from });
    if (granted) return granted;
  }
  throw new SupError('overloaded', { retryAfterMs: 1_000 });
}

async function mustBeLive(auth: AuthState, used: RefreshToken): Promise<Session> {
  const session = await auth.sessions.get(used.session);
  if (session?.ended === 'reused') throw new SupError('refresh-reused');
  const isOver = session && (session.expiresAt <= auth.clock.now() || auth.guests.isOver(session.user));
  if (!session || session.ended || isOver) throw new SupError('token-invalid');
  return session;
}

/** Two hold tokens of one sign-in, and one of them is a thief: it ends for both. */
async function endFamily(auth: AuthState, session: Session, { address }: Origin): Promise<never> {
  await endSessions(auth, { user: session.user, only: session.id, reason: 'reused', address });
  throw new SupError('refresh-reused');
}

/** Undefined if another refresh of the session came first. */
async function tryRotation(
  auth: AuthState,
  { session, used, from }: { session: Session; used: RefreshToken; from: Origin },
): Promise<Granted | undefined> {
  const { clock, refreshSealer: sealer } = auth;
  const successor = makeRefreshToken({ sealer, clock }, session.id, used.generation + 1);
  const guest = auth.guests.get(session.user);
  const until = accessUntil(auth, guest?.until);
  const isMine = await auth.sessions.refresh({
    session: session.id,
    known: session.tokens,
    next: rotated(session.tokens, used, successor.hash),
    at: clock.now(),
    expiresAt: refreshUntil(auth, guest?.until),
    // Access tokens given out before may be good for longer, where the setting was larger then.
    accessUntil: Math.max(until, session.accessUntil),
    address: from.address,
  });
  if (!isMine) return undefined;
  const self = await auth.accounts.self(session.user);
  if (!self) throw new SupError('token-invalid');
  return grant(auth, { ...session, accessUntil: until }, { self, refreshToken: successor.token });
}
