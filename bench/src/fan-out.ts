// What it costs to tell a room of a message: rooms of 10, 100 and 1,000 who all look, and 1,000 of whom 50 look.
import type { FanOutResult, Pace } from './load/jobs.ts';
import { alternate, type Point } from './measure/alternate.ts';
import { readArguments } from './measure/arguments.ts';
import { type FanOutFloor, fanOutFindings } from './measure/fan-out-findings.ts';
import { publish } from './measure/report.ts';
import { say } from './measure/say.ts';
import { type FanOutStage, type Shape, setFanOutStage } from './server/fan-out-stage.ts';
import { pacedCommit } from './server/paced-commit.ts';
import { runLoad } from './server/run-load.ts';
import { startFloor } from './server/start-floor.ts';
import { startSup } from './server/start-sup.ts';

const shapes: readonly Shape[] = [
  { name: '10', members: 10, looking: 10 },
  { name: '100', members: 100, looking: 100 },
  { name: '1000', members: 1_000, looking: 1_000 },
  { name: '50 of 1000', members: 1_000, looking: 50 },
];
/** 20 messages a second in every room, so that the rooms differ in nothing but their size. */
const intervalMs = 50;
const fullPace: Pace = { messages: 120, warmUpMessages: 30, intervalMs };
const shortPace: Pace = { messages: 60, warmUpMessages: 20, intervalMs };

const args = readArguments(process.argv.slice(2));
const pace = args.isShort ? shortPace : fullPace;
const sup = await startSup(args.runtime);
const floor = await startFloor();
try {
  const stage = await setFanOutStage(sup, shapes);
  const measured = await alternate(
    shapes.map((shape) => pointOf(stage, shape)),
    { runs: args.runs, say },
  );
  const findings = fanOutFindings(
    shapes.flatMap((shape, index) => {
      const runs = measured[index];
      return runs ? [{ ...shape, measured: runs }] : [];
    }),
  );
  process.exitCode = publish(findings, args);
} finally {
  await floor.stop();
  await sup.stop();
}

function pointOf(stage: FanOutStage, shape: Shape): Point<FanOutResult, FanOutFloor> {
  return {
    name: shape.name,
    sup: () => stage.run(shape, pace),
    floor: async ({ frameBytes }) => {
      const { port, pid } = floor;
      const head = await floor.prepare(pace.messages + pace.warmUpMessages, frameBytes);
      const ran = await runLoad({
        scenario: 'floor-fan-out',
        port,
        pid,
        receivers: shape.looking,
        frameBytes,
        head,
        ...pace,
      });
      const { runtime } = args;
      const commits = pace.messages;
      const commitMs = await pacedCommit({ runtime, folder: sup.dataDir, commits, intervalMs });
      return { ...ran, commitMs };
    },
  };
}
