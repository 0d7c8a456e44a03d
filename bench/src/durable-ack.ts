// How fast sends become durable: 1 and 64 senders in rooms of two, each with one message in flight.
import type { DurableAckResult, PairOfPeople } from './load/jobs.ts';
import { alternate, type Point } from './measure/alternate.ts';
import { readArguments } from './measure/arguments.ts';
import { durableAckFindings } from './measure/durable-ack-findings.ts';
import { publish } from './measure/report.ts';
import { say } from './measure/say.ts';
import { type BareCommit, bareCommit } from './server/bare-commit.ts';
import { makePairs } from './server/make-pairs.ts';
import { runLoad } from './server/run-load.ts';
import { startSup } from './server/start-sup.ts';

const sendersMax = 64;

const args = readArguments(process.argv.slice(2));
const window = args.isShort ? { warmUpMs: 1_000, windowMs: 3_000 } : { warmUpMs: 2_000, windowMs: 6_000 };
const sup = await startSup(args.runtime);
try {
  const pairs = await makePairs(sup.url, sendersMax);
  const [one, many] = await alternate([pointOf(pairs.slice(0, 1)), pointOf(pairs)], { runs: args.runs, say });
  if (!one || !many) throw new Error('both points are measured');
  process.exitCode = publish(durableAckFindings({ one, many }), args);
} finally {
  await sup.stop();
}

function pointOf(pairs: readonly PairOfPeople[]): Point<DurableAckResult, BareCommit> {
  return {
    name: pairs.length === 1 ? '1 sender' : `${pairs.length} senders`,
    sup: () => runLoad({ scenario: 'durable-ack', port: sup.port, pid: sup.pid, pairs, ...window }),
    floor: () => bareCommit(args.runtime, sup.dataDir, args.isShort ? 500 : 1_500),
  };
}
