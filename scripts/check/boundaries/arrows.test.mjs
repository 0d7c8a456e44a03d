import { describe, expect, test } from 'vitest';
import { problemsOf } from '../plant.mjs';
import { arrows } from './arrows.mjs';

/** A file that imports one thing: what does the rule say of it? */
const importing = (path, specifier, statement = 'import { a } from') =>
  problemsOf(arrows, { [path]: `${statement} '${specifier}';\n` });

describe('I3: an arrow that points the wrong way is reported', () => {
  test.each([
    ['protocol/src/a.ts', 'node:fs'],
    ['protocol/src/a.ts', 'react'],
    ['protocol/src/a.ts', '@sup/sdk'],
    ['sdk/src/a.ts', 'node:crypto'],
    ['sdk/src/a.ts', './platform/web.ts'],
    ['sdk/src/a.ts', '../../backend/src/clock.ts'],
    ['sdk/src/platform/web.ts', 'react'],
    ['frontend/src/a.tsx', '@react-navigation/native'],
    ['frontend/src/a.tsx', '../../backend/src/clock.ts'],
    ['frontend/src/a.tsx', '@sup/testkit'],
    ['bench/src/a.ts', '@sup/testkit'],
    ['backend/src/services/rooms/a.ts', '../../gateway/router.ts'],
    ['backend/src/services/rooms/a.ts', '../../drivers/embedded/room-log.ts'],
    ['backend/src/services/rooms/a.ts', '../../config.ts'],
    ['backend/src/services/rooms/a.ts', '../messaging/send.ts'],
    ['backend/src/services/rooms/a.ts', 'kysely'],
    ['backend/src/services/rooms/a.ts', 'node:process'],
    ['backend/src/gateway/router.ts', '../drivers/embedded/room-log.ts'],
    ['backend/src/gateway/router.ts', 'node:sqlite'],
    ['backend/src/drivers/embedded/a.ts', '../postgres/b.ts'],
    ['backend/src/drivers/embedded/a.ts', '../../gateway/router.ts'],
    ['backend/src/drivers/embedded/a.ts', '../../services/rooms/rooms.ts'],
    ['backend/src/drivers/embedded/a.ts', '@sup/protocol'],
    ['backend/src/main.ts', './drivers/embedded/room-log.ts'],
    ['backend/src/supervisor/main.ts', '../services/rooms/rooms.ts'],
    ['backend/src/bus/bus.ts', '../drivers/embedded/bus.ts'],
    ['backend/src/clock.ts', './config.ts'],
    ['backend/src/a.ts', '@sup/testkit'],
    ['backend/src/a.ts', '@sup/sdk'],
    ['backend/src/a.ts', './services/rooms/rooms.test.ts'],
  ])('%s may not import %s', (path, specifier) => {
    expect(importing(path, specifier)).toEqual([expect.stringContaining(`${path}:1`)]);
  });

  test('however it is written', () => {
    const path = 'backend/src/services/rooms/a.ts';
    const target = '../../gateway/router.ts';
    for (const statement of ['export { a } from', 'export * from', 'import type { A } from', 'import']) {
      expect(importing(path, target, statement), statement).toHaveLength(1);
    }
    expect(problemsOf(arrows, { [path]: `export const a = await import('${target}');` })).toHaveLength(1);
  });

  test('and where types alone would be fine it says so', () => {
    const [problem] = importing('backend/src/services/rooms/a.ts', '../messaging/send.ts');
    expect(problem).toContain('only its types');
  });
});

test.each([
  ['protocol/src/a.ts', 'import { a } from', './b.ts'],
  ['protocol/src/a.ts', 'import { z } from', 'zod/mini'],
  ['sdk/src/a.ts', 'import { a } from', '@sup/protocol'],
  ['sdk/src/a.ts', 'import type { A } from', './platform/web.ts'],
  ['sdk/src/platform/node.ts', 'import { a } from', 'node:sqlite'],
  ['frontend/src/a.tsx', 'import { a } from', '@sup/sdk/web'],
  ['backend/src/services/rooms/a.ts', 'import type { A } from', '../messaging/send.ts'],
  ['backend/src/services/rooms/a.ts', 'import { type A } from', '../messaging/send.ts'],
  ['backend/src/services/rooms/a.ts', 'import { a } from', '../../telemetry/index.ts'],
  ['backend/src/drivers/embedded/a.ts', 'import { a } from', '../sql/schema.ts'],
  ['backend/src/drivers/embedded/a.ts', 'import { a } from', '@sup/protocol/wire'],
  ['backend/src/drivers/embedded/a.ts', 'import type { A } from', '@sup/protocol'],
  ['backend/src/drivers/embedded/a.ts', 'import type { A } from', '../../services/rooms/rooms.ts'],
  ['backend/src/compose.ts', 'import { a } from', './drivers/embedded/room-log.ts'],
  ['backend/src/main.ts', 'import { a } from', './compose.ts'],
  ['backend/src/a.test.ts', 'import { a } from', '@sup/testkit'],
  ['backend/test/e2e/a.test.ts', 'import { a } from', '../../src/drivers/embedded/room-log.ts'],
])('%s may say: %s %s', (path, statement, specifier) => {
  expect(importing(path, specifier, statement)).toEqual([]);
});
