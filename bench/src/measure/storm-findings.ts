import type { StormResult } from '../load/jobs.ts';
import type { Measured } from './alternate.ts';
import type { Findings } from './report.ts';
import { quantile, spread } from './spread.ts';
import type { Pair } from './steady.ts';

/** A run without any unrest, and milliseconds of bare commits at the same pace in Sup's folder. */
export interface QuietRun extends StormResult {
  readonly commitMs: readonly number[];
}

type RunPair = Pair<StormResult, QuietRun>;

const musts = [
  { figure: 'messageP99RatioToQuiet', atMost: 1.5 },
  { figure: 'ackP99RatioToQuiet', atMost: 1.5 },
];

/** Makes the figures of the scenario: the storm against the quiet that followed it, pair by pair. */
export function stormFindings(
  messagesPerSecond: number,
  { pairs, voidRuns }: Measured<StormResult, QuietRun>,
): Findings {
  const over = (figure: (pair: RunPair) => number) => spread(pairs.map(figure));
  const ratio = (figure: (run: StormResult) => number) =>
    over(({ sup, floor }) => figure(sup) / figure(floor));
  const sum = (count: (run: StormResult) => number) =>
    pairs.reduce((total, { sup, floor }) => total + count(sup) + count(floor), 0);
  return {
    name: 'storm',
    runs: pairs.length,
    voidRuns,
    figures: {
      messageP99RatioToQuiet: ratio(({ lastDeliveryP99Ms }) => lastDeliveryP99Ms),
      ackP99RatioToQuiet: ratio(({ ackP99Ms }) => ackP99Ms),
      afterAckP99RatioToQuiet: ratio(({ lastDeliveryAfterAckP99Ms }) => lastDeliveryAfterAckP99Ms),
      framesPerTransition: over(({ sup }) => sup.framesPerTransition),
      audiencePerTransition: over(({ sup }) => sup.audiencePerTransition),
      transitionsPerSecond: over(({ sup }) => sup.transitionsPerSecond),
      cpuMicrosPerTransition: over((pair) => microsPerTransition(pair, messagesPerSecond)),
      cpuMicrosPerArrival: over(({ sup }) => sup.microsPerArrival),
      messageP50Ms: over(({ sup }) => sup.lastDeliveryP50Ms),
      messageP99Ms: over(({ sup }) => sup.lastDeliveryP99Ms),
      ackP50Ms: over(({ sup }) => sup.ackP50Ms),
      ackP99Ms: over(({ sup }) => sup.ackP99Ms),
      quietMessageP50Ms: over(({ floor }) => floor.lastDeliveryP50Ms),
      quietMessageP99Ms: over(({ floor }) => floor.lastDeliveryP99Ms),
      quietAckP50Ms: over(({ floor }) => floor.ackP50Ms),
      quietAckP99Ms: over(({ floor }) => floor.ackP99Ms),
      floorCommitP99Ms: over(({ floor }) => quantile(floor.commitMs, 0.99)),
      floorCommitMaxMs: over(({ floor }) => Math.max(...floor.commitMs)),
    },
    exact: {
      transitions: sum(({ transitions }) => transitions),
      presenceFrames: sum(({ presenceFrames }) => presenceFrames),
      typingFrames: sum(({ typingFrames }) => typingFrames),
      deliveries: sum(({ deliveries }) => deliveries),
      lost: sum(({ lost }) => lost),
      duplicated: sum(({ duplicated }) => duplicated),
    },
    musts,
  };
}

/** What the storm cost more than the quiet, by its transitions. */
function microsPerTransition({ sup, floor }: RunPair, messagesPerSecond: number): number {
  const microsPerSecond = (sup.serverMicrosPerMessage - floor.serverMicrosPerMessage) * messagesPerSecond;
  return microsPerSecond / sup.transitionsPerSecond;
}
