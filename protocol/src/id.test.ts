import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UserId } from './id.ts';
import { encodeId, makeId } from './make-id.ts';

const random = fc.uint8Array({ minLength: 10, maxLength: 10 });

test('R8: an id has 26 characters of lower-case Crockford base32', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (bytes) => {
      expect(UserId.safeParse(encodeId(bytes)).success).toBe(true);
    }),
  );
});

test('R8: ids sort by the time they were made', () => {
  const time = fc.integer({ min: 0, max: 2 ** 48 - 1 });
  fc.assert(
    fc.property(time, time, random, (one, other, chance) => {
      fc.pre(one < other);
      expect(makeId(one, chance) < makeId(other, chance.toReversed())).toBe(true);
    }),
  );
});

test('R8: different bytes give different ids', () => {
  const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
  fc.assert(
    fc.property(bytes, bytes, (one, other) => {
      expect(encodeId(one) === encodeId(other)).toBe(one.every((byte, at) => byte === other[at]));
    }),
  );
});

test('an id of another length is refused', () => {
  expect(() => encodeId(new Uint8Array(15))).toThrow(RangeError);
  expect(() => makeId(0, new Uint8Array(9))).toThrow(RangeError);
  for (const wrong of [
    '',
    'abc',
    '8zzzzzzzzzzzzzzzzzzzzzzzzz',
    '0123456789ABCDEFGHJKMNPQRS',
    '0123456789abcdefghijklmnop',
  ])
    expect(UserId.safeParse(wrong).success).toBe(false);
});
