import { expect, it } from 'vitest';
import { momentOf, muteOf } from './mute';

const now = new Date(2026, 10, 23, 12, 0).getTime();
const form = { typed: '', mentions: false } as const;

it('is no mute when it is off', () => {
  expect(muteOf({ ...form, choice: 'off' }, { now, before: { level: 'nothing' } })).toBeUndefined();
});

it('ends after the time that was chosen, or never', () => {
  const until = (choice: 'hour' | 'hours8' | 'week' | 'ever') =>
    muteOf({ ...form, choice }, { now, before: undefined });
  expect(until('hour')).toEqual({ level: 'nothing', until: now + 3_600_000 });
  expect(until('hours8')).toEqual({ level: 'nothing', until: now + 8 * 3_600_000 });
  expect(until('week')).toEqual({ level: 'nothing', until: now + 7 * 24 * 3_600_000 });
  expect(until('ever')).toEqual({ level: 'nothing' });
});

it('ends at a moment that was typed, if that is one to come', () => {
  const typed = (text: string) =>
    muteOf({ choice: 'until', typed: text, mentions: true }, { now, before: undefined });
  const until = new Date(2026, 10, 24, 9, 30).getTime();
  expect(typed('2026-11-24 09:30')).toEqual({ level: 'mentions', until });
  for (const text of ['', 'tomorrow', '2026-11-23 11:59', '2026-11-31 09:00', '2026-12-01 24:00'])
    expect(typed(text), text).toBe('invalid');
  expect(momentOf('2026-02-29 09:00')).toBeUndefined();
});

it('keeps the end that it has when only mentions are let through', () => {
  const before = { level: 'nothing', until: now + 5 } as const;
  expect(muteOf({ ...form, choice: 'keep', mentions: true }, { now, before })).toEqual({
    level: 'mentions',
    until: now + 5,
  });
});
