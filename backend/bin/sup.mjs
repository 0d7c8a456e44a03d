#!/usr/bin/env node
// `npx sup …` arrives here on the machine's own Node, which may be too old for the rest: this file only finds the
// pinned runtime and hands over. Plain Node 20, no imports but the built-in ones.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const cli = join(here, '../src/cli.ts');

/** The pinned runtime's file, looked for upwards like Node looks for modules. */
function findRuntime(name) {
  for (let folder = here; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules/.bin', name);
    if (existsSync(candidate)) return candidate;
    if (folder === dirname(folder)) return undefined;
  }
}

// A wrong SUP_RUNTIME is not judged here: config.ts does that, with all other settings, once it runs.
const name = process.env.SUP_RUNTIME === 'node' ? 'node' : 'bun';
const runtime = findRuntime(name);
if (runtime) {
  const quiet = name === 'node' ? ['--disable-warning=ExperimentalWarning'] : [];
  const { status, signal, error } = spawnSync(runtime, [...quiet, cli, ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  if (error) process.stderr.write(`${runtime} does not start: ${error.message}\n`);
  if (signal) process.kill(process.pid, signal);
  process.exitCode = status ?? 1;
} else {
  process.stderr.write(
    `The runtime "${name}" is not installed yet; run \`npm ci\` at the root of the repository first.\n`,
  );
  process.exitCode = 1;
}
