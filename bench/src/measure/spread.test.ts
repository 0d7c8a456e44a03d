import { expect, test } from 'vitest';
import { median, quantile, spread } from './spread.ts';

test('the median of an even number of runs lies between the two in the middle', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([9, 1, 5])).toBe(5);
});

test('the 99th percentile of a hundred is the second largest', () => {
  const values = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(quantile(values, 0.99)).toBe(99);
  expect(quantile(values, 0.5)).toBe(50);
  expect(quantile(values, 1)).toBe(100);
});

test('the quantile of one value is that value, and of none it is not a number', () => {
  expect(quantile([7], 0.99)).toBe(7);
  expect(quantile([], 0.5)).toBeNaN();
});

test('a spread names the ends, and no more digits than a bench knows', () => {
  expect(spread([1.234567, 3, 2])).toEqual({ median: 2, min: 1.235, max: 3 });
});
