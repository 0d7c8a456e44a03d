import { expect, test } from 'vitest';
import { steadyPairs } from './steady.ts';

const pair = (sup: number, floor: number) => ({
  sup: { loadMicrosPerDelivery: sup },
  floor: { loadMicrosPerDelivery: floor },
});

test('a run in which the load generator cost a quarter more or less than usual is void with its floor', () => {
  const steady = [pair(8, 7), pair(8.2, 7), pair(9.9, 7.1), pair(6.1, 6.9)];
  const drifted = [pair(10.3, 7), pair(5.9, 7), pair(8, 9), pair(8, 5)];
  expect(steadyPairs([...steady, ...drifted])).toEqual(steady);
});

test('one run alone is as usual', () => {
  expect(steadyPairs([pair(8, 7)])).toHaveLength(1);
});
