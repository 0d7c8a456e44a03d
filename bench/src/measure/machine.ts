import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { arch, availableParallelism, release, totalmem, type } from 'node:os';
import { type Runtime, root, runtimePath } from '../server/runtime.ts';

/** On what a figure was taken. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly runtimes: Record<Runtime, string>;
}

/** Describes this machine and the pinned runtimes. */
export function describeMachine(): Machine {
  const model = /^model name\s*:\s*(.+)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1];
  return {
    cpu: model ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()} ${arch()}`,
    runtimes: { bun: versionOf('bun'), node: versionOf('node') },
  };
}

/** The commit that is checked out, with `+` when tracked files differ from it. */
export function describeCommit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  const changed = git('status', '--porcelain', '--untracked-files=no') !== '';
  return git('rev-parse', '--short=12', 'HEAD') + (changed ? '+' : '');
}

function versionOf(runtime: Runtime): string {
  return execFileSync(runtimePath(runtime), ['--version'], { encoding: 'utf8' }).trim().replace(/^v/, '');
}
