import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { cpuMicros, processTree } from './cpu.ts';

/** Burns CPU time until the process itself has used so much more of it. */
function burn(micros: number): void {
  const { user, system } = process.cpuUsage();
  for (;;) {
    const used = process.cpuUsage();
    if (used.user + used.system - user - system > micros) return;
  }
}

test('CPU time that was used is counted, in microseconds', () => {
  const before = cpuMicros(process.pid);
  burn(200_000);
  const used = cpuMicros(process.pid) - before;
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

test('a process that is gone has used nothing', () => {
  expect(cpuMicros(4_194_305)).toBe(0);
});
