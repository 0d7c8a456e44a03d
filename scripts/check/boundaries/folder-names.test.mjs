import { expect, test } from 'vitest';
import { problemsOf } from '../plant.mjs';
import { namesSaySomething } from './folder-names.mjs';

test.each(['utils', 'common', 'helpers', 'misc'])('a folder or file called %s is reported', (name) => {
  expect(problemsOf(namesSaySomething, { [`sdk/src/${name}/a.ts`]: '' })).toHaveLength(1);
  expect(problemsOf(namesSaySomething, { [`sdk/src/${name}.ts`]: '' })).toHaveLength(1);
});

test('a name that only contains such a word is fine', () => {
  expect(problemsOf(namesSaySomething, { 'sdk/src/common-passwords/a.ts': '' })).toEqual([]);
});
