import { createHash, hash } from 'node:crypto';
import { type Cmid, encodeId } from '@sup/protocol';

/** Tells contents apart without keeping them: a deleted body cannot be guessed from its digest without the store's key. */
export type ContentDigest = (content: readonly unknown[]) => string;

/**
 * SHA-512/256 of the store's key and the content, its first 128 bits in base64url. With this hash a key in front makes a
 * MAC as good as HMAC, and one call costs 1 µs on both runtimes (HMAC by objects: 2 on Bun, 17 on Node 24).
 */
export function contentDigest(key: Uint8Array): ContentDigest {
  const secret = Buffer.from(key).toString('base64url');
  return (content) => hash('sha512-256', secret + JSON.stringify(content), 'base64url').slice(0, 22);
}

/** The key of the n-th entry of one act: the same for every try of it. */
export function cmidOfPart(cmid: Cmid, part: number): Cmid {
  if (part === 0) return cmid;
  return encodeId<'Cmid'>(createHash('sha256').update(`${cmid}/${part}`).digest().subarray(0, 16));
}
