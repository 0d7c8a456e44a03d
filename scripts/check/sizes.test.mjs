import { expect, test } from 'vitest';
import { problemsOf } from './plant.mjs';
import { filesStaySmall } from './sizes.mjs';

const lines = (count) => 'x;\n'.repeat(count);

/** Enough short files that one long one moves neither median nor p90. */
const short = Object.fromEntries(
  Array.from({ length: 20 }, (_, index) => [`sdk/src/s${index}.ts`, lines(10)]),
);

test('a file may have 400 lines, a test 600, and not one more', () => {
  expect(
    problemsOf(filesStaySmall, { ...short, 'sdk/src/a.ts': lines(400), 'sdk/src/a.test.ts': lines(600) }),
  ).toEqual([]);
  expect(problemsOf(filesStaySmall, { ...short, 'sdk/src/a.ts': lines(401) })).toEqual([
    'sdk/src/a.ts 401 lines, at most 400',
  ]);
  expect(problemsOf(filesStaySmall, { ...short, 'sdk/src/a.test.ts': lines(601) })).toHaveLength(1);
});

test('a longer file needs its reason in ARCHITECTURE.md', () => {
  const reason = '# A\n\n## Long files\n\n- `sdk/src/a.ts`: one table.\n\n## After\n\n`sdk/src/b.ts`\n';
  const files = {
    ...short,
    'ARCHITECTURE.md': reason,
    'sdk/src/a.ts': lines(401),
    'sdk/src/b.ts': lines(401),
  };
  expect(problemsOf(filesStaySmall, files)).toEqual(['sdk/src/b.ts 401 lines, at most 400']);
});

test('the tail is guarded: median and p90', () => {
  expect(problemsOf(filesStaySmall, { 'sdk/src/a.ts': lines(121) })).toEqual([
    expect.stringContaining('median file 121 lines'),
  ]);
  const long = Object.fromEntries(
    Array.from({ length: 5 }, (_, index) => [`sdk/src/l${index}.ts`, lines(310)]),
  );
  expect(problemsOf(filesStaySmall, { ...short, ...long })).toEqual([expect.stringContaining('310 lines')]);
});
