// The codes of invitations. A link's is too long to guess: 100 random bits, of which 80 stay unknown to whoever sees its
// hint. One that is said aloud has 40, so it lives a day at most and tries are counted (guess-limits.ts).
import { createHash } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { bareCode, spellCode } from '../code.ts';
import type { Invite } from './invite-store.ts';

const lengths: Record<Invite['kind'], number> = { link: 20, spoken: 8 };
const hintLength = 4;

export function makeInviteCode(clock: Clock, kind: Invite['kind']): string {
  return spellCode(clock.random(lengths[kind]));
}

/** What is kept of a code. */
export function hashInviteCode(code: string): string {
  return createHash('sha256')
    .update(`invite/${bareCode(code)}`)
    .digest('base64url');
}

/** Which kind of invitation a code may be of; undefined for anything else. */
export function kindOfCode(code: string): Invite['kind'] | undefined {
  const { length } = bareCode(code);
  if (length === lengths.spoken) return 'spoken';
  return length === lengths.link ? 'link' : undefined;
}

/** Tells a link from others of the same room. */
export function hintOf(code: string): string {
  return code.slice(-hintLength);
}
