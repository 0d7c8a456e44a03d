// What this commit costs against an earlier one: both servers run, and the same load goes to one after the other.
import type { Pace } from './load/jobs.ts';
import { againstFindings } from './measure/against-findings.ts';
import { alternate, type Measured, type Point } from './measure/alternate.ts';
import { readArguments } from './measure/arguments.ts';
import { publish } from './measure/report.ts';
import { say } from './measure/say.ts';
import type { Loaded } from './measure/steady.ts';
import { checkOut } from './server/check-out.ts';
import { type Shape, setFanOutStage } from './server/fan-out-stage.ts';
import { makePairs } from './server/make-pairs.ts';
import { runLoad } from './server/run-load.ts';
import { type Sup, startSup } from './server/start-sup.ts';

const senders = [1, 64] as const;
const shapes: readonly Shape[] = [
  { name: 'roomOf10', members: 10, looking: 10 },
  { name: 'roomOf1000', members: 1_000, looking: 1_000 },
  { name: 'roomOf1000Looking50', members: 1_000, looking: 50 },
];

const args = readArguments(process.argv.slice(2));
if (args.rev === undefined) throw new Error('--rev says which commit to compare with');
const window = args.isShort ? { warmUpMs: 1_000, windowMs: 3_000 } : { warmUpMs: 2_000, windowMs: 6_000 };
const pace: Pace = args.isShort
  ? { messages: 60, warmUpMessages: 20, intervalMs: 50 }
  : { messages: 120, warmUpMessages: 30, intervalMs: 50 };

const before = checkOut(args.rev);
const running: Sup[] = [];
try {
  const sup = await start();
  const earlier = await start(before.folder);
  say(`against ${before.commit}`);
  const durableAck = await inTurn(await ackPoints(sup), await ackPoints(earlier));
  const fanOut = await inTurn(await fanOutPoints(sup), await fanOutPoints(earlier));
  process.exitCode = publish(againstFindings({ durableAck, fanOut }), args);
} finally {
  for (const sup of running) await sup.stop();
  before.remove();
}

async function start(folder?: string): Promise<Sup> {
  const sup = await startSup(args.runtime, folder === undefined ? {} : { folder });
  running.push(sup);
  return sup;
}

type Runs<Result> = ReadonlyMap<string, () => Promise<Result>>;

async function ackPoints({ url, port, pid }: Sup) {
  const all = await makePairs(url, Math.max(...senders));
  return new Map(
    senders.map((count) => {
      const pairs = all.slice(0, count);
      return [
        `senders${count}`,
        () => runLoad({ scenario: 'durable-ack', port, pid, pairs, ...window }),
      ] as const;
    }),
  );
}

async function fanOutPoints(sup: Sup) {
  const stage = await setFanOutStage(sup, shapes);
  return new Map(shapes.map((shape) => [shape.name, () => stage.run(shape, pace)] as const));
}

/** Measures each point of this commit and of the earlier one, alternating. */
async function inTurn<Result extends Loaded>(
  now: Runs<Result>,
  then: Runs<Result>,
): Promise<Map<string, Measured<Result, Result>>> {
  const points: Point<Result, Result>[] = [...now].map(([name, sup]) => {
    const floor = then.get(name);
    if (!floor) throw new Error(`${name} is measured on both`);
    return { name, sup, floor };
  });
  const measured = await alternate(points, { runs: args.runs, say });
  return new Map(measured.map((runs, index) => [points[index]?.name ?? '', runs]));
}
