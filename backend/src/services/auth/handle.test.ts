import { SupError } from '@sup/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold, handleKey } from '../fold.ts';
import { readHandle, skeletonOf } from './handle.ts';

function codeFor(text: string): string {
  try {
    readHandle(text);
    return 'fine';
  } catch (error) {
    if (error instanceof SupError) return error.code;
    throw error;
  }
}

test.each([
  'ab',
  'ann.lee',
  'ann-lee_2',
  'Ævar',
  'Łukasz',
  '王小明',
  'мария',
  'נועה',
  'هند',
  'प्रिया',
  '7up',
  'x'.repeat(32),
])('R60: %s is a handle', (text) => expect(codeFor(text)).toBe('fine'));

test.each([
  '',
  'a',
  'x'.repeat(33),
  'ann lee',
  'ann@lee',
  '.ann',
  'ann.',
  'ann..lee',
  'ann-_lee',
  'ann\u200blee',
  'ann\u202elee',
  'ann\u0000lee',
  'ann/lee',
  '😀😀',
  '\u0301ann',
  '<ann>',
])('R60: %j is no handle', (text) => expect(codeFor(text)).toBe('handle-invalid'));

test.each(['admin', 'Sup', '@support', 'аdmin', 'SYSTEM', 'r00t', 'deleted'])(
  'R60: %s is kept for the server',
  (text) => expect(codeFor(text)).toBe('handle-taken'),
);

test.each([
  ['ANN', 'ann'],
  ['ａｎｎ', 'ann'],
  ['Straße', 'strasse'],
  ['ΣΊΣΥΦΟΣ', 'σίσυφος'],
  ['\u212aelvin', 'kelvin'],
  ['ﬁona', 'fiona'],
  ['e\u0301va', 'éva'],
])('R60: %s and %s are the same handle', (one, other) => {
  expect(fold(one)).toBe(fold(other));
});

test('R60: folding twice is folding once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(fold(fold(text))).toBe(fold(text));
    }),
    { numRuns: 2_000 },
  );
});

test.each([
  ['paypal', 'раураl'],
  ['modern', 'modem'],
  ['bob', 'b0b'],
  ['lola', '1o1a'],
  ['ann', 'аnn'],
  ['αννα', 'ανvα'],
  ['scope', 'ѕсоре'],
])('R60: %s and %s look the same', (one, other) => {
  expect(handleKey(one)).not.toBe(handleKey(other));
  expect(skeletonOf(handleKey(one))).toBe(skeletonOf(handleKey(other)));
});

test('R60: handles that look different have different skeletons', () => {
  const names = [
    'ann',
    'anne',
    'ánn',
    'ann1',
    'ann2',
    'ann.1',
    'ann_1',
    'ann-1',
    'jim',
    'kim',
    'tom',
    'мария',
  ];
  expect(new Set(names.map((name) => skeletonOf(handleKey(name)))).size).toBe(names.length);
});
