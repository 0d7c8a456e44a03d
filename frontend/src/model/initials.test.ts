import { expect, it } from 'vitest';
import { colourIndex, fnv1a32 } from './colour';
import { initialsOf } from './initials';

it('takes the first letters of the first and the last word', () => {
  expect(initialsOf('Sam Aalto')).toBe('SA');
  expect(initialsOf('ana maria  lopez')).toBe('AL');
});

it('takes the start of a single word', () => {
  expect(initialsOf('Family')).toBe('Fa');
  expect(initialsOf('ö')).toBe('Ö');
});

it('never cuts a grapheme', () => {
  expect(initialsOf('👩‍👩‍👧 Family')).toBe('👩‍👩‍👧F');
  expect(initialsOf('e\u0301va nagy')).toBe('E\u0301N');
});

it('has something to show for a name without letters', () => {
  expect(initialsOf('  ')).toBe('?');
});

it('hashes ids as FNV-1a does, so that every device agrees on the colour', () => {
  expect(fnv1a32('')).toBe(0x811c9dc5);
  expect(fnv1a32('a')).toBe(0xe40c292c);
  expect(fnv1a32('foobar')).toBe(0xbf9cf968);
  expect(colourIndex('foobar', 12)).toBe(0xbf9cf968 % 12);
});
