import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { cpuTimes, microsBetween, processTree } from './cpu.ts';

/** Burns CPU time until the process itself has used so much more of it. */
function burn(micros: number): void {
  const { user, system } = process.cpuUsage();
  for (;;) {
    const used = process.cpuUsage();
    if (used.user + used.system - user - system > micros) return;
  }
}

test('CPU time that was used is counted, in microseconds', () => {
  const before = cpuTimes(process.pid);
  burn(200_000);
  const used = microsBetween(before, cpuTimes(process.pid));
  expect(used).toBeGreaterThan(150_000);
  expect(used).toBeLessThan(2_000_000);
});

test('children count with their parent', async () => {
  const child = spawn('sleep', ['60']);
  await once(child, 'spawn');
  expect(processTree(process.pid)).toContain(child.pid);
  child.kill();
  await once(child, 'close');
  expect(processTree(process.pid)).not.toContain(child.pid);
});

test('a thread that began meanwhile counts whole, and one that ended never counts against the others', () => {
  const before = new Map([
    ['1/1', 100],
    ['1/2', 5_000],
  ]);
  const after = new Map([
    ['1/1', 130],
    ['1/3', 7],
  ]);
  expect(microsBetween(before, after)).toBe(37);
});

test('a process that is gone has used nothing', () => {
  expect(cpuTimes(4_194_305).size).toBe(0);
});
