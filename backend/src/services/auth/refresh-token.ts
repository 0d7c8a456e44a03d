/*
 * A refresh token names its session and its generation, and a random part that nobody can guess.
 * A session remembers the token that was used last (generation n, the former) and the successors that it was answered
 * with (generation n + 1, fresh: several if answers were lost). The first fresh one that comes back ends the former and
 * the other successors. So two numbers tell a thief's token from a lost answer, and a session takes one row for ever.
 */
import { createHash } from 'node:crypto';
import type { SessionId } from '@sup/protocol';
import type { Clock } from '../../clock.ts';
import type { Sealer } from './sealed-token.ts';

export const refreshKind = 'refresh';
/** Lost answers in a row that are covered; an older successor than that is forgotten. */
const freshMax = 8;

/** What a session knows of its refresh tokens. */
export interface RefreshTokens {
  /** The generation of the former token; 0 before the first was used. */
  readonly generation: number;
  /** Hash of the token that was used last. */
  readonly former: string | undefined;
  /** Hashes of successors that were given out and not used yet, oldest first. */
  readonly fresh: readonly string[];
}

export interface RefreshToken {
  readonly session: SessionId;
  readonly generation: number;
  readonly hash: string;
}

/** A new token of a session. */
export function makeRefreshToken(
  { sealer, clock }: { sealer: Sealer; clock: Clock },
  session: SessionId,
  generation: number,
): { token: string; hash: string } {
  const chance = Buffer.from(clock.random(18)).toString('base64url');
  const token = sealer.seal([session, String(generation), chance]);
  return { token, hash: hashToken(token) };
}

/** What a token says, or undefined if we did not make it. */
export function readRefreshToken(sealer: Sealer, token: string): RefreshToken | undefined {
  const [session, generation] = sealer.open(token) ?? [];
  if (!session) return undefined;
  return { session: session as SessionId, generation: Number(generation), hash: hashToken(token) };
}

/** `reused`: somebody holds a token whose successor was used; `unknown`: not one of this session, or forgotten. */
export type Verdict = 'good' | 'reused' | 'unknown';

/** Judges a token that came back (R64). */
export function judgeRefresh(tokens: RefreshTokens, used: Omit<RefreshToken, 'session'>): Verdict {
  const { generation, former, fresh } = tokens;
  if (used.generation === generation + 1) return fresh.includes(used.hash) ? 'good' : 'unknown';
  if (used.generation > generation) return 'unknown';
  return used.hash === former ? 'good' : 'reused';
}

/** A session's tokens after `used` was answered with `successor`. */
export function rotated(
  tokens: RefreshTokens,
  used: Omit<RefreshToken, 'session'>,
  successor: string,
): RefreshTokens {
  const isLostAnswer = used.generation === tokens.generation;
  const fresh = isLostAnswer ? [...tokens.fresh, successor].slice(-freshMax) : [successor];
  return { generation: used.generation, former: used.hash, fresh };
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
