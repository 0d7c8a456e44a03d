import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Epoch, type RoomId, SupError } from '@sup/protocol';
import { FakeClock } from '@sup/testkit/fake-clock';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createTelemetry } from '../../telemetry/index.ts';
import { claimDataDirectory } from './data-directory.ts';
import { type StoreTelemetry, startWriter, type Writer } from './writer.ts';

let directory: string;
let commits: { entries: number }[];
let refusals: string[];
let limitsReached: string[];
const crash = vi.fn<(error: Error) => void>();
let writer: Writer;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'sup-writer-'));
  [commits, refusals, limitsReached] = [[], [], []];
  crash.mockReset();
  const clock = new FakeClock();
  const telemetry: StoreTelemetry = {
    ...createTelemetry({ clock, level: 'silent', part: 'test' }).telemetry,
    committed: (commit) => commits.push(commit),
    writeRefused: (reason) => refusals.push(reason),
    queueLimitReached: (queue) => limitsReached.push(queue),
  };
  ({ writer } = await startWriter({
    directory: claimDataDirectory(directory),
    freshEpoch: 'first',
    clock,
    telemetry,
    crash,
  }));
});
afterEach(async () => {
  await writer.close();
  rmSync(directory, { recursive: true });
});

const changeEpoch = (epoch: string) =>
  writer.operate({ name: 'epoch.change', args: { epoch: epoch as Epoch } });

test('what waits while a commit is in flight goes into the next one', async () => {
  const first = changeEpoch('a');
  // The first group leaves at the end of this turn; the others find it in flight.
  await Promise.resolve();
  await Promise.all([first, ...Array.from({ length: 100 }, (_, at) => changeEpoch(`later ${at}`))]);
  expect(commits).toHaveLength(2);
});

test('a write that fails is undone alone, and says why', async () => {
  const bad = writer.operate({ name: 'no.such.operation', args: {} });
  const empty = writer.append({ room: 'room' as RoomId, head: 0, entries: [] });
  const [unknown, malformed, good] = await Promise.allSettled([bad, empty, changeEpoch('good')]);
  expect(unknown).toMatchObject({
    status: 'rejected',
    reason: { message: /no operation no.such.operation/ },
  });
  expect(malformed).toMatchObject({ status: 'rejected', reason: { message: /must create it/ } });
  expect(good.status).toBe('fulfilled');
  expect(crash).not.toHaveBeenCalled();
});

test('arguments that cannot cross to the thread are refused, and the writer goes on', async () => {
  await expect(writer.operate({ name: 'epoch.change', args: { epoch: () => 'x' } })).rejects.toThrow(
    /cannot be sent/,
  );
  await changeEpoch('after');
});

test('I5: beyond 20,000 waiting writes more are refused as retryable, and counted', async () => {
  const writes = Array.from({ length: 20_003 }, (_, at) => changeEpoch(String(at)));
  const settled = await Promise.allSettled(writes);
  const refused = settled.filter((one) => one.status === 'rejected');
  expect(refused).toHaveLength(3);
  for (const { reason } of refused)
    expect(reason).toEqual(new SupError('store-unavailable', { retryAfterMs: 1_000 }));
  expect(limitsReached).toEqual(['writer', 'writer', 'writer']);
  expect(refusals).toHaveLength(3);
});

test('I5: beyond 64 MiB of waiting entries more are refused', async () => {
  const room = 'x'.repeat(1_024 * 1_024) as RoomId;
  // Malformed on purpose: what they weigh is counted before what they say.
  const writes = Array.from({ length: 70 }, () => writer.append({ room, head: 7, entries: [] }));
  const settled = await Promise.allSettled(writes);
  expect(settled.filter((one) => one.status === 'rejected').length).toBeGreaterThanOrEqual(7);
  expect(limitsReached.length).toBeGreaterThanOrEqual(7);
});

test('writes after closing are refused as retryable', async () => {
  const last = changeEpoch('last');
  await writer.close();
  await last;
  await expect(changeEpoch('late')).rejects.toMatchObject({ code: 'store-unavailable' });
});
