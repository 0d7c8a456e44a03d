import { expect, it } from 'vitest';
import { minutesOf, timeOfDay } from './quiet-hours';

it('reads what people write for a time, and nothing else', () => {
  expect(['22:05', '22.05', '2205', '22', '7:30', ' 00:00 '].map(minutesOf)).toEqual([
    1325, 1325, 1325, 1320, 450, 0,
  ]);
  for (const text of ['', '24:00', '12:60', '-1', '1:5', 'ten'])
    expect(minutesOf(text), text).toBeUndefined();
});

it('writes a time so that it is read again', () => {
  for (const minutes of [0, 5, 450, 1325, 1439]) expect(minutesOf(timeOfDay(minutes))).toBe(minutes);
});
