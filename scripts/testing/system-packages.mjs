import { existsSync } from 'node:fs';
import { collect } from '../setup/child.mjs';
import { withProgress } from '../setup/say.mjs';

/**
 * What tests need of the machine: the Debian package, a file that shows that it is there, and the runs that want it.
 * Without what is essential a run cannot begin; without the rest single tests say that they skip.
 */
const needs = [
  {
    name: 'chromium',
    files: ['/usr/bin/chromium', '/usr/bin/chromium-browser'],
    runs: ['browser'],
    isEssential: true,
  },
  {
    name: 'fonts-inter',
    files: ['/usr/share/fonts/opentype/inter', '/usr/share/fonts/truetype/inter'],
    runs: ['browser'],
  },
  {
    name: 'fonts-noto-core',
    files: ['/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf'],
    runs: ['browser'],
  },
  {
    name: 'fonts-noto-color-emoji',
    files: ['/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf'],
    runs: ['browser'],
  },
  { name: 'strace', files: ['/usr/bin/strace'], runs: ['bun-faults', 'node-faults'] },
];

const missingOf = (runs) =>
  needs.filter((need) => need.runs.some((run) => runs.includes(run)) && !need.files.some(existsSync));

/** The words that make a command run as root, or undefined where that is not allowed. */
async function asRoot() {
  if (process.getuid?.() === 0) return [];
  const { code } = await collect('sudo', ['-n', 'true']);
  return code === 0 ? ['sudo', '-n'] : undefined;
}

async function install(names) {
  const prefix = await asRoot();
  if (!prefix) return 'apt-get needs root';
  const apt = [...prefix, 'apt-get'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const [command, ...args] = apt;
  await collect(command, [...args, 'update', '-qq'], { env });
  const done = await collect(
    command,
    [...args, 'install', '-y', '-qq', '--no-install-recommends', ...names],
    { env },
  );
  return done.code === 0 ? undefined : (done.output.trim().split('\n').at(-1) ?? 'apt-get failed');
}

/** Installs what the runs need of the machine. Answers what is still missing: `{ name, runs, isEssential, why }`. */
export async function ensureSystemPackages(runs) {
  const names = missingOf(runs).map((need) => need.name);
  if (names.length === 0) return [];
  const why = await withProgress(`Installing ${names.join(', ')} (apt-get)`, () => install(names));
  return missingOf(runs).map((need) => ({ ...need, why: why ?? 'apt-get did not bring it' }));
}
