import { PinnedProcess } from './pinned-process.ts';
import { type Runtime, runtimePath, serverCore } from './runtime.ts';

export interface StorePage {
  readonly pageP50Ms: number;
  readonly pageP99Ms: number;
  readonly microsPerPage: number;
  readonly loadMicrosPerDelivery: number;
}

interface StorePageAsk {
  readonly runtime: Runtime;
  readonly dataDir: string;
  readonly room: string;
  readonly reads: number;
}

/** Reads pages at the store itself, on the server's core. */
export async function storePage({ runtime, dataDir, room, reads }: StorePageAsk): Promise<StorePage> {
  const child = new PinnedProcess({
    core: serverCore,
    command: runtimePath(runtime),
    args: ['bench/src/floor/store-page.ts', dataDir, room, String(reads)],
  });
  return JSON.parse(await child.finish()) as StorePage;
}
