import { expect, test } from 'vitest';
import type { FanOutResult } from '../load/jobs.ts';
import { fanOutFindings } from './fan-out-findings.ts';

const run = (changes: Partial<FanOutResult>): FanOutResult => ({
  messages: 100,
  deliveries: 0,
  lost: 0,
  duplicated: 0,
  serverMicrosPerMessage: 0,
  frames: 0,
  serverMicrosPerFrame: 0,
  loadMicrosPerDelivery: 8,
  lastDeliveryP50Ms: 5,
  lastDeliveryP99Ms: 12,
  lastDeliveryAfterAckP99Ms: 9,
  ackP50Ms: 0.5,
  ackP99Ms: 2,
  idleMicrosPerSecond: 100,
  otherFrames: 0,
  habitFrames: 0,
  frameBytes: 400,
  head: 100,
  ...changes,
});

/** A room in which a message costs 200 and a receiver 7 more, over a floor of 5 a receiver, in so many runs. */
function room(members: number, looking: number, runs: number) {
  const sup = run({
    deliveries: looking * 100,
    serverMicrosPerMessage: 200 + 7 * looking,
    serverMicrosPerFrame: (200 + 7 * looking) / looking,
  });
  const floor = {
    ...run({
      deliveries: looking * 100,
      serverMicrosPerMessage: 5 * looking,
      serverMicrosPerFrame: 5,
      lastDeliveryP99Ms: 8,
    }),
    // The longer commits are those beside the room of 1,000 of whom 50 look.
    commitMs: Array.from({ length: 100 }, () => (looking < members ? 3 : 1)),
  };
  return {
    members,
    looking,
    measured: { pairs: Array.from({ length: runs }, () => ({ sup, floor })), voidRuns: 0 },
  };
}

const shapes = [room(10, 10, 6), room(100, 100, 5), room(1_000, 1_000, 5), room(1_000, 50, 7)];

test('cost a message and cost a receiver come apart by the fit over the rooms in which all look', () => {
  const { figures } = fanOutFindings(shapes);
  expect(figures.cpuMicrosPerMessage?.median).toBeCloseTo(200, 3);
  expect(figures.cpuMicrosPerReceiver?.median).toBeCloseTo(7, 6);
});

test('the ratio is total over frames in the largest room, the quiet room against the same', () => {
  const { figures } = fanOutFindings(shapes);
  expect(figures.floorRatio?.median).toBeCloseTo(7.2 / 5, 3);
  expect(figures.quietRoomRatio?.median).toBeCloseTo(550 / 7_200, 4);
  expect(figures.lastDeliveryFloorRatio?.median).toBeCloseTo(1.5);
});

test('what the disk does by itself is told beside, over all rooms of a round', () => {
  const { figures } = fanOutFindings(shapes);
  expect(figures.floorCommitP99Ms?.median).toBe(3);
  expect(figures.floorCommitMaxMs?.median).toBe(3);
  expect(figures.lastDeliveryAfterAckP99Ms?.median).toBe(9);
});

test('only rounds in which every room was measured count', () => {
  expect(fanOutFindings(shapes).runs).toBe(5);
});

test('what is lost in any run is said', () => {
  const [first, ...rest] = shapes;
  const broken = first?.measured.pairs.map(({ sup, floor }) => ({ sup: { ...sup, lost: 2 }, floor })) ?? [];
  const lossy = { members: 10, looking: 10, measured: { pairs: broken, voidRuns: 0 } };
  expect(fanOutFindings([lossy, ...rest]).exact?.lost).toBe(12);
});
