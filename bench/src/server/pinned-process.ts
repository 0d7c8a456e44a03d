import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { root } from './runtime.ts';

interface PinnedProcessParts {
  /** The one core it may use; all of them when absent. */
  readonly core?: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Record<string, string>;
  /** Where it runs; this repository when absent. */
  readonly cwd?: string;
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

/** A child on a core of its own, whose lines of output can be waited for. */
export class PinnedProcess {
  readonly #child: Child;
  readonly #name: string;
  #output = '';
  #errors = '';
  #exit: Promise<number | null>;
  #changed = Promise.withResolvers<void>();

  constructor({ core, command, args, env = {}, cwd = root }: PinnedProcessParts) {
    const [file, ...rest] = core === undefined ? [command] : ['taskset', '-c', core, command];
    this.#name = args[0] ?? command;
    this.#child = spawn(file ?? command, [...rest, ...args], {
      cwd,
      env: { ...inherited(), ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => this.#heard(text));
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#errors = (this.#errors + text).slice(-4_000);
    });
    this.#exit = once(this.#child, 'close').then(([code]: unknown[]) => {
      this.#changed.resolve();
      return typeof code === 'number' ? code : null;
    });
  }

  /** taskset replaces itself, so this is the program's own. */
  get pid(): number {
    if (this.#child.pid === undefined) throw new Error(`${this.#name} did not start`);
    return this.#child.pid;
  }

  /** Waits for output that matches, takes it and what came before it out, and answers the match. */
  async next(pattern: RegExp, timeoutMs = 60_000): Promise<RegExpExecArray> {
    const late = AbortSignal.timeout(timeoutMs);
    for (;;) {
      const match = pattern.exec(this.#output);
      if (match) {
        this.#output = this.#output.slice(match.index + match[0].length);
        return match;
      }
      if (late.aborted || this.#child.exitCode !== null) throw this.#fault(`did not say ${pattern}`);
      await Promise.race([this.#changed.promise, once(late, 'abort')]);
    }
  }

  say(line: string): void {
    this.#child.stdin.write(`${line}\n`);
  }

  /** Waits for its end and answers all that it said that nobody took; throws when it failed. */
  async finish(): Promise<string> {
    const code = await this.#exit;
    if (code !== 0) throw this.#fault(`ended with ${code}`);
    return this.#output;
  }

  /** Asks it to end, and waits until it did. */
  async stop(): Promise<void> {
    this.#child.kill('SIGTERM');
    await this.#exit;
  }

  #heard(text: string): void {
    this.#output += text;
    this.#changed.resolve();
    this.#changed = Promise.withResolvers<void>();
  }

  #fault(what: string): Error {
    return new Error(`${this.#name} ${what}\n${this.#output.slice(-2_000)}\n${this.#errors}`);
  }
}

/** What programs need of the environment; no SUP_ setting of the person who runs the bench counts. */
function inherited(): Record<string, string> {
  const entries = Object.entries(process.env).filter(([name]) => !name.startsWith('SUP_'));
  return Object.fromEntries(entries.map(([name, value]) => [name, value ?? '']));
}
