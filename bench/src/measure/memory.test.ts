import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { collectedBytes, memoryBytes } from './memory.ts';

const mb = 2 ** 20;
const preload = fileURLToPath(new URL('../server/collect-on-signal.ts', import.meta.url));
const flags = process.versions.bun ? [`--preload=${preload}`] : ['--expose-gc', `--import=${preload}`];

/** Says when it holds 64 MB of numbers, and lets go of them when it is told to. */
const holding = `
  globalThis.held = Array.from({ length: 64 }, () => Array.from({ length: ${mb / 8} }, Math.random));
  process.stdout.write('holds');
  process.stdin.once('data', () => {
    globalThis.held = undefined;
    process.stdout.write('let go');
  });
`;

test('memory in use is told apart from memory that waits to be collected', async () => {
  const child = spawn(process.execPath, [...flags, '-e', holding], { stdio: ['pipe', 'pipe', 'inherit'] });
  const { pid = 0 } = child;
  await once(child.stdout, 'data');
  const holds = await collectedBytes(pid);
  child.stdin.write('now');
  await once(child.stdout, 'data');
  const letGo = await collectedBytes(pid);
  child.kill();
  await once(child, 'close');
  expect(holds - letGo).toBeGreaterThan(48 * mb);
  expect(holds - letGo).toBeLessThan(80 * mb);
});

test('the memory of a process is counted in bytes', () => {
  expect(memoryBytes(process.pid)).toBeGreaterThan(10 * mb);
  expect(memoryBytes(process.pid)).toBeLessThan(4_096 * mb);
});
