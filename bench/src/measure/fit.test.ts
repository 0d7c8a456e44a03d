import { expect, test } from 'vitest';
import { fitLine } from './fit.ts';

test('points on a line give that line', () => {
  const { intercept, slope } = fitLine([10, 100, 1_000].map((x) => ({ x, y: 150 + 6.5 * x })));
  expect(intercept).toBeCloseTo(150, 6);
  expect(slope).toBeCloseTo(6.5, 9);
});

test('points beside it give the line with the least squares', () => {
  const { intercept, slope } = fitLine([
    { x: 0, y: 1 },
    { x: 1, y: 0 },
    { x: 2, y: 5 },
  ]);
  expect(slope).toBeCloseTo(2);
  expect(intercept).toBeCloseTo(0);
});

test('one x makes no line', () => {
  expect(() =>
    fitLine([
      { x: 1, y: 1 },
      { x: 1, y: 2 },
    ]),
  ).toThrow(RangeError);
});
