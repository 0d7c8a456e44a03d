import { expect, test, vi } from 'vitest';
import { conclude } from './conclude.mjs';

/** What conclude prints and answers. */
function concluding(tallies, options) {
  const lines = [];
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(text) > 0);
  const code = conclude(tallies, options);
  spy.mockRestore();
  return { code, text: lines.join(''), last: lines.join('').trimEnd().split('\n').at(-1) };
}

const bun = { name: 'bun', passed: 7, failed: 0, skipped: [], took: '1 s' };
const node = { name: 'node', passed: 5, failed: 0, skipped: ['a.test.ts: it waits'], took: '2 s' };

test('the last line sums up all runs', () => {
  expect(concluding([bun, { ...node, failed: 2 }], { skipsFail: false })).toMatchObject({
    code: 1,
    last: '12 passed, 2 failed',
  });
});

test('a skip is named, and is no failure on a machine of one’s own', () => {
  const said = concluding([bun, node], { skipsFail: false });
  expect(said).toMatchObject({ code: 0, last: '12 passed, 0 failed' });
  expect(said.text).toContain('node: a.test.ts: it waits');
});

test('in CI a skip is a failure', () => {
  expect(concluding([bun, node], { skipsFail: true })).toMatchObject({
    code: 1,
    last: '12 passed, 1 failed',
  });
});

test('a run in which nothing passed proves nothing', () => {
  expect(concluding([{ ...bun, passed: 0 }], { skipsFail: false }).code).toBe(1);
});
