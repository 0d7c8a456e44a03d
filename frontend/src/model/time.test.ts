import { describe, expect, it } from 'vitest';
import { clockTime, dayLine, daysAgo, fullTime, listTime, minutesAgo } from './time';

const at = (day: number, hour = 12, year = 2026) => new Date(year, 10, day, hour, 46).getTime();
const context = { now: at(23, 15), locale: 'en-GB' };
const words = { today: 'Today', yesterday: 'Yesterday' };

describe('the time in a list row', () => {
  it('is the clock today', () => expect(listTime(at(23, 9), context)).toBe('09:46'));
  it('is the weekday for six days', () => {
    expect(listTime(at(22), context)).toBe('Sun');
    expect(listTime(at(17), context)).toBe('Tue');
  });
  it('is day and month this year', () => expect(listTime(at(14), context)).toBe('14 Nov'));
  it('has the year when it is another', () =>
    expect(listTime(at(14, 12, 2024), context)).toBe('14 Nov 2024'));
});

describe('a day line', () => {
  it('says today and yesterday', () => {
    expect(dayLine(at(23, 0), context, words)).toBe('Today');
    expect(dayLine(at(22, 23), context, words)).toBe('Yesterday');
  });
  it('then the weekday, the date, and the year', () => {
    expect(dayLine(at(18), context, words)).toBe('Wednesday');
    expect(dayLine(at(14), context, words)).toBe('14 November');
    expect(dayLine(at(14, 12, 2024), context, words)).toBe('14 November 2024');
  });
});

it('follows the 12 or 24 hours of the locale', () => {
  expect(clockTime(at(23, 9), { ...context, locale: 'en-US' })).toMatch(/09:46\sAM/u);
});

it('counts calendar days, not spans of 24 hours', () => {
  expect(
    daysAgo(new Date(2026, 10, 22, 23, 59).getTime(), { now: new Date(2026, 10, 23, 0, 1).getTime() }),
  ).toBe(1);
});

it('calls a message from a clock that is ahead today', () => {
  expect(listTime(at(24), context)).toBe('12:46');
  expect(dayLine(at(24), context, words)).toBe('Today');
});

it('has date, time, seconds and zone in full', () => {
  expect(fullTime(at(23, 9), context)).toMatch(/^Monday,? 23 November 2026.* 09:46:00 /u);
});

it('counts minutes up to an hour', () => {
  expect(minutesAgo(context.now - 5 * 60_000, context)).toBe(5);
  expect(minutesAgo(context.now + 60_000, context)).toBe(0);
  expect(minutesAgo(context.now - 60 * 60_000, context)).toBeUndefined();
});
