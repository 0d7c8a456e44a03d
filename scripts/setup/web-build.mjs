import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { collect } from './child.mjs';
import { compressFolder } from './compress.mjs';
import { inRoot, nodePath } from './paths.mjs';
import { ExpectedFailure, withProgress } from './say.mjs';
import { webSourceHash } from './source-hash.mjs';

const dist = inRoot('frontend', 'dist');
const cache = inRoot('frontend', '.cache');
const stamp = join(cache, 'web-source-hash');
const log = join(cache, 'web-build.log');

/** Whether frontend/dist was built from exactly the sources that are there. */
function isUpToDate(hash) {
  return existsSync(join(dist, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
}

/** Builds the web client into frontend/dist when its sources changed. */
export async function ensureWebBuild() {
  const hash = webSourceHash();
  if (isUpToDate(hash)) return;
  await withProgress('Building the web client (about a minute the first time)', () => build(hash));
}

/** Exports beside the old build and swaps, so that an interrupted build leaves nothing half done. */
async function build(hash) {
  const next = join(cache, `web-${process.pid}`);
  await mkdir(cache, { recursive: true });
  try {
    await exportTo(next);
    await compressFolder(next);
    await rm(dist, { recursive: true, force: true });
    await rename(next, dist);
    await writeFile(stamp, hash);
  } catch (error) {
    if (error.code === 'ENOSPC') throw new ExpectedFailure('The web client was not built: the disk is full.');
    throw error;
  } finally {
    await rm(next, { recursive: true, force: true });
  }
}

async function exportTo(folder) {
  const cli = inRoot('node_modules', 'expo', 'bin', 'cli');
  const env = {
    ...process.env,
    CI: '1',
    EXPO_OFFLINE: '1',
    EXPO_NO_TELEMETRY: '1',
    EXPO_NO_TYPESCRIPT_SETUP: '1',
    FORCE_COLOR: '0',
    NODE_ENV: 'production',
    PATH: `${dirname(nodePath)}${delimiter}${process.env.PATH ?? ''}`,
  };
  const args = [cli, 'export', '-p', 'web', '--output-dir', folder];
  const { code, output } = await collect(nodePath, args, { cwd: inRoot('frontend'), env });
  await writeFile(log, output);
  if (code === 0 && existsSync(join(folder, 'index.html'))) return;
  throw new ExpectedFailure(`The web client does not build: ${reasonIn(output)} (all of it in ${log})`);
}

/** The line that says what is wrong: an error's own words first, then whatever sounds like one. */
function reasonIn(output) {
  const lines = output.split('\n').map((line) => line.trim());
  const reason =
    lines.find((line) => /\w*Error: /.test(line)) ??
    lines.find((line) => /error|unable|cannot|failed/i.test(line));
  return reason?.replace(/:$/, '') ?? 'Expo gave no reason';
}
