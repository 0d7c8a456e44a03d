import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PinnedProcess } from './pinned-process.ts';
import { type Runtime, root, runtimePath, serverCore } from './runtime.ts';

/** A running Sup: the supervisor with its server, as `npm start` runs it, pinned to the server's core. */
export interface Sup {
  readonly port: number;
  readonly url: string;
  readonly pid: number;
  readonly dataDir: string;
  /** Ends it and removes its data, unless they were given to it. */
  stop(): Promise<void>;
}

interface StartOptions {
  /** With the web client, built when its sources changed. */
  readonly web?: boolean;
  /** Data that is there already and stays. */
  readonly dataDir?: string;
  /** On SIGUSR2 each process collects its garbage. */
  readonly collects?: boolean;
  /** With the limits of a server that is not benched: what they keep for each connection counts. */
  readonly limited?: boolean;
  /** Another checkout of this repository, whose server is started. */
  readonly folder?: string;
}

const supervisor = 'backend/src/supervisor/main.ts';
/** What `npm start` runs: builds the web client when its sources changed, then becomes the supervisor. */
const starter = 'scripts/start.mjs';
const buildMs = 600_000;

const collector = `${root}bench/src/server/collect-on-signal.ts`;
const collecting: Readonly<Record<Runtime, Record<string, string>>> = {
  bun: { BUN_OPTIONS: `--preload=${collector}` },
  node: { NODE_OPTIONS: `--expose-gc --import=${collector}` },
};

/** Makes a data directory beside the repository's other caches: on a real disk, never in memory. */
export function makeDataDir(): string {
  const caches = join(root, 'node_modules/.cache');
  mkdirSync(caches, { recursive: true });
  return mkdtempSync(join(caches, 'bench-'));
}

/** Starts Sup, on a data directory of its own unless it is given one. */
export async function startSup(runtime: Runtime, options: StartOptions = {}): Promise<Sup> {
  const { web = false, dataDir = makeDataDir(), collects = false, limited = false, folder = root } = options;
  const quiet = runtime === 'node' ? ['--disable-warning=ExperimentalWarning'] : [];
  const child = new PinnedProcess({
    core: serverCore,
    command: runtimePath(web ? 'node' : runtime, folder),
    cwd: folder,
    args: [...quiet, web ? starter : supervisor],
    env: known(folder, {
      SUP_PORT: '0',
      SUP_DATA_DIR: dataDir,
      SUP_RATE_LIMITS: limited ? 'on' : 'off',
      SUP_STRANGERS: 'open',
      SUP_LOG_LEVEL: 'warn',
      SUP_RUNTIME: runtime,
      SUP_ACCESS_TOKEN_SECONDS: '86400',
      ...(collects && collecting[runtime]),
    }),
  });
  const stop = async () => {
    await child.stop();
    if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const [, port = ''] = await child.next(/Sup is ready on https?:\/\/[^\s:]+:(\d+)/, buildMs);
    return { port: Number(port), url: `http://127.0.0.1:${port}`, pid: child.pid, dataDir, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Leaves out the settings that an earlier commit does not know yet: a server refuses those. */
function known(folder: string, env: Record<string, string>): Record<string, string> {
  const settings = readFileSync(join(folder, 'docs/settings.md'), 'utf8');
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !name.startsWith('SUP_') || settings.includes(name)),
  );
}
