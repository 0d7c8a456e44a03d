import type { PairOfPeople } from '../load/jobs.ts';
import { makeDirect, makePeople } from './people.ts';

/** Makes so many pairs of people, each with a room of their own. */
export async function makePairs(url: string, count: number): Promise<PairOfPeople[]> {
  const people = await makePeople(url, count * 2);
  const pairs: PairOfPeople[] = [];
  for (let index = 0; index < count; index += 1) {
    const [sender, reader] = people.slice(index * 2);
    if (sender && reader) pairs.push({ room: await makeDirect(url, [sender, reader]), sender, reader });
  }
  return pairs;
}
