// A real server for tests: a child process on a free port, with a data directory of its own that outlives restarts.
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from '@sup/backend/src/config.ts';
import { amongAcquaintances } from './among-acquaintances.ts';
import { dropStore, storeSettings } from './test-store.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** Long enough for a machine that does much else at once. */
const startTimeoutMs = 30_000;

export type Runtime = 'bun' | 'node';

/** The runtime of the test itself. */
export const ownRuntime: Runtime = 'Bun' in globalThis ? 'bun' : 'node';

export interface StartOptions {
  /** That of the test unless given. */
  readonly runtime?: Runtime;
  /** `SUP_…` settings beside port, data directory and log level. */
  readonly settings?: Readonly<Record<string, string>>;
  /** A directory that is there already; else a new one, which `stop` removes. */
  readonly dataDir?: string;
  /** Words before the runtime, such as `strace -f -o FILE` or `taskset -c 0`. */
  readonly wrapper?: readonly string[];
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

export class RunningServer {
  readonly dataDir: string;
  readonly #options: StartOptions;
  readonly #ownsDataDir: boolean;
  #child: Child;
  #errors = '';
  #output = '';
  url = '';

  /** Starts it; resolves once it says that it is ready. */
  static async start(options: StartOptions): Promise<RunningServer> {
    const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'sup-test-'));
    const settings = { ...(await storeSettings(dataDir)), ...options.settings };
    const server = new RunningServer({ ...options, settings }, dataDir);
    await server.#ready();
    return server;
  }

  private constructor(options: StartOptions, dataDir: string) {
    this.#options = options;
    this.#ownsDataDir = options.dataDir === undefined;
    this.dataDir = dataDir;
    this.#child = this.#spawn('0');
  }

  get wsUrl(): string {
    return `${this.url.replace(/^http/, 'ws')}/ws`;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** What it has said on standard output. */
  get output(): string {
    return this.#output;
  }

  /** What it has said on standard error: its log. */
  get errors(): string {
    return this.#errors;
  }

  /** Kills it at once, as a power cut of this process would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Asks it to stop; answers its exit code. Keeps the data directory. */
  terminate(): Promise<number | null> {
    return this.#end('SIGTERM');
  }

  /** Stops it and removes what it has written. */
  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    if (!this.#ownsDataDir) return;
    rmSync(this.dataDir, { recursive: true, force: true });
    await dropStore(this.dataDir);
  }

  /** Starts it again on the same data and the same port, after `kill` or by itself after a stop. */
  async restart(): Promise<void> {
    await this.#end('SIGTERM');
    this.#output = '';
    this.#child = this.#spawn(new URL(this.url).port);
    await this.#ready();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  #spawn(port: string): Child {
    const { runtime = ownRuntime, settings = {}, wrapper = [] } = this.#options;
    const quiet = runtime === 'node' ? ['--disable-warning=ExperimentalWarning'] : [];
    const words = [...wrapper, join(root, 'node_modules/.bin', runtime), ...quiet, 'backend/src/main.ts'];
    const inherited = Object.entries(childEnvironment()).filter(([name]) => !name.startsWith('SUP_'));
    const env = {
      ...Object.fromEntries(inherited),
      ...amongAcquaintances,
      SUP_PORT: port,
      SUP_DATA_DIR: this.dataDir,
      SUP_LOG_LEVEL: 'warn',
      ...settings,
    };
    const child = spawn(words[0] ?? '', words.slice(1), {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#errors = (this.#errors + text).slice(-65_536);
    });
    return child;
  }

  async #ready(): Promise<void> {
    const child = this.#child;
    const timer = setTimeout(() => child.kill('SIGKILL'), startTimeoutMs);
    const ended = once(child, 'exit');
    const isEnded = ended.then(() => true);
    for (;;) {
      const url = /^Sup is ready on (\S+)$/m.exec(this.#output)?.[1];
      if (url) {
        clearTimeout(timer);
        // By address: `localhost` may mean IPv6 first, where nobody listens.
        this.url = url.replace('localhost', '127.0.0.1');
        return;
      }
      if (await Promise.race([isEnded, once(child.stdout, 'data').then(() => false)])) {
        clearTimeout(timer);
        throw new Error(`the server did not start (exit code ${child.exitCode}):\n${this.#errors}`);
      }
    }
  }

  async #end(signal: NodeJS.Signals): Promise<number | null> {
    const child = this.#child;
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
    return child.exitCode;
  }
}

/** Starts a real server as a child process. Use `await using`, or call `stop`. */
export function startServer(options: StartOptions = {}): Promise<RunningServer> {
  return RunningServer.start(options);
}
