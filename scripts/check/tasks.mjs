import { existsSync, readdirSync } from 'node:fs';
import { inRoot } from '../setup/paths.mjs';

const tool = (...parts) => inRoot('node_modules', ...parts);

/** Every types project of the packages: `tsconfig.json` and, where code runs elsewhere than tests, its siblings. */
function typeProjects() {
  const folders = readdirSync(inRoot(), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const inPackages = folders
    .filter(({ name }) => existsSync(inRoot(name, 'package.json')))
    .flatMap(({ name }) => readdirSync(inRoot(name)).map((file) => `${name}/${file}`));
  return ['tsconfig.json', ...inPackages.filter((path) => /\/tsconfig(\.\w+)?\.json$/.test(path))];
}

/** A package that has no code of that kind yet has nothing to check. */
const nothingToCheck = (output) => /error TS18003/.test(output);

const types = (project) => ({
  name: `types ${project}`,
  args: [tool('typescript', 'bin', 'tsc'), '--noEmit', '-p', project],
  passes: ({ code, output }) => code === 0 || nothingToCheck(output),
});

/** What `npm run check` runs: `args` for the pinned Node, `passes` where the exit code does not say it all. */
export const checkTasks = () => [
  {
    name: 'format and lint (Biome)',
    args: [
      tool('@biomejs', 'biome', 'bin', 'biome'),
      'check',
      '--error-on-warnings',
      '--max-diagnostics=50',
      '.',
    ],
  },
  {
    name: 'promises and nesting (oxlint)',
    args: [tool('oxlint', 'bin', 'oxlint'), '--type-aware', '--format=unix', '.'],
  },
  { name: 'boundaries, sizes, proofs', args: [inRoot('scripts', 'check', 'run-rules.mjs')] },
  ...typeProjects().map(types),
  { name: 'dead code (knip)', args: [tool('knip', 'bin', 'knip.js'), '--no-progress'] },
];
