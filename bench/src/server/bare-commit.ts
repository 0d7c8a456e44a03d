import { PinnedProcess } from './pinned-process.ts';
import { type Runtime, runtimePath, serverCore } from './runtime.ts';

export interface BareCommit {
  /** Median of a commit of one row, begin to fsync. */
  readonly commitMs: number;
  readonly commitP99Ms: number;
  readonly microsPerCommit: number;
  readonly groupOf64Ms: number;
  readonly loadMicrosPerDelivery: number;
}

/** Measures bare commits on the server's core, in the folder where Sup keeps its data. */
export async function bareCommit(runtime: Runtime, folder: string, commits: number): Promise<BareCommit> {
  const child = new PinnedProcess({
    core: serverCore,
    command: runtimePath(runtime),
    args: ['bench/src/floor/bare-commit.ts', folder, String(commits)],
  });
  return JSON.parse(await child.finish()) as BareCommit;
}
