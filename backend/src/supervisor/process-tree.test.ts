import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import type { ChildSpec, GroupSpec, MemberSpec } from './tree-spec.ts';

/* Real supervisors with real children, on whichever runtime runs this file. */

const treeScript = fileURLToPath(new URL('./test-processes/tree.ts', import.meta.url));
const childScript = fileURLToPath(new URL('./test-processes/child.ts', import.meta.url));
const started: ChildProcess[] = [];

afterEach(async () => {
  for (const supervisor of started.splice(0)) {
    if (supervisor.exitCode !== null || supervisor.signalCode !== null) continue;
    supervisor.kill('SIGKILL');
    await once(supervisor, 'close');
  }
});

const child = (id: string, behaviour = 'good', more: Partial<ChildSpec> = {}): ChildSpec => ({
  type: 'child',
  id,
  entry: childScript,
  args: [id, behaviour],
  kind: 'permanent',
  readyTimeoutMs: 20_000,
  heartbeatTimeoutMs: 10_000,
  stopTimeoutMs: 10_000,
  ...more,
});

const group = (members: MemberSpec[], more: Partial<GroupSpec> = {}): GroupSpec => ({
  type: 'group',
  id: 'tree',
  members,
  strategy: 'one_for_one',
  intensity: { restartsMax: 3, periodMs: 60_000 },
  whenExhausted: 'escalate',
  ...more,
});

/** A running supervisor and everything said so far: by children on standard output, by itself in its log. */
function run(root: GroupSpec) {
  const supervisor = spawn(process.execPath, [treeScript, JSON.stringify(root)], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(supervisor);
  const said: string[] = [];
  const waiting = new Set<() => void>();
  const hear = (line: string): void => {
    said.push(line.startsWith('{') ? JSON.parse(line).sentence : line);
    for (const look of [...waiting]) look();
  };
  createInterface({ input: supervisor.stdout }).on('line', hear);
  createInterface({ input: supervisor.stderr }).on('line', hear);
  /** Resolves with the nth line that begins so, as soon as it is there. */
  const heard = (beginning: string, nth = 1): Promise<string> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = said.filter((line) => line.startsWith(beginning))[nth - 1];
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  const pidOf = async (id: string, nth = 1): Promise<number> =>
    Number((await heard(`${id} runs as `, nth)).split(' ').at(-1));
  /** Resolves once nobody holds the standard output any more: supervisor and children are all gone. */
  const allGone = once(supervisor, 'close').then(([code, signal]) => ({ code, signal }));
  return { supervisor, said, heard, pidOf, allGone };
}

test('a killed child is ready again within a second, and hears how often it was restarted', async () => {
  const { supervisor, heard, pidOf, allGone } = run(group([child('server')]));
  const first = await pidOf('server');
  await heard('server is ready.');
  const killedAt = performance.now();
  process.kill(first, 'SIGKILL');
  await heard('server is ready.', 2);
  expect(performance.now() - killedAt).toBeLessThan(1_000);
  expect(await pidOf('server', 2)).not.toBe(first);
  await heard('server hears {"restarts":{"server":1},"off":[]}');
  supervisor.kill('SIGTERM');
  expect(await allGone).toEqual({ code: 0, signal: null });
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s drains the children in reverse order, and the code is 0',
  async (signal) => {
    const { supervisor, said, heard, allGone } = run(group([child('first'), child('second')]));
    await heard('second is ready.');
    supervisor.kill(signal);
    supervisor.kill(signal);
    expect(await allGone).toEqual({ code: 0, signal: null });
    expect(said.filter((line) => line.includes('drains'))).toEqual([
      'second drains because the supervisor asked',
      'first drains because the supervisor asked',
    ]);
  },
);

test('a Ctrl-C that reaches the whole process group still stops children in order', async () => {
  const { supervisor, said, heard, pidOf, allGone } = run(group([child('first'), child('second')]));
  await heard('second is ready.');
  process.kill(await pidOf('first'), 'SIGINT');
  process.kill(await pidOf('second'), 'SIGINT');
  supervisor.kill('SIGINT');
  expect(await allGone).toEqual({ code: 0, signal: null });
  expect(said.filter((line) => line.includes('drains')).at(0)).toBe(
    'second drains because the supervisor asked',
  );
});

test('a child that never finishes draining is killed after its time', async () => {
  const { supervisor, heard, allGone } = run(
    group([child('server', 'never drains', { stopTimeoutMs: 600 })]),
  );
  await heard('server is ready.');
  supervisor.kill('SIGTERM');
  await heard('server took too long to stop and is killed.');
  expect(await allGone).toEqual({ code: 0, signal: null });
});

test.each(['good', 'never drains'])(
  'SIGKILL of the supervisor leaves no orphan (a child that is %s)',
  async (behaviour) => {
    const { supervisor, heard, allGone } = run(group([child('server', behaviour)]));
    await heard('server is ready.');
    const killedAt = performance.now();
    supervisor.kill('SIGKILL');
    expect(await allGone).toEqual({ code: null, signal: 'SIGKILL' });
    expect(performance.now() - killedAt).toBeLessThan(4_000);
    await heard('server drains because the supervisor died');
  },
);

test('a child whose event loop hangs is killed and started again', async () => {
  const { heard, pidOf } = run(group([child('server', 'hangs', { heartbeatTimeoutMs: 1_500 })]));
  const first = await pidOf('server');
  await heard('server shows no sign of life and is killed.');
  expect(await pidOf('server', 2)).not.toBe(first);
});

test('a child that exits with 78 while starting ends everything with 78 and is not started again', async () => {
  const { said, allGone } = run(group([child('first'), child('second', 'cannot start')]));
  expect(await allGone).toEqual({ code: 78, signal: null });
  expect(said.filter((line) => line === 'second says why it cannot start')).toHaveLength(1);
  expect(said).toContain('first drains because the supervisor asked');
});

test('a script that does not exist ends the start with code 1', async () => {
  const { heard, allGone } = run(group([child('server', 'good', { entry: '/nowhere/server.ts' })]));
  expect(await allGone).toEqual({ code: 1, signal: null });
  await heard('server does not start.');
});

test('a part that keeps crashing is switched off while the server goes on, and the server hears of it', async () => {
  const media: GroupSpec = { ...group([child('images', 'crashes')]), id: 'media', whenExhausted: 'degrade' };
  const { supervisor, said, heard, allGone } = run(group([child('server'), media]));
  await heard('media is switched off; everything else goes on.');
  await heard('server hears {"restarts":{"server":0,"images":4},"off":["media"]}');
  supervisor.kill('SIGTERM');
  expect(await allGone).toEqual({ code: 0, signal: null });
  expect(said.filter((line) => line.startsWith('server runs'))).toHaveLength(1);
});

test('a child above its memory limit is drained and started afresh', async () => {
  const { heard, pidOf } = run(group([child('server', 'good', { memoryBytesMax: 1_000 })]));
  const first = await pidOf('server');
  await heard('server drains because the supervisor asked');
  expect(await pidOf('server', 2)).not.toBe(first);
});

test('a child without a supervisor drains on a signal and exits with 0', async () => {
  const alone = spawn(process.execPath, [childScript, 'server'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(alone);
  const lines: string[] = [];
  const output = createInterface({ input: alone.stdout }).on('line', (line) => lines.push(line));
  await once(output, 'line');
  alone.kill('SIGTERM');
  expect(await once(alone, 'close')).toEqual([0, null]);
  expect(lines.at(-1)).toBe('server drains because SIGTERM');
});
