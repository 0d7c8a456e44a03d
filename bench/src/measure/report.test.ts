import { expect, test } from 'vitest';
import { type Findings, holds, problems } from './report.ts';

const findings = (changes: Partial<Findings>): Findings => ({
  name: 'fan-out',
  runs: 5,
  voidRuns: 0,
  figures: {},
  exact: { lost: 0, duplicated: 0 },
  musts: [],
  ...changes,
});

test('five runs with nothing lost and nothing doubled are a result', () => {
  expect(problems(findings({}), false)).toEqual([]);
});

test.each([
  ['a quick look', findings({}), true],
  ['four runs', findings({ runs: 4 }), false],
  ['a lost entry', findings({ exact: { lost: 1, duplicated: 0 } }), false],
  ['an entry that came twice', findings({ exact: { lost: 0, duplicated: 1 } }), false],
])('%s is no result', (_, found, isShort) => {
  expect(problems(found, isShort)).toHaveLength(1);
});

test('a bound is kept by the median, also when it is met exactly', () => {
  const spread = { median: 1.4, min: 1, max: 9 };
  expect(holds({ figure: 'a', atMost: 1.4 }, spread)).toBe(true);
  expect(holds({ figure: 'a', atMost: 1.3 }, spread)).toBe(false);
  expect(holds({ figure: 'a', atLeast: 1.5 }, spread)).toBe(false);
  expect(holds({ figure: 'a', atMost: 2 }, { ...spread, median: Number.NaN })).toBe(false);
});
