// A disk that fills up under load: a small tmpfs that only the server sees, filled and emptied from outside.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addresses } from '@sup/protocol';
import { registerAll, startServer } from '@sup/testkit';
import { seededClock } from '@sup/testkit/fake-clock';
import { History } from '@sup/testkit/history';
import { checkHistory } from '@sup/testkit/history-checker';
import { shortOrLong } from '@sup/testkit/scale';
import { expect, test, vi } from 'vitest';
import { reportFault } from './fault-report.ts';
import { LoadClient } from './load-client.ts';
import { logsOnDisk } from './logs-on-disk.ts';

const fillings = shortOrLong(2, 10);
const diskBytes = 24 * 1_024 * 1_024;
const patience = { timeout: 60_000, interval: 20 };

/** By its place, because it is the machine's and no dependency of ours. */
const unshare = '/usr/bin/unshare';
/** Where mount namespaces are not allowed there is no small disk to be had. */
const canMount = spawnSync(unshare, ['-rm', 'true']).status === 0;

/** Runs a command with a small disk of its own at a directory. */
const onSmallDisk = (directory: string) => [
  ...[unshare, '-rm', 'sh', '-c'],
  `mount -t tmpfs -o size=${diskBytes} tmpfs ${directory} && exec "$0" "$@"`,
];

test.skipIf(!canMount)(
  'R23: with the disk full sends are refused as retryable, reads go on, and with room again it recovers by itself',
  async () => {
    const startedAt = performance.now();
    const directory = mkdtempSync(join(tmpdir(), 'sup-disk-'));
    const disk = join(directory, 'disk');
    mkdirSync(disk);
    const random = seededClock();
    const below = (max: number) => (random.random(1)[0] ?? 0) % max;
    await using server = await startServer({
      wrapper: onSmallDisk(disk),
      dataDir: join(disk, 'data'),
      settings: { SUP_RATE_LIMITS: 'off' },
    });
    const { pid } = server;
    const seenByServer = `/proc/${pid}/root${disk}`;
    const filler = join(seenByServer, 'filler');
    const [ann, bob] = await registerAll(server, ['ann', 'bob']);
    const room = await ann.direct(bob);
    const history = new History();
    const common = { place: server, reads: [room], writes: [room], history, below, pauseMs: 2 };
    const clients = [ann, bob].map((person) => new LoadClient({ ...common, person }));
    const refused = () => clients.map((client) => client.refusals.get('store-full') ?? 0);

    for (let filling = 0; filling < fillings; filling += 1) {
      const [acked, before] = [history.acked, refused()];
      await vi.waitFor(() => expect(history.acked).toBeGreaterThan(acked + 100), patience);
      fill(filler);
      await vi.waitFor(() => {
        for (const [at, count] of refused().entries()) expect(count).toBeGreaterThan((before[at] ?? 0) + 3);
      }, patience);

      const page = await bob.must<{ items: unknown[]; head: number }>(addresses.messages.page, {
        params: { room },
      });
      expect(page.items.length).toBeGreaterThan(0);
      const { entries } = await bob.must<{ entries: unknown[] }>(addresses.messages.sync, {
        params: { room },
        query: { from: String(page.head - 50) },
      });
      expect(entries.length).toBeGreaterThanOrEqual(50);
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200);

      rmSync(filler);
      const ackedWhenFull = history.acked;
      await vi.waitFor(() => expect(history.acked).toBeGreaterThan(ackedWhenFull + 100), patience);
    }
    await Promise.all(clients.map((client) => client.finishSends()));
    for (const client of clients) await client.finishReads();
    // It is still the same process: nothing was restarted to recover. Its disk ends with it, so what is on it is copied.
    expect(server.pid).toBe(pid);
    const copy = join(directory, 'copy');
    cpSync(join(seenByServer, 'data', 'sup.db'), join(copy, 'sup.db'));
    cpSync(join(seenByServer, 'data', 'sup.db-wal'), join(copy, 'sup.db-wal'));
    const logs = await logsOnDisk(copy, [room]);
    expect(checkHistory(history, logs)).toEqual([]);
    reportFault('A disk that fills up under load', {
      fillings,
      seed: random.seed,
      'messages begun': history.sends.size,
      'messages acknowledged': history.acked,
      'refused as store-full': refused().reduce((sum, count) => sum + count, 0),
      'entries in the log': logs.get(room)?.length ?? 0,
      violations: 0,
      duration: `${Math.round((performance.now() - startedAt) / 1_000)} s`,
    });
    expect(await server.terminate()).toBe(0);
    rmSync(directory, { recursive: true });
  },
);

/** Writes zeros until there is no room for one more page. */
function fill(file: string): void {
  const page = Buffer.alloc(4_096);
  const flag = { flag: 'a' } as const;
  try {
    for (;;) writeFileSync(file, page, flag);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}
