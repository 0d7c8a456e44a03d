import { expect, test } from 'vitest';
import type { DurableAckResult } from '../load/jobs.ts';
import { againstFindings } from './against-findings.ts';
import { holds } from './report.ts';

const run = (acksPerSecond: number, serverMicrosPerMessage: number): DurableAckResult => ({
  acks: 100,
  acksPerSecond,
  ackP50Ms: 1,
  ackP99Ms: 2,
  serverMicrosPerMessage,
  loadMicrosPerDelivery: 8,
  deliveries: 200,
  lost: 0,
  duplicated: 1,
});

function findingsOf(pairs: readonly (readonly [DurableAckResult, DurableAckResult])[]) {
  const measured = { pairs: pairs.map(([sup, floor]) => ({ sup, floor })), voidRuns: 1 };
  return againstFindings({ durableAck: new Map([['senders64', measured]]), fanOut: new Map() });
}

test('each run is set against the run of the earlier commit that followed it', () => {
  const { figures, runs, voidRuns, exact } = findingsOf([
    [run(900, 110), run(1_000, 100)],
    [run(450, 220), run(500, 200)],
    [run(99, 1_000), run(100, 1_000)],
  ]);
  expect({ runs, voidRuns }).toEqual({ runs: 3, voidRuns: 1 });
  expect(figures['senders64.acksPerSecond']?.median).toBe(450);
  expect(figures['senders64.acksPerSecondEarlier']?.median).toBe(500);
  expect(figures['senders64.acksPerSecondRatio']).toEqual({ median: 0.9, min: 0.9, max: 0.99 });
  expect(figures['senders64.cpuMicrosPerMessageRatio']).toEqual({ median: 1.1, min: 1, max: 1.1 });
  expect(exact).toEqual({ deliveries: 1_200, lost: 0, duplicated: 6 });
});

test.each([
  [950, 105, true],
  [949, 105, false],
  [950, 106, false],
])('%i of 1,000 acks at %i of 100 micros holds: %s', (acks, micros, all) => {
  const { figures, musts } = findingsOf([[run(acks, micros), run(1_000, 100)]]);
  const holding = musts.map((must) => {
    const figure = figures[must.figure];
    return figure !== undefined && holds(must, figure);
  });
  expect(holding).toHaveLength(2);
  expect(holding.every(Boolean)).toBe(all);
});
