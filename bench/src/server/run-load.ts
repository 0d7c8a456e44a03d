import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadJob, ResultOf } from '../load/jobs.ts';
import { PinnedProcess } from './pinned-process.ts';
import { loadCore, runtimePath } from './runtime.ts';

/** Runs the load generator, a process of its own on the other core, and answers what it measured. */
export async function runLoad<Job extends LoadJob>(job: Job): Promise<ResultOf<Job>> {
  const folder = mkdtempSync(join(tmpdir(), 'sup-bench-'));
  try {
    const jobFile = join(folder, 'job.json');
    writeFileSync(jobFile, JSON.stringify(job));
    const load = new PinnedProcess({
      core: loadCore,
      command: runtimePath('bun'),
      args: ['bench/src/load/main.ts', jobFile],
    });
    return JSON.parse(await load.finish()) as ResultOf<Job>;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
