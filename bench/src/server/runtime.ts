import { fileURLToPath } from 'node:url';

export type Runtime = 'bun' | 'node';

/** The root of the repository, with a slash at its end. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The server's core and the load generator's: neither takes time from the other. */
export const serverCore = '0';
export const loadCore = '1';

/** The file of a pinned runtime, in this repository or another checkout of it. */
export function runtimePath(runtime: Runtime, folder = root): string {
  return `${folder}node_modules/.bin/${runtime}`;
}
