import { expect, test } from 'vitest';
import { problemsOf } from '../plant.mjs';
import { modulesHoldNoState } from './module-state.mjs';

test.each(['let count = 0;', 'export let count = 0;', 'var count = 0;'])(
  'state in a module is reported: %s',
  (code) => {
    expect(problemsOf(modulesHoldNoState, { 'sdk/src/a.ts': `const x = 1;\n${code}\n` })).toEqual([
      expect.stringContaining('sdk/src/a.ts:2'),
    ]);
  },
);

test('state inside a function, a constant, and a declaration of a global are fine', () => {
  const code = 'const a = 1; declare let b: number; export function f() { let c = 0; c += 1; return c; }';
  expect(problemsOf(modulesHoldNoState, { 'sdk/src/a.ts': code })).toEqual([]);
});
