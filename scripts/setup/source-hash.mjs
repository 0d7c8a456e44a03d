import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

const outside = new Set(['node_modules', 'dist', 'test', 'android', 'ios']);

/** Whether a name takes no part in the web client: built things, hidden folders, tests, pages for people. */
const isOutside = (name) =>
  outside.has(name) || name.startsWith('.') || /\.test\.tsx?$|\.md$|^expo-env\.d\.ts$/.test(name);

/** Every file under a path of the repository, in one order on every machine. */
function* filesUnder(folder, path) {
  const entries = readdirSync(join(folder, path), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (isOutside(entry.name)) continue;
    const inner = `${path}/${entry.name}`;
    if (entry.isDirectory()) yield* filesUnder(folder, inner);
    else yield inner;
  }
}

/** One hash over the content of all that goes into the web client. A few hundred files: some 20 ms. */
export function webSourceHash(folder = root) {
  const hash = createHash('sha256');
  const files = ['frontend', 'patches', 'protocol/src', 'sdk/src'].flatMap((path) => [
    ...filesUnder(folder, path),
  ]);
  for (const file of [...files, 'package-lock.json']) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(folder, file)))
      .update('\0');
  }
  return hash.digest('hex');
}
