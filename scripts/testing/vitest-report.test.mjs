import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plantFolder } from '../check/plant.mjs';
import { tallyLastLine, tallyVitest } from './vitest-report.mjs';

const file = (...statuses) => ({
  name: '/x/a.test.ts',
  status: statuses.includes('failed') ? 'failed' : 'passed',
  assertionResults: statuses.map((status) => ({ status, fullName: `it ${status}` })),
});

function tally(code, ...testResults) {
  const folder = plantFolder({ 'report.json': JSON.stringify({ testResults }) });
  return tallyVitest(join(folder, 'report.json'), { code });
}

test('passed, failed and skipped are counted, and the skipped are named', () => {
  const counts = tally(1, file('passed', 'failed'), file('passed', 'skipped', 'todo'));
  expect(counts).toMatchObject({ passed: 2, failed: 1 });
  expect(counts.skipped).toEqual([expect.stringContaining('it skipped'), expect.stringContaining('it todo')]);
});

test('a file that does not load is a failure', () => {
  expect(tally(1, { ...file(), status: 'failed' }, file('passed'))).toMatchObject({ passed: 1, failed: 1 });
});

test('an error outside any test is a failure, though every test passed', () => {
  expect(tally(1, file('passed'))).toMatchObject({ passed: 1, failed: 1 });
});

test('a run that wrote no report is a failure', () => {
  expect(tallyVitest('/nowhere/report.json', { code: 0 })).toMatchObject({ passed: 0, failed: 1 });
});

test('a run that ends with its own line is counted by that line', () => {
  expect(tallyLastLine({ code: 0, output: 'a\n3 passed, 0 failed\n' })).toMatchObject({
    passed: 3,
    failed: 0,
  });
  expect(tallyLastLine({ code: 1, output: '3 passed, 0 failed\n' })).toMatchObject({ passed: 3, failed: 1 });
  expect(tallyLastLine({ code: 0, output: 'nothing\n' })).toMatchObject({ failed: 1 });
});
