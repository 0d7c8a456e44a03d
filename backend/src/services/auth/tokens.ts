import { SupError } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import { type Bearer, readAccessToken } from './access-token.ts';
import type { AuthState } from './auth-parts.ts';
import { botCaller, isBotToken } from './bot-tokens.ts';
import { readResumeToken, writeResumeToken } from './resume-token.ts';

/** Who an access token or a bot's token speaks for. Throws token-invalid, token-expired, session-ended. */
export async function authenticate(auth: AuthState, token: string): Promise<Caller> {
  if (isBotToken(token)) return botCaller(auth, { secret: token });
  return callerOf(auth, await readAccessToken(auth.signingKeys, token, auth.clock.now()));
}

/** Who says hello, with an access or a resume token (R13, R14). Throws like authenticate. */
export async function greet(auth: AuthState, token: string): Promise<Caller> {
  if (!auth.resumeSealer.claims(token)) return authenticate(auth, token);
  const { isBot, ...bearer } = readResumeToken(auth.resumeSealer, token, auth.clock.now());
  return isBot ? botCaller(auth, { id: bearer.session }) : callerOf(auth, bearer);
}

export function resumeToken(auth: AuthState, { user, session, device, scope }: Caller): string {
  const isBot = scope !== undefined;
  return writeResumeToken(auth.resumeSealer, { user, session, device, isBot }, auth.clock.now());
}

/** Rights are those of this moment, whenever the token was made. */
function callerOf(auth: AuthState, bearer: Bearer): Caller {
  if (auth.revocations.has(bearer.session)) throw new SupError('session-ended');
  const guest = auth.guests.get(bearer.user);
  if (auth.guests.isOver(bearer.user)) throw new SupError('session-ended');
  return { ...bearer, admin: auth.admins.has(bearer.user), ...(guest && { guest: { room: guest.room } }) };
}
