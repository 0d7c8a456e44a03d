import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codePoints, excerpt, isKeepable, utf8Length } from './text.ts';

const anyText = fc.string({ unit: 'binary' });

test('the length in bytes is that of the encoder', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
    }),
  );
});

test('code points are counted as the language counts them', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(codePoints(text)).toBe([...text].length);
    }),
  );
});

test('counting stops past the maximum', () => {
  expect(codePoints('a'.repeat(100), 3)).toBe(4);
});

test('R6: a text is keepable unless it has NUL or half a surrogate pair', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(isKeepable(text)).toBe(!text.includes('\0') && text.isWellFormed());
    }),
  );
  expect(isKeepable('a\ud800')).toBe(false);
  expect(isKeepable('\udc00a')).toBe(false);
  expect(isKeepable('\ud83d\ude00 👩‍👩‍👧‍👦')).toBe(true);
});

test('an excerpt never ends in half a character', () => {
  fc.assert(
    fc.property(anyText, fc.nat(20), (text, max) => {
      expect(excerpt(text, max)).toBe([...text].slice(0, max).join(''));
    }),
  );
});
