import type { RoomId } from '@sup/protocol';
import { type Account, makeDirect, makeGroup } from './people.ts';
import type { RoomPlan } from './room-plan.ts';

const atOnce = 16;

/** Makes rooms through the front door, those of two as direct ones; answers them in the order of the plan. */
export async function makeRooms(
  url: string,
  people: readonly Account[],
  plans: readonly RoomPlan[],
): Promise<RoomId[]> {
  const rooms: RoomId[] = [];
  const waiting = plans.entries();
  const keepMaking = async () => {
    for (const [index, plan] of waiting) rooms[index] = await makeRoom(url, members(people, plan));
  };
  await Promise.all(Array.from({ length: atOnce }, keepMaking));
  return rooms;
}

function makeRoom(url: string, people: readonly Account[]): Promise<RoomId> {
  const [one, other] = people;
  return one && other && people.length === 2 ? makeDirect(url, [one, other]) : makeGroup(url, people);
}

function members(people: readonly Account[], plan: RoomPlan): Account[] {
  return plan.map((index) => {
    const person = people[index];
    if (!person) throw new RangeError(`there is no person ${index}`);
    return person;
  });
}
