import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { root } from '../setup/paths.mjs';

/** The numbers of one run: `{ passed, failed, skipped: [name] }`. */
export const emptyTally = () => ({ passed: 0, failed: 0, skipped: [] });

/** What vitest's JSON reporter wrote; undefined when it came to no end. */
function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Counts a run of vitest. A file that does not load counts as one failure, and so does a run that fails
 * though every test in it passed (an error outside any test) or that wrote no report (it was killed).
 */
export function tallyVitest(path, { code }) {
  const report = readReport(path);
  if (!report) return { ...emptyTally(), failed: 1 };
  const tests = report.testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({ file, ...test })),
  );
  const count = (status) => tests.filter((test) => test.status === status).length;
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = count('failed') + brokenFiles;
  return {
    passed: count('passed'),
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: tests
      .filter((test) => test.status !== 'passed' && test.status !== 'failed')
      .map((test) => `${relative(root, test.file.name)}: ${test.fullName}`),
  };
}

/** Counts a run that ends with a line `N passed, N failed`. */
export function tallyLastLine({ code, output }) {
  const lines = [...output.matchAll(/^(\d+) passed, (\d+) failed/gm)];
  const [, passed, failed] = lines.at(-1) ?? [];
  if (passed === undefined) return { ...emptyTally(), failed: 1 };
  return { ...emptyTally(), passed: Number(passed), failed: Math.max(Number(failed), code === 0 ? 0 : 1) };
}
