import { expect, test } from 'vitest';
import { momentOf } from './mute.ts';
import { putOffTo, typedMoment } from './put-off.ts';

const at = (text: string) => momentOf(text) ?? Number.NaN;
const shown = (choice: Parameters<typeof putOffTo>[0], now: string, typed = '') => {
  const moment = putOffTo(choice, { now: at(now), typed });
  return moment === 'invalid' ? moment : typedMoment(moment);
};

test.each([
  ['minutes20', '2026-12-31 23:50', '2027-01-01 00:10'],
  ['hour', '2026-11-23 23:30', '2026-11-24 00:30'],
  ['tomorrow', '2026-11-30 00:10', '2026-12-01 09:00'],
  ['monday', '2026-11-22 12:00', '2026-11-23 09:00'],
  ['monday', '2026-11-23 08:00', '2026-11-30 09:00'],
  ['monday', '2026-11-28 12:00', '2026-11-30 09:00'],
] as const)('%s from %s is %s', (choice, now, then) => {
  expect(shown(choice, now)).toBe(then);
});

test('a typed moment has to be one, and to come', () => {
  expect(shown('custom', '2026-11-23 12:00', '2026-11-24 9:15')).toBe('2026-11-24 09:15');
  expect(shown('custom', '2026-11-23 12:00', '2026-11-23 11:59')).toBe('invalid');
  expect(shown('custom', '2026-11-23 12:00', '2026-02-30 10:00')).toBe('invalid');
  expect(shown('custom', '2026-11-23 12:00', 'tomorrow')).toBe('invalid');
});
