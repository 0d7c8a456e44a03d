import { expect, test } from 'vitest';
import type { IdleResult } from '../load/jobs.ts';
import { idleFindings } from './idle-findings.ts';
import { holds, problems } from './report.ts';

const mb = 2 ** 20;

/** A server of 50 MB and 3,000 CPU-µs a second of its own, in which a connection costs so much more. */
function run(each: { bytes: number; micros: number }, unanswered = 0): IdleResult {
  const at = (connections: number) => ({
    connections,
    bytes: 50 * mb + connections * each.bytes,
    uncollectedBytes: 80 * mb + connections * each.bytes * 2,
    microsPerSecond: 3_000 + connections * each.micros,
  });
  return {
    low: at(2_000),
    high: at(18_000),
    microsPerArrival: 900,
    heartbeats: 1_000,
    unanswered,
    loadMicrosPerDelivery: 12,
  };
}

const points = { low: 2_000, high: 18_000 };
const floor = run({ bytes: 700, micros: 0.5 });
const found = (bytes: number, unanswered = 0) =>
  idleFindings(points, {
    pairs: Array.from({ length: 5 }, () => ({ sup: run({ bytes, micros: 2 }, unanswered), floor })),
    voidRuns: 0,
  });

test('what a server costs by being there falls out of the slope', () => {
  const { figures } = found(4_000);
  expect(figures.userBytesPerConnection?.median).toBe(4_000);
  expect(figures.uncollectedBytesPerConnection?.median).toBe(8_000);
  expect(figures.floorUserBytesPerConnection?.median).toBe(700);
  expect(figures.cpuMicrosPerSecondPerConnection?.median).toBeCloseTo(2);
  expect(figures.userMbAt2000?.median).toBeCloseTo(57.63, 1);
});

test('5 KB a connection hold, more fall short', () => {
  const verdict = (bytes: number) => {
    const { figures, musts } = found(bytes);
    return musts.map((must) => holds(must, figures[must.figure] ?? { median: Number.NaN, min: 0, max: 0 }));
  };
  expect(verdict(5_120)).toEqual([true]);
  expect(verdict(5_200)).toEqual([false]);
});

test('a heartbeat that nobody answered makes it no result', () => {
  expect(problems(found(4_000), false)).toEqual([]);
  expect(problems(found(4_000, 1), false)).toEqual(['5 heartbeats were not answered']);
});
