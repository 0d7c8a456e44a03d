import type { QuietHours } from '@sup/protocol';
import { expect, test } from 'vitest';
import { isQuietTime } from './do-not-disturb.ts';

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const hour = (hours: number, minutes = 0) => hours * 60 + minutes;
const night: QuietHours = { days: everyDay, from: hour(22), to: hour(7) };
const isQuiet = (zone: string, hours: QuietHours, at: string) =>
  isQuietTime({ zone, hours: [hours] }, Date.parse(at));

test('R102: without a schedule, or with an empty one, no time is quiet', () => {
  expect(isQuietTime(undefined, 0)).toBe(false);
  expect(isQuietTime({ zone: 'Europe/Helsinki', hours: [] }, 0)).toBe(false);
});

test.each([
  // In Helsinki it is two hours later than in UTC in winter, three in summer.
  ['2026-01-15T19:59:00Z', false],
  ['2026-01-15T20:00:00Z', true],
  ['2026-01-16T04:59:59Z', true],
  ['2026-01-16T05:00:00Z', false],
  ['2026-07-15T18:59:00Z', false],
  ['2026-07-15T19:00:00Z', true],
  ['2026-07-16T03:59:00Z', true],
  ['2026-07-16T04:00:00Z', false],
])('R102: from 22 to 7 on the wall in Helsinki, in winter and summer: %s is quiet: %s', (at, quiet) => {
  expect(isQuiet('Europe/Helsinki', night, at)).toBe(quiet);
});

test.each([
  // Friday, 20 November 2026, in New York (UTC−5): the night that begins on Friday goes on until Saturday at 7.
  ['2026-11-21T02:59:00Z', false],
  ['2026-11-21T03:00:00Z', true],
  ['2026-11-21T11:59:00Z', true],
  ['2026-11-21T12:00:00Z', false],
  // The night that begins on Saturday is none of it, nor is that which began on Thursday.
  ['2026-11-22T03:30:00Z', false],
  ['2026-11-20T11:00:00Z', false],
])('R102: over midnight a night belongs to the day on which it begins: %s is quiet: %s', (at, quiet) => {
  expect(isQuiet('America/New_York', { days: [5], from: hour(22), to: hour(7) }, at)).toBe(quiet);
});

test('R102: the night that begins on Sunday ends on Monday', () => {
  const sunday: QuietHours = { days: [7], from: hour(23), to: hour(6) };
  expect(isQuiet('UTC', sunday, '2026-11-23T05:59:00Z')).toBe(true);
  expect(isQuiet('UTC', sunday, '2026-11-22T05:59:00Z')).toBe(false);
});

test('R102: where clocks go forward, the hour that does not exist is quiet for nobody', () => {
  // Berlin, 29 March 2026: 01:59:59 is followed by 03:00.
  const lost: QuietHours = { days: everyDay, from: hour(2), to: hour(3) };
  for (const at of ['2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z', '2026-03-29T01:30:00Z'])
    expect(isQuiet('Europe/Berlin', lost, at), at).toBe(false);
  // A night that it falls into is an hour shorter by the sun, and ends at 7 by the wall as ever.
  expect(isQuiet('Europe/Berlin', night, '2026-03-29T01:30:00Z')).toBe(true);
  expect(isQuiet('Europe/Berlin', night, '2026-03-29T04:59:00Z')).toBe(true);
  expect(isQuiet('Europe/Berlin', night, '2026-03-29T05:00:00Z')).toBe(false);
});

test('R102: where clocks go back, both hours of one name are quiet', () => {
  // Berlin, 25 October 2026: from 02:00 to 03:00 twice.
  const twice: QuietHours = { days: everyDay, from: hour(2), to: hour(3) };
  for (const at of [
    '2026-10-25T00:00:00Z',
    '2026-10-25T00:59:00Z',
    '2026-10-25T01:00:00Z',
    '2026-10-25T01:59:00Z',
  ])
    expect(isQuiet('Europe/Berlin', twice, at), at).toBe(true);
  expect(isQuiet('Europe/Berlin', twice, '2026-10-24T23:59:00Z')).toBe(false);
  expect(isQuiet('Europe/Berlin', twice, '2026-10-25T02:00:00Z')).toBe(false);
});

test('R102: zones of half and quarter hours, and changes of half an hour, are told by the wall', () => {
  const lunch: QuietHours = { days: everyDay, from: hour(12), to: hour(13) };
  expect(isQuiet('Asia/Kolkata', lunch, '2026-05-01T06:30:00Z')).toBe(true);
  expect(isQuiet('Asia/Kolkata', lunch, '2026-05-01T07:30:00Z')).toBe(false);
  expect(isQuiet('Asia/Kathmandu', lunch, '2026-05-01T06:14:00Z')).toBe(false);
  expect(isQuiet('Asia/Kathmandu', lunch, '2026-05-01T06:15:00Z')).toBe(true);
  // Lord Howe: UTC+10:30 in winter, +11 in summer.
  expect(isQuiet('Australia/Lord_Howe', lunch, '2026-06-01T01:30:00Z')).toBe(true);
  expect(isQuiet('Australia/Lord_Howe', lunch, '2026-12-01T01:00:00Z')).toBe(true);
  expect(isQuiet('Australia/Lord_Howe', lunch, '2026-12-01T02:15:00Z')).toBe(false);
});

test('R102: on the two sides of the date line one moment is of two days', () => {
  const monday: QuietHours = { days: [1], from: 0, to: hour(23, 59) };
  const at = '2026-11-23T10:30:00Z';
  expect(isQuiet('Pacific/Kiritimati', monday, at)).toBe(false);
  expect(isQuiet('Pacific/Kiritimati', { ...monday, days: [2] }, at)).toBe(true);
  expect(isQuiet('Pacific/Pago_Pago', { ...monday, days: [7] }, at)).toBe(true);
});

test('R102: from a time to the same time is a whole day; midnight belongs to the day that begins', () => {
  const whole: QuietHours = { days: [3], from: hour(9), to: hour(9) };
  expect(isQuiet('UTC', whole, '2026-11-25T08:59:00Z')).toBe(false);
  expect(isQuiet('UTC', whole, '2026-11-25T09:00:00Z')).toBe(true);
  expect(isQuiet('UTC', whole, '2026-11-26T08:59:00Z')).toBe(true);
  expect(isQuiet('UTC', whole, '2026-11-26T09:00:00Z')).toBe(false);
  const evening: QuietHours = { days: [3], from: hour(20), to: 0 };
  expect(isQuiet('UTC', evening, '2026-11-25T23:59:59Z')).toBe(true);
  expect(isQuiet('UTC', evening, '2026-11-26T00:00:00Z')).toBe(false);
});
