import type { SessionId, UserId } from '@sup/protocol';
import { topics } from '../../bus/bus.ts';
import type { AuthState } from './auth-parts.ts';
import type { EndAsk, EndedSession } from './session-store.ts';

/** Ends sessions: from the answer on none of their tokens is accepted, and their sockets are being cut (R18). */
export async function endSessions(auth: AuthState, ask: Omit<EndAsk, 'at'>): Promise<number> {
  const ended = await auth.sessions.end({ ...ask, at: auth.clock.now() });
  announceEnded(auth, ended);
  return ended.length;
}

/** Refuses the tokens of sessions that the store has ended, and tells the gateways to cut their sockets. */
export function announceEnded(
  auth: Pick<AuthState, 'revocations' | 'bus'>,
  ended: readonly EndedSession[],
): void {
  const byUser = new Map<UserId, SessionId[]>();
  for (const one of ended) {
    auth.revocations.add(one);
    const sessions = byUser.get(one.user);
    if (sessions) sessions.push(one.session);
    else byUser.set(one.user, [one.session]);
  }
  for (const [user, sessions] of byUser) {
    auth.bus.publish(topics.user(user), { type: 'sessions-ended', user, sessions });
  }
}
