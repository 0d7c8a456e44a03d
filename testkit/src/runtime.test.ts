import { expect, test } from 'vitest';

// `bun vitest` alone may quietly be Node: scripts/test.mjs says which runtime it meant.
const meant = process.env.TEST_RUNTIME;
const actual = 'Bun' in globalThis ? 'bun' : 'node';

test(`I6: these tests run on the runtime they were started for (${actual} ${process.versions[actual]})`, () => {
  expect(meant ?? actual).toBe(actual);
});
