import type { DurableAckResult, FanOutResult } from '../load/jobs.ts';
import type { Measured } from './alternate.ts';
import type { Findings, Must } from './report.ts';
import { type Spread, spread } from './spread.ts';

/** Runs of this commit, each followed by one of the earlier commit. */
export interface AgainstRuns {
  /** By the number of senders. */
  readonly durableAck: ReadonlyMap<string, Measured<DurableAckResult, DurableAckResult>>;
  /** By the shape of the room. */
  readonly fanOut: ReadonlyMap<string, Measured<FanOutResult, FanOutResult>>;
}

/** What both commits did under the same load: this one, then the earlier. */
interface Both<Run> {
  readonly sup: Run;
  readonly floor: Run;
}

/** What the later commit may cost more, or reach less. */
const lossMax = 0.05;

/** Makes the figures of the scenario: both commits beside each other, and this one over the earlier, pair by pair. */
export function againstFindings({ durableAck, fanOut }: AgainstRuns): Findings {
  const figures: Record<string, Spread> = {};
  const musts: Must[] = [];
  function compare<Run>(figure: string, pairs: readonly Both<Run>[], of: (run: Run) => number) {
    figures[figure] = spread(pairs.map(({ sup }) => of(sup)));
    figures[`${figure}Earlier`] = spread(pairs.map(({ floor }) => of(floor)));
    figures[`${figure}Ratio`] = spread(pairs.map(({ sup, floor }) => of(sup) / of(floor)));
  }
  for (const [name, { pairs }] of durableAck) {
    compare(`${name}.acksPerSecond`, pairs, ({ acksPerSecond }) => acksPerSecond);
    compare(`${name}.cpuMicrosPerMessage`, pairs, ({ serverMicrosPerMessage }) => serverMicrosPerMessage);
    compare(`${name}.ackP50Ms`, pairs, ({ ackP50Ms }) => ackP50Ms);
    musts.push({ figure: `${name}.acksPerSecondRatio`, atLeast: 1 - lossMax });
    musts.push({ figure: `${name}.cpuMicrosPerMessageRatio`, atMost: 1 + lossMax });
  }
  for (const [name, { pairs }] of fanOut) {
    compare(`${name}.cpuMicrosPerMessage`, pairs, ({ serverMicrosPerMessage }) => serverMicrosPerMessage);
    compare(`${name}.lastDeliveryP50Ms`, pairs, ({ lastDeliveryP50Ms }) => lastDeliveryP50Ms);
    musts.push({ figure: `${name}.cpuMicrosPerMessageRatio`, atMost: 1 + lossMax });
  }
  const measured = [...durableAck.values(), ...fanOut.values()];
  const runs = measured.flatMap(({ pairs }) => pairs.flatMap(({ sup, floor }) => [sup, floor]));
  const sum = (count: (run: DurableAckResult | FanOutResult) => number) =>
    runs.reduce((total, run) => total + count(run), 0);
  return {
    name: 'against',
    runs: Math.min(...measured.map(({ pairs }) => pairs.length)),
    voidRuns: measured.reduce((total, { voidRuns }) => total + voidRuns, 0),
    figures,
    exact: {
      deliveries: sum(({ deliveries }) => deliveries),
      lost: sum(({ lost }) => lost),
      duplicated: sum(({ duplicated }) => duplicated),
    },
    musts,
  };
}
