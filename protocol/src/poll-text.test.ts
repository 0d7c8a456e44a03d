import { expect, test } from 'vitest';
import { limits } from './limits.ts';
import { pollText, readPoll } from './poll-text.ts';

const lunch = { question: 'What for lunch?', choices: ['Pizza', 'Soup'] };

test('R165: the words of a poll are its body, and can be read from it', () => {
  expect(pollText(lunch)).toBe('What for lunch?\n- Pizza\n- Soup');
  expect(readPoll(pollText(lunch), 2)).toEqual(lunch);
  const long = { question: 'One\n- of these\n\nor those?', choices: ['- a', 'b', 'c'] };
  expect(readPoll(pollText(long), 3)).toEqual(long);
});

test.each([
  ['no question', '- Pizza\n- Soup', 2],
  ['an empty question', '  \n- Pizza\n- Soup', 2],
  ['too few choices', 'What?\n- Pizza', 2],
  ['a line that is no choice', 'What?\n- Pizza\nSoup', 2],
  ['an empty choice', 'What?\n- Pizza\n-  ', 2],
  ['the same twice', 'What?\n- Pizza\n- Pizza', 2],
  ['a long question', `${'?'.repeat(limits.pollQuestionMax + 1)}\n- a\n- b`, 2],
  ['a long choice', `What?\n- ${'a'.repeat(limits.pollChoiceMax + 1)}\n- b`, 2],
])('R165: a body with %s has not the words of a poll', (_, body, count) => {
  expect(readPoll(body, count)).toBeUndefined();
});
