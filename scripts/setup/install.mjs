import { readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { collect } from './child.mjs';
import { bunPath, nodePath, root } from './paths.mjs';
import { ExpectedFailure, withProgress } from './say.mjs';

const networkErrors = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|network/i;

/** An interrupted or blocked install script leaves a placeholder of a few bytes where the runtime should be. */
const runtimeBytesMin = 1_000_000;

/** The packages of a lock file, or undefined when it is absent or cut short. */
function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch (error) {
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const isRuntime = (path) => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > runtimeBytesMin;

/**
 * Whether node_modules holds what the lock file asks for.
 * Versions are compared, not times: a checkout or a merge touches the lock file without changing what it asks for.
 */
export function isInstalled(folder = root) {
  const wanted = readLock(join(folder, 'package-lock.json'));
  if (!wanted) throw new ExpectedFailure('package-lock.json is missing or damaged: restore it from git.');
  const present = readLock(join(folder, 'node_modules', '.package-lock.json'));
  if (!present) return false;
  const same = Object.entries(wanted).every(
    ([path, entry]) =>
      !path.startsWith('node_modules/') || entry.optional || present[path]?.version === entry.version,
  );
  return same && [bunPath, nodePath].every((path) => isRuntime(join(folder, relative(root, path))));
}

/** npm as it was called, else as the PATH has it. */
function npmCommand() {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js') ? [process.execPath, cli] : ['npm'];
}

/** Installs the packages of the lock file unless they are there. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  const [command, ...first] = npmCommand();
  const args = [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = await withProgress('Installing packages (a minute or two the first time)', async () => {
    const done = await collect(command, args, { cwd: root });
    if (done.code === 0 && isInstalled()) return done;
    throw new ExpectedFailure(whyNot(done));
  });
  return result;
}

function whyNot({ code, output }) {
  if (code === 127) return 'npm was not found: install it, or put it on the PATH, and run this again.';
  const network = networkErrors.exec(output);
  if (network) {
    return `The packages could not be fetched because the npm registry cannot be reached (${network[0]}): check the network and run this again.`;
  }
  if (/ENOSPC/.test(output)) return `The disk is full: make room in ${dirname(root)} and run this again.`;
  if (/EACCES|EPERM|EROFS/.test(output)) return `The packages could not be written: ${root} is not writable.`;
  if (code === 0) {
    return 'npm ran no install scripts, so Bun and Node are not there: run `npm rebuild bun node`, then this again.';
  }
  const reason = output.split('\n').find((line) => /error/i.test(line)) ?? 'no reason was given';
  return `npm ci failed (exit code ${code}): ${reason.replace(/^npm (error|ERR!)\s*/i, '')}`;
}
