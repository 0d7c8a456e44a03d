// CPU time comes from the scheduler's own nanoseconds, not from the 10 ms ticks of /proc/PID/stat.
import { readdirSync, readFileSync } from 'node:fs';

/** CPU microseconds that all living threads of a process and of its descendants have used so far. */
export function cpuMicros(pid: number): number {
  return processTree(pid).reduce((sum, member) => sum + ownCpuMicros(member), 0);
}

/** The process and its descendants, itself first. */
export function processTree(pid: number): number[] {
  const children = tasks(pid).flatMap((task) =>
    readIfThere(`/proc/${pid}/task/${task}/children`).split(' ').filter(Boolean).map(Number),
  );
  return [pid, ...children.flatMap(processTree)];
}

function ownCpuMicros(pid: number): number {
  return tasks(pid).reduce((sum, task) => {
    const [onCpuNanos = '0'] = readIfThere(`/proc/${pid}/task/${task}/schedstat`).split(' ');
    return sum + Number(onCpuNanos) / 1_000;
  }, 0);
}

function tasks(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch (error) {
    // A child may end between being listed and being read.
    if (isGone(error)) return [];
    throw error;
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (isGone(error)) return '';
    throw error;
  }
}

function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH');
}
