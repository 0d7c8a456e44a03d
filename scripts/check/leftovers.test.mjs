import { expect, test } from 'vitest';
import { nothingIsLeftOver } from './leftovers.mjs';
import { problemsOf } from './plant.mjs';

test.each(['// TODO: later', '// FIXME', "test.only('a', () => {});"])(
  'what was meant for later is reported: %s',
  (line) => {
    expect(problemsOf(nothingIsLeftOver, { 'sdk/src/a.test.ts': `const x = 1;\n${line}\n` })).toEqual([
      expect.stringContaining('sdk/src/a.test.ts:2'),
    ]);
  },
);
