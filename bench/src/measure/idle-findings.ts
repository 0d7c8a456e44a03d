import type { IdlePoint, IdlePoints, IdleResult } from '../load/jobs.ts';
import type { Measured } from './alternate.ts';
import type { Findings } from './report.ts';
import { spread } from './spread.ts';

const mb = 2 ** 20;

const musts = [{ figure: 'userBytesPerConnection', atMost: 5 * 1_024 }];

/** Makes the figures of the scenario: what one more connection costs is the slope between the two points. */
export function idleFindings(
  { low, high }: IdlePoints,
  { pairs, voidRuns }: Measured<IdleResult, IdleResult>,
): Findings {
  const sup = (figure: (run: IdleResult) => number) => spread(pairs.map((pair) => figure(pair.sup)));
  const floor = (figure: (run: IdleResult) => number) => spread(pairs.map((pair) => figure(pair.floor)));
  const runs = pairs.flatMap((pair) => [pair.sup, pair.floor]);
  const sum = (count: (run: IdleResult) => number) => runs.reduce((total, run) => total + count(run), 0);
  return {
    name: 'idle',
    runs: pairs.length,
    voidRuns,
    figures: {
      userBytesPerConnection: sup((run) => slope(run, ({ bytes }) => bytes)),
      floorUserBytesPerConnection: floor((run) => slope(run, ({ bytes }) => bytes)),
      uncollectedBytesPerConnection: sup((run) => slope(run, ({ uncollectedBytes }) => uncollectedBytes)),
      cpuMicrosPerSecondPerConnection: sup((run) => slope(run, ({ microsPerSecond }) => microsPerSecond)),
      floorMicrosPerSecondPerConnection: floor((run) => slope(run, ({ microsPerSecond }) => microsPerSecond)),
      cpuMicrosPerArrival: sup(({ microsPerArrival }) => microsPerArrival),
      [`userMbAt${low}`]: sup((run) => run.low.bytes / mb),
      [`userMbAt${high}`]: sup((run) => run.high.bytes / mb),
      [`cpuMicrosPerSecondAt${low}`]: sup((run) => run.low.microsPerSecond),
      [`cpuMicrosPerSecondAt${high}`]: sup((run) => run.high.microsPerSecond),
      loadMicrosPerHeartbeat: sup(({ loadMicrosPerDelivery }) => loadMicrosPerDelivery),
    },
    exact: {
      heartbeats: sum(({ heartbeats }) => heartbeats),
      unanswered: sum(({ unanswered }) => unanswered),
    },
    musts,
  };
}

function slope({ low, high }: IdleResult, figure: (point: IdlePoint) => number): number {
  return (figure(high) - figure(low)) / (high.connections - low.connections);
}
