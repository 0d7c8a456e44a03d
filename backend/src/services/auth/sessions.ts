import { type SessionId, type SessionView, SupError } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import type { AuthState } from './auth-parts.ts';
import { endSessions } from './end-sessions.ts';
import type { Session } from './session-store.ts';

/** The caller's sessions, the one that asks first. */
export async function listSessions(auth: AuthState, by: Caller): Promise<{ sessions: SessionView[] }> {
  const live = await auth.sessions.live(by.user, auth.clock.now());
  const views = live.map((session) => sessionView(session, by));
  return { sessions: views.sort((a, b) => Number(b.current) - Number(a.current)) };
}

function sessionView(session: Session, by: Caller): SessionView {
  const { id, device, client, address, createdAt, lastSeenAt } = session;
  return { id, device, client, address, createdAt, lastSeenAt, current: id === by.session };
}

export async function logout(auth: AuthState, by: Caller): Promise<void> {
  await endSessions(auth, { user: by.user, only: by.session, reason: 'signed-out' });
  // Nobody has a way back in as this guest.
  if (by.guest) auth.guests.end(by.user);
}

/** Ends all sessions but the one that asks. */
export async function logoutEverywhere(auth: AuthState, by: Caller): Promise<void> {
  await endSessions(auth, { user: by.user, except: by.session, reason: 'signed-out' });
}

/** Ends one of the caller's sessions. Throws session-not-found, also for somebody else's. */
export async function endSession(auth: AuthState, by: Caller, session: string): Promise<void> {
  const only = session as SessionId;
  const ended = await endSessions(auth, { user: by.user, only, reason: 'signed-out' });
  if (ended === 0) throw new SupError('session-not-found');
}
