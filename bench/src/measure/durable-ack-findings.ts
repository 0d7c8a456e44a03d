import type { DurableAckResult } from '../load/jobs.ts';
import type { BareCommit } from '../server/bare-commit.ts';
import type { Measured } from './alternate.ts';
import type { Findings } from './report.ts';
import { spread } from './spread.ts';

type Runs = Measured<DurableAckResult, BareCommit>;

const musts = [
  { figure: 'senders64.acksPerSecond', atLeast: 10_000 },
  { figure: 'senders64.cpuMicrosPerMessage', atMost: 100 },
  { figure: 'senders1.ackP50Ms', atMost: 1 },
  { figure: 'senders1.ackP99Ms', atMost: 5 },
];

/** Makes the figures of the scenario from the runs with one sender and with 64. */
export function durableAckFindings({ one, many }: { one: Runs; many: Runs }): Findings {
  const pairs = [...one.pairs, ...many.pairs];
  const sum = (count: (run: DurableAckResult) => number) =>
    pairs.reduce((total, { sup }) => total + count(sup), 0);
  const floor = (figure: (run: BareCommit) => number) => spread(pairs.map((pair) => figure(pair.floor)));
  return {
    name: 'durable-ack',
    runs: Math.min(one.pairs.length, many.pairs.length),
    voidRuns: one.voidRuns + many.voidRuns,
    figures: {
      ...ofSenders('senders1', one),
      ...ofSenders('senders64', many),
      bareCommitMs: floor(({ commitMs }) => commitMs),
      bareCommitP99Ms: floor(({ commitP99Ms }) => commitP99Ms),
      bareCommitMicros: floor(({ microsPerCommit }) => microsPerCommit),
      bareGroupOf64Ms: floor(({ groupOf64Ms }) => groupOf64Ms),
    },
    exact: {
      acks: sum(({ acks }) => acks),
      deliveries: sum(({ deliveries }) => deliveries),
      lost: sum(({ lost }) => lost),
      duplicated: sum(({ duplicated }) => duplicated),
    },
    musts,
  };
}

function ofSenders(name: string, { pairs }: Runs) {
  const over = (figure: (run: DurableAckResult) => number) => spread(pairs.map(({ sup }) => figure(sup)));
  return {
    [`${name}.acksPerSecond`]: over(({ acksPerSecond }) => acksPerSecond),
    [`${name}.ackP50Ms`]: over(({ ackP50Ms }) => ackP50Ms),
    [`${name}.ackP99Ms`]: over(({ ackP99Ms }) => ackP99Ms),
    [`${name}.cpuMicrosPerMessage`]: over(({ serverMicrosPerMessage }) => serverMicrosPerMessage),
    [`${name}.loadMicrosPerDelivery`]: over(({ loadMicrosPerDelivery }) => loadMicrosPerDelivery),
  };
}
