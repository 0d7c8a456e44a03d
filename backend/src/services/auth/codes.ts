// One-time codes that people type: recovery codes, reset links, the first administrator's code.
import { createHash, hkdfSync } from 'node:crypto';
import type { UserId } from '@sup/protocol';
import type { Clock } from '../../clock.ts';
import { bareCode, spellCode } from '../code.ts';

const codeLength = 16;
export const recoveryCodesMade = 10;

/** A fresh code of 80 random bits, such as `4k9z-m2xq-…`: too many to guess, also for who has stolen the hashes. */
export function makeCode(clock: Clock): string {
  return spellCode(clock.random(codeLength));
}

/** A code that is the same each time it is made of the same secret and words. */
export function derivedCode(secret: Uint8Array, words: string): string {
  return spellCode(
    new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), `sup code: ${words}`, codeLength)),
  );
}

/** What is stored of a code; the account is part of it, so that equal codes of two people are not seen to be equal. */
export function hashCode(user: UserId, code: string): string {
  return createHash('sha256')
    .update(`${user}/${bareCode(code)}`)
    .digest('base64url');
}
