import { createHash, createHmac } from 'node:crypto';
import { type Cmid, encodeId } from '@sup/protocol';

/** Tells contents apart without keeping them: a deleted body cannot be guessed from its digest without the store's key. */
export type ContentDigest = (content: readonly unknown[]) => string;

/** HMAC-SHA-256 under the store's key, its first 128 bits in base64url. */
export function contentDigest(key: Uint8Array): ContentDigest {
  return (content) =>
    createHmac('sha256', key).update(JSON.stringify(content)).digest().subarray(0, 16).toString('base64url');
}

/** The key of the n-th entry of one act: the same for every try of it. */
export function cmidOfPart(cmid: Cmid, part: number): Cmid {
  if (part === 0) return cmid;
  return encodeId<'Cmid'>(createHash('sha256').update(`${cmid}/${part}`).digest().subarray(0, 16));
}
