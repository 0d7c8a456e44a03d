import { expect, test } from 'vitest';
import { Roster } from './roster.ts';

function many(count: number) {
  const roster = new Roster<{ readonly name: number; place: number }>();
  const all = Array.from({ length: count }, (_, name) => ({ name, place: -1 }));
  for (const one of all) roster.add(one);
  return { roster, all, names: () => [...roster].map(({ name }) => name).toSorted((a, b) => a - b) };
}

test('a roster has whoever was added and has not gone, each once', () => {
  const { roster, all, names } = many(6);
  for (const at of [5, 0, 3, 3]) {
    const one = all[at];
    if (one) roster.delete(one);
  }
  expect(roster.size).toBe(3);
  expect(names()).toEqual([1, 2, 4]);
  for (const one of all) roster.delete(one);
  expect([roster.size, ...names()]).toEqual([0]);
});

test('one that was never added goes without taking another with it', () => {
  const { roster, names } = many(2);
  roster.delete({ name: 7, place: -1 });
  roster.delete({ name: 8, place: 1 });
  expect(names()).toEqual([0, 1]);
});

test.each(['itself', 'the first', 'the last'])(
  'nobody is left out while each one’s turn takes out %s',
  (whom) => {
    const { roster, all } = many(20);
    const met = new Set<number>();
    const gone = new Set<number>();
    for (const one of roster) {
      met.add(one.name);
      const left = all.filter(({ name }) => !gone.has(name));
      const leaves = whom === 'itself' ? one : left.at(whom === 'the first' ? 0 : -1);
      if (!leaves) continue;
      roster.delete(leaves);
      gone.add(leaves.name);
    }
    expect(all.filter(({ name }) => !met.has(name) && !gone.has(name))).toEqual([]);
    expect(met.size).toBeGreaterThanOrEqual(10);
  },
);
