import { defineConfig } from 'vitest/config';

/** A long run does the same tests with higher counts. */
const patience = process.env.TEST_LONG === '1' ? 20 : 1;

/**
 * One project a kind of test, so that scripts/test.mjs can say which run side by side and which run alone.
 * Fault tests kill things and count, and some of the browser watch every painted frame: they get one file at a time.
 */
const project = (
  name: string,
  include: string[],
  options: { alone?: boolean; timeoutMs?: number; setup?: string } = {},
) => ({
  extends: true as const,
  test: {
    name,
    include,
    environment: 'node' as const,
    ...(options.setup && { globalSetup: [options.setup] }),
    fileParallelism: !options.alone,
    // What is alone is so in its run: it comes after the others.
    sequence: { groupOrder: options.alone ? 1 : 0 },
    testTimeout: patience * (options.timeoutMs ?? 20_000),
    hookTimeout: patience * (options.timeoutMs ?? 20_000),
  },
});

export default defineConfig({
  test: {
    pool: 'threads',
    maxWorkers: 2,
    exclude: ['**/node_modules/**', '**/dist/**'],
    passWithNoTests: true,
    projects: [
      project('protocol', ['protocol/{src,test}/**/*.test.ts']),
      project('sdk', ['sdk/{src,test}/**/*.test.ts']),
      project('backend', ['backend/src/**/*.test.ts', 'backend/test/*.test.ts'], { timeoutMs: 30_000 }),
      project('contract', ['backend/test/contract/**/*.test.ts'], { timeoutMs: 60_000 }),
      project('postgres', ['backend/test/postgres/**/*.test.ts'], {
        timeoutMs: 60_000,
        setup: 'scripts/testing/vitest-postgres.mjs',
      }),
      project('e2e', ['backend/test/e2e/**/*.test.ts'], { timeoutMs: 60_000 }),
      project('faults', ['backend/test/faults/**/*.test.ts'], { alone: true, timeoutMs: 600_000 }),
      project('frontend', ['frontend/src/**/*.test.{ts,tsx}', 'frontend/test/!(browser)/**/*.test.{ts,tsx}']),
      project('testkit', ['testkit/{src,test}/**/*.test.ts'], { timeoutMs: 60_000 }),
      project('bench', ['bench/src/**/*.test.ts'], { timeoutMs: 60_000 }),
      project('scripts', ['scripts/**/*.test.mjs'], { timeoutMs: 120_000 }),
      project('browser', ['frontend/test/browser/!(history|opening|every-screen).test.ts'], {
        timeoutMs: 600_000,
      }),
      project('screens', ['frontend/test/browser/every-screen.test.ts'], { timeoutMs: 600_000 }),
      project('frames', ['frontend/test/browser/(history|opening).test.ts'], {
        alone: true,
        timeoutMs: 600_000,
      }),
    ],
  },
});
