// What someone costs who is only there: 2,000, then 18,000 signed-in people, each in 20 rooms, with heartbeats alone.
import { rmSync } from 'node:fs';
import type { IdlePoints, IdleResult } from './load/jobs.ts';
import { alternate } from './measure/alternate.ts';
import { readArguments } from './measure/arguments.ts';
import { idleFindings } from './measure/idle-findings.ts';
import { publish } from './measure/report.ts';
import { say } from './measure/say.ts';
import { makeRooms } from './server/make-rooms.ts';
import type { Account } from './server/people.ts';
import { twentyRooms } from './server/room-plan.ts';
import { runLoad } from './server/run-load.ts';
import { seedPeople } from './server/seed-people.ts';
import { startIdleFloor } from './server/start-idle-floor.ts';
import { makeDataDir, startSup } from './server/start-sup.ts';

const args = readArguments(process.argv.slice(2));
/** The most that a gateway takes is 18,000, and a process may open 20,000 files. */
const points: IdlePoints = args.isShort ? { low: 200, high: 1_800 } : { low: 2_000, high: 18_000 };
/** Each window has one turn of the server's slowest wheel, which saves once a minute when people were last seen. */
const windowMs = args.isShort ? 10_000 : 60_000;

const dataDir = makeDataDir();
try {
  const people = await settle();
  const [measured] = await alternate(
    [
      {
        name: `${points.low} and ${points.high} connections`,
        sup: () => idleOfSup(people),
        floor: idleOfFloor,
      },
    ],
    { runs: args.runs, say },
  );
  if (!measured) throw new Error('the crowd was measured');
  process.exitCode = publish(idleFindings(points, measured), args);
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}

/** Makes the people and their rooms; the server in which that happened is not measured. */
async function settle(): Promise<readonly Account[]> {
  const people = await seedPeople(dataDir, points.high);
  say(`${people.length} people made`);
  const sup = await startSup(args.runtime, { dataDir });
  try {
    const rooms = await makeRooms(sup.url, people, twentyRooms(points.high, points.low));
    say(`${rooms.length} rooms made`);
    return people;
  } finally {
    await sup.stop();
  }
}

async function idleOfSup(people: readonly Account[]): Promise<IdleResult> {
  const sup = await startSup(args.runtime, { dataDir, collects: true, limited: true });
  try {
    const { port, pid } = sup;
    return await runLoad({ scenario: 'idle', port, pid, people, ...points, windowMs });
  } finally {
    await sup.stop();
  }
}

async function idleOfFloor(): Promise<IdleResult> {
  const floor = await startIdleFloor();
  try {
    const { port, pid } = floor;
    return await runLoad({ scenario: 'floor-idle', port, pid, ...points, windowMs });
  } finally {
    await floor.stop();
  }
}
