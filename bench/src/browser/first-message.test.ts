import { expect, test } from 'vitest';
import { missedShare } from './first-message.ts';

test('a frame is missed when more than 25 ms have passed since the one before', () => {
  expect(missedShare([16.7, 25, 25.1, 50])).toBe(0.5);
  expect(missedShare([])).toBe(0);
});
