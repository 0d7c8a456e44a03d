// User-space memory as the kernel counts it. Proportional shares, so that pages which several processes of a tree share
// count once, and the memory of sockets inside the kernel does not count.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { processTree } from './cpu.ts';

/** A collection may free what only the next one sees to be free. */
const collections = 3;
const collectionMs = 1_000;

/** Bytes of user-space memory of a process and of its descendants. */
export function memoryBytes(pid: number): number {
  return processTree(pid).reduce((sum, member) => sum + proportionalBytes(member), 0);
}

/** Bytes of memory in use: what is left once each process of the tree, all started to do so on SIGUSR2, has collected. */
export async function collectedBytes(pid: number): Promise<number> {
  for (let time = 0; time < collections; time += 1) {
    for (const member of processTree(pid)) process.kill(member, 'SIGUSR2');
    await sleep(collectionMs);
  }
  return memoryBytes(pid);
}

function proportionalBytes(pid: number): number {
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
  if (kilobytes === undefined) throw new Error(`the kernel does not tell the memory of process ${pid}`);
  return Number(kilobytes) * 1_024;
}
