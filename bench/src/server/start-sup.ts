import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PinnedProcess } from './pinned-process.ts';
import { type Runtime, root, runtimePath, serverCore } from './runtime.ts';

/** A running Sup: the supervisor with its server, as `npm start` runs it, pinned to the server's core. */
export interface Sup {
  readonly port: number;
  readonly url: string;
  readonly pid: number;
  readonly dataDir: string;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

const supervisor = 'backend/src/supervisor/main.ts';

/** Starts Sup on a data directory of its own, beside the repository's other caches: on a real disk, never in memory. */
export async function startSup(runtime: Runtime): Promise<Sup> {
  const caches = join(root, 'node_modules/.cache');
  mkdirSync(caches, { recursive: true });
  const dataDir = mkdtempSync(join(caches, 'bench-'));
  const child = new PinnedProcess({
    core: serverCore,
    command: runtimePath(runtime),
    args: runtime === 'node' ? ['--disable-warning=ExperimentalWarning', supervisor] : [supervisor],
    env: {
      SUP_PORT: '0',
      SUP_DATA_DIR: dataDir,
      SUP_RATE_LIMITS: 'off',
      SUP_LOG_LEVEL: 'warn',
      SUP_RUNTIME: runtime,
      SUP_ACCESS_TOKEN_SECONDS: '86400',
    },
  });
  const stop = async () => {
    await child.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const [, port = ''] = await child.next(/Sup is ready on https?:\/\/[^\s:]+:(\d+)/);
    return { port: Number(port), url: `http://127.0.0.1:${port}`, pid: child.pid, dataDir, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
