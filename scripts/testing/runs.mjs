import { readFileSync } from 'node:fs';
import { bunPath, inRoot, nodePath } from '../setup/paths.mjs';

const vitest = inRoot('node_modules', 'vitest', 'vitest.mjs');
const onBun = (args) => ({ runtime: 'bun', command: bunPath, args: ['--bun', vitest, 'run', ...args] });
const onNode = (args) => ({ runtime: 'node', command: nodePath, args: [vitest, 'run', ...args] });

const projects = (...names) => names.map((name) => `--project=${name}`);
const shared = ['protocol', 'sdk', 'backend', 'contract', 'e2e', 'testkit'];

/**
 * What is seen of a store that is not the default: its contracts and what only it promises, some of the server's tests
 * from end to end, and kills. The other tests stand on the ports that the contracts prove.
 */
const ofEachStore = [
  'postgres/',
  'contract/cursors',
  'contract/own-stream',
  'e2e/two-people',
  'e2e/removal',
  'e2e/writes',
  'e2e/moves',
];
const killsOfEachStore = ['faults/kill', 'faults/move-kill', 'faults/removal-race'];

/** The core of the sdk on a real Hermes: the sdk's own script, since no test runner runs there. */
function hermesRun() {
  const { scripts = {} } = JSON.parse(readFileSync(inRoot('sdk', 'package.json'), 'utf8'));
  const npm = process.env.npm_execpath;
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  return {
    name: 'hermes',
    runtime: 'hermes',
    command,
    args: [...first, 'run', '--silent', 'test:hermes', '--workspace=sdk'],
    lacks: scripts['test:hermes'] ? [] : ['sdk/package.json has no script test:hermes'],
  };
}

/**
 * The runs of `npm test`, one after the other: two cores are no place for two at once. Faults have a run of their
 * own, since they kill and count; the files of the others run two at a time.
 */
export const testRuns = () => [
  { name: 'bun', ...onBun(projects(...shared, 'frontend', 'bench')) },
  { name: 'bun-faults', ...onBun(projects('faults')) },
  { name: 'node', ...onNode(projects(...shared, 'scripts')) },
  { name: 'node-faults', ...onNode(projects('faults')) },
  {
    name: 'postgres',
    store: 'postgres',
    ...onBun([...projects('postgres', 'contract', 'e2e', 'faults'), ...ofEachStore, ...killsOfEachStore]),
  },
  { name: 'postgres-node', store: 'postgres', ...onNode([...projects('postgres'), 'postgres/contract']) },
  hermesRun(),
  { name: 'browser', ...onNode(projects('browser')), needsWebClient: true },
  { name: 'screens', ...onNode(projects('screens')), needsWebClient: true },
  { name: 'frames', ...onNode(projects('frames')), needsWebClient: true },
];
