import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository, wherever the command was typed. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A path inside the repository. */
export const inRoot = (...parts) => join(root, ...parts);

const windows = process.platform === 'win32';

/** The pinned runtimes. The machine's own Node runs nothing but scripts/. */
export const bunPath = inRoot('node_modules', 'bun', 'bin', 'bun.exe');
export const nodePath = inRoot('node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');
