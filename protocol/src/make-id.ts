// Makes ids (R8). Apart from their schemas, so that a client carries no schema library.
import type * as z from 'zod/mini';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Encodes 16 bytes, most significant first, as an id. */
export function encodeId<Name extends string>(bytes: Uint8Array): string & z.core.$brand<Name> {
  if (bytes.length !== 16) throw new RangeError(`an id has 16 bytes, not ${bytes.length}`);
  let text = '';
  let buffer = 0;
  // 128 = 3 + 25 × 5 bits: two zero bits in front make it 26 whole characters.
  let bits = 2;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(buffer >>> bits) & 31];
    }
    buffer &= (1 << bits) - 1;
  }
  return text as string & z.core.$brand<Name>;
}

/** Makes an id from a time in ms since the epoch and 10 random bytes. */
export function makeId<Name extends string>(
  timeMs: number,
  random: Uint8Array,
): string & z.core.$brand<Name> {
  if (random.length < 10) throw new RangeError('an id needs 10 random bytes');
  const bytes = new Uint8Array(16);
  let rest = Math.max(0, Math.floor(timeMs));
  for (let at = 5; at >= 0; at -= 1) {
    bytes[at] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes.set(random.subarray(0, 10), 6);
  return encodeId(bytes);
}
