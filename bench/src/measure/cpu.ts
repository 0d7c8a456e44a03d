// CPU time comes from the scheduler's own nanoseconds, not from the 10 ms ticks of /proc/PID/stat.
import { readdirSync, readFileSync } from 'node:fs';

/** CPU microseconds by thread. */
export type CpuTimes = ReadonlyMap<string, number>;

/** What every living thread of a process and of its descendants has used so far. */
export function cpuTimes(pid: number): CpuTimes {
  const times = new Map<string, number>();
  for (const member of processTree(pid)) {
    for (const task of tasks(member)) times.set(`${member}/${task}`, threadMicros(member, task));
  }
  return times;
}

/**
 * CPU microseconds used between two looks. A thread that began meanwhile counts whole; one that ended takes what it
 * used since the first look with it, so looks are taken while no pool is shrinking.
 */
export function microsBetween(before: CpuTimes, after: CpuTimes): number {
  let micros = 0;
  for (const [thread, used] of after) micros += Math.max(0, used - (before.get(thread) ?? 0));
  return micros;
}

/** The process and its descendants, itself first. */
export function processTree(pid: number): number[] {
  const children = tasks(pid).flatMap((task) =>
    readIfThere(`/proc/${pid}/task/${task}/children`).split(' ').filter(Boolean).map(Number),
  );
  return [pid, ...children.flatMap(processTree)];
}

function threadMicros(pid: number, task: string): number {
  const [onCpuNanos = '0'] = readIfThere(`/proc/${pid}/task/${task}/schedstat`).split(' ');
  return Number(onCpuNanos) / 1_000;
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
