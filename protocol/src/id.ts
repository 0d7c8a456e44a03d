// Ids are 128 bits in 26 characters of Crockford's base32, lower case: 48 bits of time, 80 of chance.
// They sort by the moment they were made, and carry no other meaning.
import * as z from 'zod/mini';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const idPattern = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;

const id = <Name extends string>() => z.string().check(z.regex(idPattern)).brand<Name>();

export const UserId = id<'UserId'>();
export type UserId = z.infer<typeof UserId>;
export const RoomId = id<'RoomId'>();
export type RoomId = z.infer<typeof RoomId>;
export const MessageId = id<'MessageId'>();
export type MessageId = z.infer<typeof MessageId>;
export const SessionId = id<'SessionId'>();
export type SessionId = z.infer<typeof SessionId>;
/** Names a local store (a browser profile, an installed app), not a sign-in. */
export const DeviceId = id<'DeviceId'>();
export type DeviceId = z.infer<typeof DeviceId>;
/** Client message id: made once by the device for one intended effect, repeated by every retry of it. */
export const Cmid = id<'Cmid'>();
export type Cmid = z.infer<typeof Cmid>;
/** The identity of a store; another epoch means that what was cached of it is worth nothing. */
export const Epoch = id<'Epoch'>();
export type Epoch = z.infer<typeof Epoch>;

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
