// The secret part of a hook's address: too long to guess, told once, kept hashed.
import { createHash } from 'node:crypto';
import type { Clock } from '../../clock.ts';

const secretBytes = 32;
const hintLength = 4;

export function makeHookSecret(clock: Clock): string {
  return Buffer.from(clock.random(secretBytes)).toString('base64url');
}

export function hashHookSecret(secret: string): string {
  return createHash('sha256').update(`hook/${secret}`).digest('base64url');
}

/** Tells a hook from others of the same room. */
export function hintOfSecret(secret: string): string {
  return secret.slice(-hintLength);
}
