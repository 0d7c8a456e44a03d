import { expect, test } from 'vitest';
import { problemsOf } from './plant.mjs';
import { promisesAreProven } from './proven-rules.mjs';

// Put together here, so that this file's own text names no promise.
const r = (number) => `R${number}`;
const spec = { 'protocol/SPEC.md': `# S\n\n**${r(901)}** One.\n${r(902)}. Two, see ${r(903)}.\n` };

test('a rule without a test is reported where it stands', () => {
  const tests = { 'sdk/src/a.test.ts': `test('${r(901)}: it holds', () => {});` };
  expect(problemsOf(promisesAreProven, { ...spec, ...tests })).toEqual([
    'protocol/SPEC.md:4 R902 has no test',
  ]);
});

test('one test may prove several rules', () => {
  const tests = { 'sdk/src/a.test.ts': `test("${r(901)}, ${r(902)}: they hold", () => {});` };
  expect(problemsOf(promisesAreProven, { ...spec, ...tests })).toEqual([]);
});

test('a rule in a comment or a file that is no test proves nothing', () => {
  const files = { 'sdk/src/a.ts': `test('${r(901)}: x');`, 'sdk/src/a.test.ts': `// ${r(902)}: here` };
  expect(problemsOf(promisesAreProven, { ...spec, ...files })).toHaveLength(2);
});

test('a number given twice, and a test of a promise nobody makes, are reported', () => {
  const twice = { 'protocol/SPEC.md': `**${r(901)}** One.\n**${r(901)}** Again.\n` };
  const tests = { 'sdk/src/a.test.ts': `test('${r(901)}: a'); test('${r(909)}: b');` };
  expect(problemsOf(promisesAreProven, { ...twice, ...tests })).toEqual([
    'protocol/SPEC.md:2 R901 is there twice',
    'sdk/src/a.test.ts:1 R909 is not a promise made anywhere',
  ]);
});

test('the invariants of ARCHITECTURE.md are promises too', () => {
  const files = { 'ARCHITECTURE.md': '| | invariant |\n|---|---|\n| I901 | It holds |\n' };
  expect(problemsOf(promisesAreProven, files)).toEqual(['ARCHITECTURE.md:3 I901 has no test']);
});
