// Whether messages flow on while 5,000 people come, go and type: each run in a storm is followed by one in quiet.
import { rmSync } from 'node:fs';
import type { Pace, StormPerson, StormResult, StormTeam } from './load/jobs.ts';
import { alternate } from './measure/alternate.ts';
import { readArguments } from './measure/arguments.ts';
import { publish } from './measure/report.ts';
import { say } from './measure/say.ts';
import { type QuietRun, stormFindings } from './measure/storm-findings.ts';
import { makeRooms } from './server/make-rooms.ts';
import { pacedCommit } from './server/paced-commit.ts';
import type { Account } from './server/people.ts';
import { type RoomPlan, roomsAlong } from './server/room-plan.ts';
import { runLoad } from './server/run-load.ts';
import { seedPeople } from './server/seed-people.ts';
import { makeDataDir, type Sup, startSup } from './server/start-sup.ts';

/** Small enough that all of its members are told who types, too large for receipts of each message. */
const teamSize = 60;
const directStrides = [11, 13, 17, 19];
/** 40 messages a second, to one team after the other. */
const intervalMs = 25;
const messagesPerSecond = 1_000 / intervalMs;
const warmUpMessages = 3_000;

const args = readArguments(process.argv.slice(2));
const teamCount = args.isShort ? 8 : 84;
const pace: Pace = { messages: args.isShort ? 200 : 1_200, warmUpMessages: 120, intervalMs };

const dataDir = makeDataDir();
try {
  const people = await seedPeople(dataDir, teamCount * teamSize);
  say(`${people.length} people made`);
  const sup = await startSup(args.runtime, { dataDir });
  try {
    const teams = await makeTeams(sup, people);
    await warmUp(sup, teams);
    const [measured] = await alternate(
      [
        {
          name: `${people.length} people`,
          sup: () => run(sup, teams, true),
          floor: () => quietRun(sup, teams),
        },
      ],
      { runs: args.runs, say },
    );
    if (!measured) throw new Error('the storm was measured');
    process.exitCode = publish(stormFindings(messagesPerSecond, measured), args);
  } finally {
    await sup.stop();
  }
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}

async function makeTeams({ url }: Sup, people: readonly Account[]): Promise<StormTeam[]> {
  const along = { people: people.length };
  const teams = roomsAlong({ ...along, stride: 1, size: teamSize });
  const directs = directStrides.flatMap((stride) => roomsAlong({ ...along, stride, size: 2 }));
  const rooms = await makeRooms(url, people, [...teams, ...directs]);
  const peers = peersIn(people, directs);
  return teams.flatMap((team, index) => {
    const room = rooms[index];
    const members = team.flatMap((number): StormPerson[] => {
      const person = people[number];
      return person ? [{ ...person, peers: peers[number] ?? [] }] : [];
    });
    return room ? [{ room, people: members }] : [];
  });
}

/** Whom each of the people shares direct rooms with. */
function peersIn(people: readonly Account[], directs: readonly RoomPlan[]): StormPerson['id'][][] {
  const peers = people.map((): StormPerson['id'][] => []);
  const add = (to: number, peer: number) => {
    const id = people[peer]?.id;
    if (id) peers[to]?.push(id);
  };
  for (const [one = 0, other = 0] of directs) {
    add(one, other);
    add(other, one);
  }
  return peers;
}

/** A server that has just started still compiles what it runs. */
async function warmUp({ port, pid }: Sup, [team]: readonly StormTeam[]): Promise<void> {
  const [person] = team?.people ?? [];
  if (!team || !person) throw new Error('there is nobody to warm up with');
  const { room } = team;
  await runLoad({ scenario: 'fill', port, pid, room, person, messages: warmUpMessages, atOnce: 1 });
}

function run({ port, pid }: Sup, teams: readonly StormTeam[], isStorm: boolean): Promise<StormResult> {
  return runLoad({ scenario: 'storm', port, pid, teams, isStorm, ...pace });
}

async function quietRun(sup: Sup, teams: readonly StormTeam[]): Promise<QuietRun> {
  const ran = await run(sup, teams, false);
  const { runtime } = args;
  const commits = args.isShort ? 100 : 400;
  return { ...ran, commitMs: await pacedCommit({ runtime, folder: dataDir, commits, intervalMs }) };
}
