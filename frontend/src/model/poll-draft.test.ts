import { limits } from '@sup/protocol/wire';
import { expect, test } from 'vitest';
import { type PollDraft, pollOf, withOneMore } from './poll-draft';

const now = new Date(2026, 10, 30, 12).getTime();
const draft: PollDraft = {
  question: ' Lunch? ',
  choices: ['Pizza ', '', 'Soup'],
  several: false,
  anonymous: false,
  closing: 'never',
  typed: '',
};

test('a draft comes to its words, without what was left empty', () => {
  expect(pollOf(draft, now)).toEqual({
    words: { question: 'Lunch?', choices: ['Pizza', 'Soup'] },
    terms: { choices: 2 },
  });
  expect(pollOf({ ...draft, several: true, anonymous: true, closing: 'day' }, now)).toMatchObject({
    terms: { choices: 2, several: true, anonymous: true, closesAt: now + 24 * 3_600_000 },
  });
  expect(pollOf({ ...draft, closing: 'custom', typed: '2026-12-01 09:00' }, now)).toMatchObject({
    terms: { closesAt: new Date(2026, 11, 1, 9).getTime() },
  });
});

test.each<[string, Partial<PollDraft>]>([
  ['question', { question: ' ' }],
  ['choices', { choices: ['Pizza', ''] }],
  ['choices', { choices: ['Pizza', 'Pizza '] }],
  ['closing', { closing: 'custom', typed: 'soon' }],
  ['closing', { closing: 'custom', typed: '2026-11-29 09:00' }],
])('what is wrong with a draft is its %s', (fault, change) => {
  expect(pollOf({ ...draft, ...change }, now)).toEqual({ fault });
});

test('there is one more choice until there are as many as can be', () => {
  expect(withOneMore(['a', 'b'])).toEqual(['a', 'b', '']);
  const all = Array.from({ length: limits.pollChoicesMax }, String);
  expect(withOneMore(all)).toEqual(all);
});
