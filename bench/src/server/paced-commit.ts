import { PinnedProcess } from './pinned-process.ts';
import { type Runtime, runtimePath, serverCore } from './runtime.ts';

interface PacedCommitAsk {
  readonly runtime: Runtime;
  /** Where Sup keeps its data. */
  readonly folder: string;
  readonly commits: number;
  readonly intervalMs: number;
}

/** Milliseconds of each of so many bare commits, one every `intervalMs`, on the server's core while Sup is idle. */
export async function pacedCommit(ask: PacedCommitAsk): Promise<readonly number[]> {
  const { runtime, folder, commits, intervalMs } = ask;
  const child = new PinnedProcess({
    core: serverCore,
    command: runtimePath(runtime),
    args: ['bench/src/floor/paced-commit.ts', folder, String(commits), String(intervalMs)],
  });
  return JSON.parse(await child.finish()) as number[];
}
