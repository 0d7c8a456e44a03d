import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One script of all that a module imports, made by Bun's bundler; it exports nothing. */
export function bundle(script: URL): string {
  const bun = fileURLToPath(new URL('../../../node_modules/.bin/bun', import.meta.url));
  const out = mkdtempSync(join(tmpdir(), 'sup-page-'));
  const args = ['build', fileURLToPath(script), '--target=browser', '--format=iife', `--outdir=${out}`];
  const { status, stderr } = spawnSync(bun, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`bun build failed: ${stderr}`);
  const name = script.pathname.slice(script.pathname.lastIndexOf('/') + 1).replace(/\.ts$/, '.js');
  const code = readFileSync(join(out, name), 'utf8');
  rmSync(out, { recursive: true });
  return code;
}
