import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, posix } from 'node:path';
import { SourceFile } from './source-file.mjs';

const outside = new Set(['node_modules', 'dist', 'coverage', 'data', 'generated', 'android', 'ios']);
const codeExtensions = new Set(['.ts', '.tsx', '.mjs', '.js']);

/** All files and folders under a root that people write, as paths with `/`, relative to it. */
function* walk(root, folder = '') {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    if (entry.name.startsWith('.') || outside.has(entry.name)) continue;
    const path = posix.join(folder, entry.name);
    yield { path, isFolder: entry.isDirectory() };
    if (entry.isDirectory()) yield* walk(root, path);
  }
}

/** What each `@sup/…` specifier leads to, by the `exports` of our own packages. */
function ownPackages(entries, read) {
  const targets = new Map();
  for (const { path } of entries) {
    if (!/^[^/]+\/package\.json$/.test(path)) continue;
    const { name, exports = {} } = JSON.parse(read(path));
    for (const [subpath, file] of Object.entries(exports)) {
      targets.set(posix.join(name, subpath), posix.join(posix.dirname(path), file));
    }
  }
  return targets;
}

/**
 * What a rule looks at: `files` (code, parsed on demand), `folders`, and `read` for anything else.
 * A rule is `{ name, check(project) }` and answers problems `{ path, line?, text }`.
 */
export function loadProject(root) {
  const entries = [...walk(root)];
  const read = (path) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined);
  const packages = ownPackages(entries, read);
  return {
    root,
    read,
    folders: entries.filter((entry) => entry.isFolder).map((entry) => entry.path),
    files: entries
      .filter((entry) => !entry.isFolder && codeExtensions.has(extname(entry.path)))
      .map((entry) => new SourceFile(entry.path, read(entry.path), packages)),
  };
}
