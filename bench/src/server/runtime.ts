import { fileURLToPath } from 'node:url';

export type Runtime = 'bun' | 'node';

/** The root of the repository, with a slash at its end. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** The server's core and the load generator's: neither takes time from the other. */
export const serverCore = '0';
export const loadCore = '1';

/** The file of a pinned runtime. */
export function runtimePath(runtime: Runtime): string {
  return `${root}node_modules/.bin/${runtime}`;
}
