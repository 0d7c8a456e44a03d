import { expect, it } from 'vitest';
import { levelNow, muteFor } from './mute';

const now = 1_000_000;

it('is no mute when all messages are told', () => {
  expect(muteFor('all', 'hour', now)).toBeUndefined();
  expect(levelNow(undefined, now)).toBe('all');
});

it('runs out by itself after the time that was chosen', () => {
  const mute = muteFor('nothing', 'hour', now);
  expect(mute).toEqual({ level: 'nothing', until: now + 3_600_000 });
  expect(levelNow(mute, now + 3_599_999)).toBe('nothing');
  expect(levelNow(mute, now + 3_600_000)).toBe('all');
});

it('has no end when it holds until it is changed', () => {
  expect(levelNow(muteFor('mentions', 'ever', now), now * 1e6)).toBe('mentions');
});
