import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { cpuTimes, microsBetween, processTree } from './cpu.ts';

// In a process of its own: this one has the threads of other tests, which come and go.
const burning = `
  const used = () => { const { user, system } = process.cpuUsage(); return user + system; };
  process.stdin.once('data', () => {
    const before = used();
    while (used() - before < 200_000);
    process.stdout.write('done');
    process.stdin.once('data', () => process.exit());
  });
  process.stdout.write('here');
`;

test('CPU time that was used is counted, in microseconds', async () => {
  const child = spawn(process.execPath, ['-e', burning], { stdio: ['pipe', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const before = cpuTimes(child.pid ?? 0);
  child.stdin.write('burn');
  await once(child.stdout, 'data');
  const used = microsBetween(before, cpuTimes(child.pid ?? 0));
  child.stdin.write('end');
  await once(child, 'close');
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
