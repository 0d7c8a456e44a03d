// Loaded into a server before its own code: on SIGUSR2 it collects its garbage, so that memory in use can be told apart
// from memory that waits to be collected. Node offers this only with --expose-gc.
import { isMainThread } from 'node:worker_threads';

if (isMainThread) {
  process.on('SIGUSR2', () => {
    if (process.versions.bun) Bun.gc(true);
    else globalThis.gc?.();
  });
}
