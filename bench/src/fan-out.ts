// What it costs to tell a room of a message: rooms of 10, 100 and 1,000 who all look, and 1,000 of whom 50 look.
import type { RoomId } from '@sup/protocol';
import type { FanOutResult, Pace } from './load/jobs.ts';
import { alternate, type Point } from './measure/alternate.ts';
import { readArguments } from './measure/arguments.ts';
import { type FanOutFloor, fanOutFindings } from './measure/fan-out-findings.ts';
import { publish } from './measure/report.ts';
import { say } from './measure/say.ts';
import { pacedCommit } from './server/paced-commit.ts';
import { type Account, makeGroup, makePeople } from './server/people.ts';
import { runLoad } from './server/run-load.ts';
import { startFloor } from './server/start-floor.ts';
import { startSup } from './server/start-sup.ts';

interface Shape {
  readonly name: string;
  readonly members: number;
  readonly looking: number;
}

const shapes: readonly Shape[] = [
  { name: '10', members: 10, looking: 10 },
  { name: '100', members: 100, looking: 100 },
  { name: '1000', members: 1_000, looking: 1_000 },
  { name: '50 of 1000', members: 1_000, looking: 50 },
];
/** 20 messages a second in every room, so that the rooms differ in nothing but their size. */
const intervalMs = 50;
const warmUpMessages = 3_000;
const fullPace: Pace = { messages: 120, warmUpMessages: 30, intervalMs };
const shortPace: Pace = { messages: 60, warmUpMessages: 20, intervalMs };

const args = readArguments(process.argv.slice(2));
const pace = args.isShort ? shortPace : fullPace;
const sup = await startSup(args.runtime);
const floor = await startFloor();
try {
  const people = await makePeople(sup.url, Math.max(...shapes.map(({ members }) => members)));
  const rooms = await makeRooms(people);
  await warmUp(people, rooms);
  const measured = await alternate(
    shapes.map((shape) => pointOf(shape, people, rooms)),
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

async function makeRooms(people: readonly Account[]): Promise<Map<number, RoomId>> {
  const rooms = new Map<number, RoomId>();
  for (const { members } of shapes) {
    if (!rooms.has(members)) rooms.set(members, await makeGroup(sup.url, people.slice(0, members)));
  }
  return rooms;
}

/** A server that has just started still compiles what it runs; the floor is as good as compiled. */
async function warmUp(people: readonly Account[], rooms: ReadonlyMap<number, RoomId>): Promise<void> {
  const { port, pid } = sup;
  const [smallest] = rooms.values();
  const [person] = people;
  if (!smallest || !person) throw new Error('there is nobody to warm up with');
  await runLoad({ scenario: 'fill', port, pid, room: smallest, person, messages: warmUpMessages, atOnce: 1 });
}

function pointOf(
  { name, members, looking }: Shape,
  people: readonly Account[],
  rooms: ReadonlyMap<number, RoomId>,
): Point<FanOutResult, FanOutFloor> {
  const room = rooms.get(members);
  if (!room) throw new Error(`no room of ${members} was made`);
  return {
    name,
    sup: () => {
      const { port, pid } = sup;
      const all = people.slice(0, members);
      return runLoad({ scenario: 'fan-out', port, pid, room, people: all, looking, ...pace });
    },
    floor: async ({ frameBytes }) => {
      const { port, pid } = floor;
      const head = await floor.prepare(pace.messages + pace.warmUpMessages, frameBytes);
      const ran = await runLoad({
        scenario: 'floor-fan-out',
        port,
        pid,
        receivers: looking,
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
