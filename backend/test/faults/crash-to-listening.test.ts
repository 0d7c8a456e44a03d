// What a crash costs people: the time from the death of the server until it listens again, under its supervisor.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ownRuntime, startServer } from '@sup/testkit';
import { shortOrLong } from '@sup/testkit/scale';
import { expect, test } from 'vitest';
import { reportFault, spreadOf } from './fault-report.ts';

const crashes = shortOrLong(5, 25);
const root = fileURLToPath(new URL('../../../', import.meta.url));
const runtime = join(root, 'node_modules/.bin', ownRuntime);
/** What people are promised on a machine that has time for them. */
const promisedMs = 1_000;
/** On a busy machine nobody can be quicker than a start by hand; the supervisor may add little to that. */
const startsAllowed = 1.5;

test('a server that is killed listens again within a second, or as soon as this machine starts one', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'sup-crash-'));
  const otherDir = mkdtempSync(join(tmpdir(), 'sup-start-'));
  const port = await freePort();
  try {
    const downMs: number[] = [];
    const startMs: number[] = [];
    for (let crash = 0; crash < crashes; crash += 1) {
      startMs.push(await timeOfStart(otherDir));
      downMs.push(await timeOfCrash(port, dataDir));
    }
    reportFault('From crash to listening again', {
      crashes,
      'crash to listening': spreadOf(downMs),
      'a start by hand': spreadOf(startMs),
    });
    expect(medianOf(downMs)).toBeLessThan(Math.max(promisedMs, startsAllowed * medianOf(startMs)));
  } finally {
    for (const directory of [dataDir, otherDir]) rmSync(directory, { recursive: true });
  }
});

/** How long a killed server is away. A supervisor of its own for each, because one waits longer after each crash of an unsteady server. */
async function timeOfCrash(port: number, dataDir: string): Promise<number> {
  const supervisor = startSupervisor(port, dataDir);
  try {
    const lines = createInterface({ input: supervisor.stdout })[Symbol.asyncIterator]();
    await untilReady(lines);
    expect(await isListening(port)).toBe(true);
    const server = childOf(supervisor);
    const killedAt = performance.now();
    process.kill(server, 'SIGKILL');
    await untilReady(lines);
    const downMs = performance.now() - killedAt;
    expect(await isListening(port)).toBe(true);
    expect(childOf(supervisor)).not.toBe(server);
    return downMs;
  } finally {
    const ended = once(supervisor, 'exit');
    supervisor.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
  }
}

function startSupervisor(port: number, dataDir: string) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('SUP_'));
  return spawn(runtime, [join(root, 'backend/src/supervisor/main.ts')], {
    cwd: root,
    env: {
      ...Object.fromEntries(inherited),
      SUP_PORT: String(port),
      SUP_DATA_DIR: dataDir,
      SUP_LOG_LEVEL: 'error',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** The one process that a process has started. */
function childOf({ pid }: ChildProcess): number {
  const [child] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  if (!child) throw new Error('the supervisor has no child');
  return Number(child);
}

/** Resolves once a server says that it listens. */
async function untilReady(lines: AsyncIterator<string>): Promise<void> {
  for (let line = await lines.next(); !line.done; line = await lines.next())
    if (line.value.startsWith('Sup is ready on ')) return;
  throw new Error('the supervisor ended');
}

async function isListening(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/healthz`, { headers: { connection: 'close' } })).ok;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has a port');
  return address.port;
}

/** How long a server takes to start on data that is there. */
async function timeOfStart(dataDir: string): Promise<number> {
  const startedAt = performance.now();
  await using server = await startServer({ dataDir });
  expect(server.url).not.toBe('');
  return performance.now() - startedAt;
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;
}
