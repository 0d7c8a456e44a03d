import { execFileSync } from 'node:child_process';
import { relative } from 'node:path';
import { expect, test } from 'vitest';
import { loadProject } from '../check/project.mjs';
import { inRoot, nodePath, root } from '../setup/paths.mjs';
import { testRuns } from './runs.mjs';

/** The files that vitest would run, by its own word. */
function filesOf(projects) {
  const args = [inRoot('node_modules', 'vitest', 'vitest.mjs'), 'list', '--filesOnly', '--json', ...projects];
  const list = execFileSync(nodePath, args, { cwd: root, encoding: 'utf8' });
  return JSON.parse(list).map(({ file }) => relative(root, file).replaceAll('\\', '/'));
}

test('every test file of the repository belongs to a run', () => {
  const projects = testRuns().flatMap((run) => run.args.filter((arg) => arg.startsWith('--project=')));
  const run = new Set(filesOf([...new Set(projects)]));
  const written = loadProject(root).files.map((file) => file.path);
  expect(run.size).toBeGreaterThan(10);
  expect(written.filter((path) => /\.test\.(ts|tsx|mjs)$/.test(path) && !run.has(path))).toEqual([]);
});
