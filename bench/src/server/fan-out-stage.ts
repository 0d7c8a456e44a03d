import type { RoomId } from '@sup/protocol';
import type { FanOutResult, Pace } from '../load/jobs.ts';
import { type Account, makeGroup, makePeople } from './people.ts';
import { runLoad } from './run-load.ts';
import type { Sup } from './start-sup.ts';

/** A room, and how many of its members have it open. */
export interface Shape {
  readonly name: string;
  readonly members: number;
  readonly looking: number;
}

/** Rooms on a running server that are ready to be written to. */
export interface FanOutStage {
  /** Sends messages to the room of a shape. */
  run(shape: Shape, pace: Pace): Promise<FanOutResult>;
}

const warmUpMessages = 3_000;

/** Makes a room for each size among the shapes, and warms the server up. */
export async function setFanOutStage(sup: Sup, shapes: readonly Shape[]): Promise<FanOutStage> {
  const people = await makePeople(sup.url, Math.max(...shapes.map(({ members }) => members)));
  const rooms = await makeRooms(sup.url, people, shapes);
  await warmUp(sup, people, rooms);
  return {
    run({ members, looking }, pace) {
      const room = rooms.get(members);
      if (!room) throw new Error(`no room of ${members} was made`);
      const { port, pid } = sup;
      const all = people.slice(0, members);
      return runLoad({ scenario: 'fan-out', port, pid, room, people: all, looking, ...pace });
    },
  };
}

async function makeRooms(
  url: string,
  people: readonly Account[],
  shapes: readonly Shape[],
): Promise<Map<number, RoomId>> {
  const rooms = new Map<number, RoomId>();
  for (const { members } of shapes) {
    if (!rooms.has(members)) rooms.set(members, await makeGroup(url, people.slice(0, members)));
  }
  return rooms;
}

/** A server that has just started still compiles what it runs; the floor is as good as compiled. */
async function warmUp(
  { port, pid }: Sup,
  people: readonly Account[],
  rooms: ReadonlyMap<number, RoomId>,
): Promise<void> {
  const [smallest] = rooms.values();
  const [person] = people;
  if (!smallest || !person) throw new Error('there is nobody to warm up with');
  await runLoad({ scenario: 'fill', port, pid, room: smallest, person, messages: warmUpMessages, atOnce: 1 });
}
