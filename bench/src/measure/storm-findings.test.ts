import { expect, test } from 'vitest';
import type { StormResult } from '../load/jobs.ts';
import { holds } from './report.ts';
import { stormFindings } from './storm-findings.ts';

const quiet: StormResult = {
  messages: 1_000,
  deliveries: 50_000,
  lost: 0,
  duplicated: 0,
  serverMicrosPerMessage: 1_000,
  frames: 50_000,
  serverMicrosPerFrame: 20,
  loadMicrosPerDelivery: 8,
  lastDeliveryP50Ms: 1,
  lastDeliveryP99Ms: 6,
  lastDeliveryAfterAckP99Ms: 2,
  ackP50Ms: 0.8,
  ackP99Ms: 4,
  idleMicrosPerSecond: 100,
  otherFrames: 0,
  habitFrames: 0,
  frameBytes: 400,
  head: 1_000,
  transitions: 0,
  transitionsPerSecond: 0,
  framesPerTransition: 0,
  presenceFrames: 0,
  typingFrames: 0,
  microsPerArrival: 3_000,
  audiencePerTransition: 0,
};
const storm: StormResult = {
  ...quiet,
  serverMicrosPerMessage: 5_000,
  lastDeliveryP99Ms: 9,
  lastDeliveryAfterAckP99Ms: 5,
  ackP99Ms: 8,
  transitions: 8_000,
  transitionsPerSecond: 320,
  framesPerTransition: 45,
  presenceFrames: 120_000,
  typingFrames: 240_000,
  audiencePerTransition: 61,
};
const commitMs = Array.from({ length: 100 }, (_, number) => (number === 99 ? 30 : 1));
const found = stormFindings(40, {
  pairs: Array.from({ length: 5 }, () => ({ sup: storm, floor: { ...quiet, commitMs } })),
  voidRuns: 0,
});

test('the storm is told as a ratio to the quiet of the same pair', () => {
  expect(found.figures.messageP99RatioToQuiet?.median).toBe(1.5);
  expect(found.figures.ackP99RatioToQuiet?.median).toBe(2);
  expect(found.figures.afterAckP99RatioToQuiet?.median).toBe(2.5);
});

test('acks and deliveries each must keep the bound', () => {
  const none = { median: Number.NaN, min: 0, max: 0 };
  const verdicts = found.musts.map((must) => [must.figure, holds(must, found.figures[must.figure] ?? none)]);
  expect(verdicts).toEqual([
    ['messageP99RatioToQuiet', true],
    ['ackP99RatioToQuiet', false],
  ]);
});

test('a transition costs what the storm costs more than the quiet', () => {
  // 4,000 CPU-µs more for each of 40 messages a second, over 320 transitions a second.
  expect(found.figures.cpuMicrosPerTransition?.median).toBe(500);
  expect(found.figures.framesPerTransition?.median).toBe(45);
});

test('what the disk does by itself stands beside', () => {
  expect(found.figures.floorCommitP99Ms?.median).toBe(1);
  expect(found.figures.floorCommitMaxMs?.median).toBe(30);
});
