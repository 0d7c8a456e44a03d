import { cpuTimes, microsBetween } from '../measure/cpu.ts';
import { quantile } from '../measure/spread.ts';
import { FrameMemory } from './frame-memory.ts';
import type { FillJob, FillResult, HistoryJob, HistoryResult } from './jobs.ts';
import { SupClient, type SupClientParts } from './sup-client.ts';
import { newCmid } from './sup-room.ts';
import { textOf } from './text.ts';

const pageMessages = 50;
const warmUpReads = 100;

/** Writes messages into the room through the front door, as fast as it goes. */
export async function fill({ messages, room, atOnce, ...job }: FillJob): Promise<FillResult> {
  const client = await connected(job);
  const startedAt = performance.now();
  let sent = 0;
  const keepSending = async () => {
    while (sent < messages) {
      sent += 1;
      await client.ask('message.send', { room, cmid: newCmid(), since: 0, body: textOf(sent) });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, keepSending));
  client.close();
  return { messagesPerSecond: (messages / (performance.now() - startedAt)) * 1_000 };
}

/** Reads pages anywhere in the room, one after the other, and measures each; then as many newest pages. */
export async function history({ reads, room, ...job }: HistoryJob): Promise<HistoryResult> {
  const client = await connected(job);
  const { head } = await client.ask('room.open', { room });
  const anywhere = () => pageMessages + 1 + Math.floor(Math.random() * (head - pageMessages));
  const read = async (before?: number): Promise<number> => {
    const askedAt = performance.now();
    const input = before === undefined ? {} : { before };
    const { items } = await client.ask('room.page', { room, limit: pageMessages, ...input });
    const ms = performance.now() - askedAt;
    if (items.length !== pageMessages)
      throw new Error(`a page before ${before} has ${items.length} messages`);
    return ms;
  };
  for (let count = 0; count < warmUpReads; count += 1) await read(anywhere());
  const serverBefore = cpuTimes(job.pid);
  const loadBefore = cpuTimes(process.pid);
  const pageMs = await repeated(reads, () => read(anywhere()));
  const serverMicros = microsBetween(serverBefore, cpuTimes(job.pid));
  const loadMicros = microsBetween(loadBefore, cpuTimes(process.pid));
  const newestMs = await repeated(reads, () => read());
  client.close();
  return {
    pageP50Ms: quantile(pageMs, 0.5),
    pageP99Ms: quantile(pageMs, 0.99),
    newestPageP99Ms: quantile(newestMs, 0.99),
    serverMicrosPerPage: serverMicros / reads,
    loadMicrosPerDelivery: loadMicros / reads,
    head,
  };
}

async function repeated(times: number, read: () => Promise<number>): Promise<number[]> {
  const results: number[] = [];
  for (let count = 0; count < times; count += 1) results.push(await read());
  return results;
}

async function connected({ port, person }: Pick<SupClientParts, 'port' | 'person'>): Promise<SupClient> {
  const client = new SupClient({ port, person, memory: new FrameMemory(), entries: () => undefined });
  await client.connect();
  return client;
}
