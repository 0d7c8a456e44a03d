import { existsSync } from 'node:fs';
import { ensureDebianPackages } from '../setup/debian-packages.mjs';

/**
 * What tests need of the machine: the Debian package, a file that shows that it is there, and the runs that want it.
 * Without what is essential a run cannot begin; without the rest single tests say that they skip.
 */
const needs = [
  {
    name: 'chromium',
    files: ['/usr/bin/chromium', '/usr/bin/chromium-browser'],
    runs: ['browser', 'screens', 'frames'],
    isEssential: true,
  },
  {
    name: 'fonts-inter',
    files: ['/usr/share/fonts/opentype/inter', '/usr/share/fonts/truetype/inter'],
    runs: ['browser', 'screens', 'frames'],
  },
  {
    name: 'fonts-noto-core',
    files: ['/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf'],
    runs: ['browser', 'screens', 'frames'],
  },
  {
    name: 'fonts-noto-color-emoji',
    files: ['/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf'],
    runs: ['browser', 'screens', 'frames'],
  },
  { name: 'strace', files: ['/usr/bin/strace'], runs: ['bun-faults', 'node-faults'] },
  {
    name: 'postgresql',
    files: ['/usr/lib/postgresql', '/usr/bin/initdb'],
    runs: ['postgres', 'postgres-node'],
    isEssential: true,
  },
];

const missingOf = (runs) =>
  needs.filter((need) => need.runs.some((run) => runs.includes(run)) && !need.files.some(existsSync));

/** Installs what the runs need of the machine. Answers what is still missing: `{ name, runs, isEssential, why }`. */
export async function ensureSystemPackages(runs) {
  const names = missingOf(runs).map((need) => need.name);
  if (names.length === 0) return [];
  const why = await ensureDebianPackages(names);
  return missingOf(runs).map((need) => ({ ...need, why: why ?? 'apt-get did not bring it' }));
}
