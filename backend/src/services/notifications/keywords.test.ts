import { expect, test } from 'vitest';
import { keywordIn } from './keywords.ts';

test.each([
  ['The FERRY leaves', 'ferry'],
  ['ferry!', 'ferry'],
  ['(ferry)', 'ferry'],
  ['ferryman and ferries', undefined],
  ['a wherry', undefined],
  ['under_ferry', undefined],
  ['ferryman, ferry', 'ferry'],
  ['on call: release  day', undefined],
  ['release day today', 'release day'],
  ['c++ or c', 'c++'],
  ['c+++', 'c++'],
  ['ｆｅｒｒｙ', 'ferry'],
  ['', undefined],
])('R103: a keyword is a whole word, whatever its case: in %j it is %j', (text, found) => {
  expect(keywordIn(text, ['ferry', 'release day', 'c++'])).toBe(found);
});

test('R103: accents and letters outside of English belong to words', () => {
  expect(keywordIn('Ärger', ['ärger'])).toBe('ärger');
  expect(keywordIn('naïveté', ['naïve'])).toBeUndefined();
  expect(keywordIn('Käse𝒳', ['käse'])).toBeUndefined();
  expect(keywordIn('спасибо Анна', ['анна'])).toBe('анна');
});

test('R103: where a script has no spaces, a keyword may stand anywhere', () => {
  expect(keywordIn('明日東京駅で会いましょう', ['東京'])).toBe('東京');
  expect(keywordIn('ไปตลาดกัน', ['ตลาด'])).toBe('ตลาด');
});

test('R103: the first of my words that is found is named; of none, none', () => {
  expect(keywordIn('two one', ['one', 'two'])).toBe('one');
  expect(keywordIn('anything', [])).toBeUndefined();
});

test('R103: fifty keywords in the longest of bodies are looked for in a moment', () => {
  const words = Array.from({ length: 50 }, (_, at) => 'a'.repeat(at + 1));
  const from = performance.now();
  expect(keywordIn('a'.repeat(16_384), words)).toBeUndefined();
  expect(performance.now() - from).toBeLessThan(1_000);
});
