// Tokens of bots (R113): shown once, kept hashed, looked up at each use, so that the end of one holds from the answer on.
import { createHash } from 'node:crypto';
import {
  type BotTokenView,
  type DeviceId,
  limits,
  makeId,
  type SessionId,
  SupError,
  type UserId,
} from '@sup/protocol';
import type { Caller } from '../caller.ts';
import type { DueWork } from '../due-runner.ts';
import type { AuthParts, AuthState } from './auth-parts.ts';
import type { BotToken } from './bot-store.ts';
import type { Bots } from './bots.ts';
import { announceEnded } from './end-sessions.ts';
import { mustManage, mustOwn } from './must-manage.ts';

/** So that a token that was published by mistake is found by those who search for such. */
const prefix = 'supbot_';
const secretBytes = 32;
const hintLength = 4;
/** How exactly it is known when a token was used last. */
const usedEveryMs = 60_000;

/** True if a text claims to be the token of a bot. */
export const isBotToken = (text: string): boolean => text.startsWith(prefix);

export async function makeBotToken(
  auth: AuthState,
  by: Caller,
  { bot, ...ask }: { bot: UserId } & Parameters<Bots['makeToken']>[2],
): Promise<{ token: BotTokenView; secret: string }> {
  await mustOwn(auth, by, bot);
  const { clock, bots } = auth;
  const secret = prefix + Buffer.from(clock.random(secretBytes)).toString('base64url');
  const { name, read, write, rooms, expiresAt } = ask;
  const madeAt = clock.now();
  if (expiresAt !== undefined && expiresAt <= madeAt)
    throw new SupError('invalid-input', { fields: { expiresAt: 'is over already' } });
  const token: BotToken = {
    id: makeId<'SessionId'>(madeAt, clock.random(10)) as SessionId,
    bot,
    name,
    read,
    write,
    ...(rooms && { rooms }),
    hint: secret.slice(-hintLength),
    madeAt,
    ...(expiresAt !== undefined && { expiresAt }),
  };
  await bots.addToken({ ...token, hash: hashOf(secret), by: by.user, tokensMax: limits.botTokensMax });
  if (expiresAt !== undefined) auth.expiries.wake(expiresAt);
  return { token: tokenView(token), secret };
}

/** Ends a token and cuts its sockets. Throws bot-not-found, token-not-found. */
export async function revokeBotToken(
  auth: AuthState,
  by: Caller,
  { bot, token }: { bot: UserId; token: string },
): Promise<void> {
  await mustManage(auth, by, bot);
  const ask = { bot, by: by.user, at: auth.clock.now(), id: token as SessionId };
  const ended = await auth.bots.revoke(ask);
  if (ended.length === 0) throw new SupError('token-not-found');
  announceEnded(auth, ended);
}

/** Whom a token of a bot speaks for; `id` for one that was known before. Throws token-invalid. */
export async function botCaller(
  auth: AuthState,
  by: { secret: string } | { id: SessionId },
): Promise<Caller> {
  const { bots, clock, telemetry } = auth;
  const token = await bots.token('id' in by ? by : { hash: hashOf(by.secret) });
  if (!token) throw new SupError('token-invalid');
  const { id, bot: user, read, write, rooms, lastUsedAt } = token;
  const at = clock.now();
  // The moment itself counts, also before the sockets are cut.
  if (at >= (token.expiresAt ?? Number.POSITIVE_INFINITY)) throw new SupError('token-invalid');
  if (at - (lastUsedAt ?? 0) >= usedEveryMs)
    bots
      .used({ id, at })
      .catch((error: unknown) => telemetry.log.warn('the use of a token could not be noted', { error }));
  const scope = { read, write, ...(rooms && { rooms }) };
  return { user, session: id, device: id as string as DeviceId, admin: false, scope };
}

/** Ends tokens whose time is over, and cuts their sockets. */
export function expiringTokens(auth: AuthParts & Pick<AuthState, 'revocations'>): DueWork {
  return {
    name: 'tokens of bots that are over',
    next: () => auth.bots.nextExpiry(),
    run: async (now) => announceEnded(auth, await auth.bots.expire({ now })),
  };
}

export function tokenView({ bot: _bot, rooms, ...shown }: BotToken): BotTokenView {
  return { ...shown, ...(rooms && { rooms: [...rooms] }) };
}

function hashOf(secret: string): string {
  return createHash('sha256').update(`bot-token/${secret}`).digest('base64url');
}
