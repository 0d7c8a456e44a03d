import { fileURLToPath } from 'node:url';
import type { Config } from '../config.ts';
import type { GroupSpec } from './tree-spec.ts';

const bytesPerMb = 1_000_000;

/** The process tree of Sup. */
export function serverTree({ serverMemoryMbMax }: Pick<Config, 'serverMemoryMbMax'>): GroupSpec {
  return {
    type: 'group',
    id: 'sup',
    strategy: 'one_for_one',
    intensity: { restartsMax: 10, periodMs: 30_000, steadyMs: 1_000 },
    whenExhausted: 'escalate',
    members: [
      {
        type: 'child',
        id: 'server',
        entry: fileURLToPath(new URL('../main.ts', import.meta.url)),
        kind: 'permanent',
        // Long, because a migration of a large database happens before the server is ready.
        readyTimeoutMs: 300_000,
        heartbeatTimeoutMs: 10_000,
        stopTimeoutMs: 26_000,
        memoryBytesMax: serverMemoryMbMax === undefined ? undefined : serverMemoryMbMax * bytesPerMb,
      },
    ],
  };
}
