import { expect, test } from 'vitest';
import { alternate } from './alternate.ts';

/** Points that log what is run and cost the load generator what `costs` says, run by run. */
function scripted(names: readonly string[], costs: readonly number[]) {
  const ran: string[] = [];
  const points = names.map((name) => {
    let run = 0;
    return {
      name,
      sup: async () => {
        ran.push(`sup ${name}`);
        run += 1;
        return { loadMicrosPerDelivery: costs[run - 1] ?? 1 };
      },
      floor: async () => {
        ran.push(`floor ${name}`);
        return { loadMicrosPerDelivery: 1 };
      },
    };
  });
  return { ran, points };
}

const silent = { say: () => undefined };

test('Sup and its floor alternate, and so do the points', async () => {
  const { ran, points } = scripted(['small', 'large'], []);
  await alternate(points, { runs: 2, ...silent });
  const round = ['sup small', 'floor small', 'sup large', 'floor large'];
  expect(ran).toEqual([...round, ...round]);
});

test('a void run is taken again, once all were taken', async () => {
  const { points } = scripted(['room'], [1, 1, 5, 1, 1]);
  const [measured] = await alternate(points, { runs: 3, ...silent });
  expect(measured?.pairs).toHaveLength(3);
  expect(measured?.voidRuns).toBe(1);
});

test('when the load never becomes steady it ends with fewer runs than were asked for', async () => {
  const { ran, points } = scripted(['room'], [1, 10, 100, 1_000, 10_000, 100_000]);
  const [measured] = await alternate(points, { runs: 3, ...silent });
  expect(ran).toHaveLength(12);
  expect(measured?.pairs.length).toBeLessThan(3);
});
