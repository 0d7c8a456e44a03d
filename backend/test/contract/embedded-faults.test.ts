// What only the embedded engine promises: one process, one file, and what happens when the disk or the process gives up.
import { execFileSync, spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type RoomId, wholeSight } from '@sup/protocol';
import { FakeClock } from '@sup/testkit/fake-clock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { StartRefused } from '../../src/start-refused.ts';
import { openEngine } from './open-embedded-store.ts';
import { messageOf, people, RoomScribe } from './room-scribe.ts';

declare const Bun: { gc(force: boolean): void };

const { ann, bob } = people();
let parent: string;
let dataDir: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'sup-faults-'));
  dataDir = join(parent, 'data');
});
afterEach(() => rmSync(parent, { recursive: true }));

const filesWith = (text: string) =>
  readdirSync(dataDir).filter((file) => readFileSync(join(dataDir, file)).includes(text));

/** Starts a process that appends until it is killed; `shell` may set limits before it becomes that process. */
async function startAppender(shell = 'exec "$0" "$@"') {
  const program = new URL('./append-until-killed.ts', import.meta.url).pathname;
  const run = ['-c', shell, process.execPath, program, dataDir];
  const child = spawn('bash', run, { stdio: ['ignore', 'pipe', 'ignore'] });
  const exit = new Promise<number | null>((resolve) => child.once('close', resolve));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value: room } = (await lines.next()) as { value: RoomId };
  return {
    room,
    /** The code with which the process ended; null if it was killed. */
    exit,
    /** Reads acks, kills the process after `count` of them, and answers the last that it had said. */
    async killAfter(count: number): Promise<number> {
      let last = 0;
      let acks = 0;
      for (let line = await lines.next(); !line.done; line = await lines.next()) {
        last = Number(line.value);
        acks += 1;
        if (acks === count) child.kill('SIGKILL');
      }
      return last;
    },
  };
}

async function collectGarbage(): Promise<void> {
  const collect = 'Bun' in globalThis ? () => Bun.gc(true) : nodeCollector();
  for (let round = 0; round < 10; round += 1) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function nodeCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc');
}

describe('the data directory', () => {
  test('is for its owner only', async () => {
    const engine = await openEngine(dataDir);
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    await engine.close();
  });

  test('a second start is refused while a server runs on it, in this process or another, and not after that', async () => {
    const appender = await startAppender();
    await expect(openEngine(dataDir)).rejects.toThrow(StartRefused);
    await expect(openEngine(dataDir)).rejects.toThrow(/Another server is running on the data directory/);
    await appender.killAfter(1);
    const engine = await openEngine(dataDir);
    await expect(openEngine(dataDir)).rejects.toThrow(/Another server is running/);
    await engine.close();
    await (await openEngine(dataDir)).close();
  });

  test('the lock holds while the server runs, also when nobody holds what opened it', async () => {
    // Only a port is kept, as a server might; whoever could close the engine is garbage.
    const heads = (await openEngine(dataDir)).roomLog;
    await collectGarbage();
    await expect(openEngine(dataDir)).rejects.toThrow(/Another server is running/);
    expect(await heads.heads([])).toEqual(new Map());
  });

  test('data of a newer version is refused and left as it is', async () => {
    const engine = await openEngine(dataDir);
    await engine.close();
    const db = new DatabaseSync(join(dataDir, 'sup.db'));
    db.exec(
      `insert into migrations (name, timestamp) values ('9999-from-the-future', '2030-01-01T00:00:00.000Z')`,
    );
    db.close();
    await expect(openEngine(dataDir)).rejects.toThrow(/written by a newer version of Sup/);
    await expect(openEngine(dataDir)).rejects.toThrow(StartRefused);
  });

  test('a damaged database is refused with a sentence', async () => {
    const engine = await openEngine(dataDir);
    await engine.close();
    writeFileSync(join(dataDir, 'sup.db'), 'not a database at all '.repeat(500));
    await expect(openEngine(dataDir)).rejects.toThrow(/damaged or is not a database/);
    await expect(openEngine(dataDir)).rejects.toThrow(StartRefused);
  });

  test('a directory that cannot be made is refused with a sentence', async () => {
    writeFileSync(dataDir, 'a file where the directory should be');
    await expect(openEngine(dataDir)).rejects.toThrow(StartRefused);
    await expect(openEngine(join(dataDir, 'deeper'))).rejects.toThrow(/cannot be made/);
  });
});

describe('a killed server', () => {
  test('R22: keeps every acknowledged entry, and its log is dense', async () => {
    const appender = await startAppender();
    const acked = await appender.killAfter(500);
    expect(acked).toBeGreaterThan(500);
    const engine = await openEngine(dataDir);
    const { head } = (await engine.roomLog.load(appender.room))!.state;
    // The one in flight may be there or not.
    expect([acked, acked + 1]).toContain(head);
    const stored = await engine.roomLog.read(appender.room, 0, head + 1);
    expect(stored.map(({ entry }) => entry.seq)).toEqual(Array.from({ length: head }, (_, at) => at + 1));
    const bodies = stored.flatMap(({ entry }) => (entry.kind === 'message' ? [entry.body] : []));
    expect(bodies).toEqual(Array.from({ length: head - 3 }, (_, at) => `message ${at + 4}`));
    expect(
      (
        await engine.history.page(
          appender.room,
          { ...wholeSight, role: 'owner', joinedSeq: 2, user: ann },
          { limit: 1 },
        )
      ).items[0]?.seq,
    ).toBe(head);
    await engine.close();
  });
});

describe('a failing disk', () => {
  test('I7: ends the process at the first write that fails, and what was acknowledged is there', async () => {
    // A file may not grow beyond 2 MB: that write fails with an error that is neither "full" nor "busy".
    const appender = await startAppender('trap "" XFSZ; ulimit -f 2000; exec "$0" "$@"');
    const acked = await appender.killAfter(Number.POSITIVE_INFINITY);
    expect(acked).toBeGreaterThan(10);
    expect(await appender.exit).toBeGreaterThan(0);
    const engine = await openEngine(dataDir);
    const { head } = (await engine.roomLog.load(appender.room))!.state;
    expect([acked, acked + 1]).toContain(head);
    await engine.close();
  });

  test('a lock from outside refuses writes as retryable, until it is gone', async () => {
    const engine = await openEngine(dataDir);
    const scribe = new RoomScribe(engine.roomLog);
    const outside = new DatabaseSync(join(dataDir, 'sup.db'));
    outside.exec('begin immediate');
    const created = [scribe.create(ann), scribe.join(ann, { role: 'owner' })];
    await expect(scribe.write(...created)).rejects.toMatchObject({ code: 'store-unavailable' });
    outside.exec('rollback');
    outside.close();
    expect(await scribe.write(...created)).toBe('appended');
    await engine.close();
  });
});

describe('a blanked body', () => {
  test('R27: no file holds it any more within a second of the deletion or edit', async () => {
    const clock = new FakeClock();
    const engine = await openEngine(dataDir, clock);
    /** Lets all but a second pass; what is done then was begun within it. */
    const isGone = async (text: string) => {
      await clock.advance(999);
      await vi.waitFor(() => expect(filesWith(text)).toEqual([]), { timeout: 20_000, interval: 20 });
    };
    const scribe = new RoomScribe(engine.roomLog);
    await scribe.open([ann, bob]);
    const secret = (name: string) => `secret-${name}-${'s'.repeat(40)}`;
    // Long enough to lie on pages of its own, and one that shares its page with others.
    const long = scribe.say(ann, secret('long').repeat(300));
    const short = scribe.say(ann, secret('short'));
    const kept = scribe.say(ann, secret('kept'));
    await scribe.write(long, short, kept);
    for (let count = 0; count < 300; count += 1) await scribe.tell(bob, `in between ${count}`);
    await scribe.write(scribe.edit(ann, messageOf(short), { body: secret('edited') }));
    expect(filesWith(secret('long'))).not.toEqual([]);
    await scribe.write(scribe.delete(ann, messageOf(long)));
    await isGone('secret-long');
    expect(filesWith('secret-short')).toEqual([]);
    expect(filesWith('secret-edited')).not.toEqual([]);
    await scribe.write(scribe.delete(ann, messageOf(short)));
    await isGone('secret-edited');
    expect(filesWith('secret-kept')).not.toEqual([]);
    await engine.close();
  });
});

describe('a full disk', () => {
  /** Mounts a small file system, if this machine lets us. */
  function mountSmall(size = '4m'): boolean {
    mkdirSync(dataDir, { mode: 0o700 });
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=700`, 'tmpfs', dataDir], {
        stdio: 'ignore',
      });
      return true;
    } catch {
      return false;
    }
  }
  const refusalOf = async (...writes: Promise<unknown>[]) =>
    (await Promise.allSettled(writes)).map((one) => one.status === 'rejected' && one.reason.code);
  const filler = () => join(dataDir, 'filler');
  const fill = () => {
    const { bavail, bsize } = statfsSync(dataDir);
    writeFileSync(filler(), Buffer.alloc(bavail * bsize));
  };

  test('refuses writes as retryable, loses none that was acknowledged, and takes writes again when there is room', async (context) => {
    if (!mountSmall()) return context.skip('mounting a small file system needs root');
    try {
      const engine = await openEngine(dataDir);
      const scribe = new RoomScribe(engine.roomLog);
      await scribe.open([ann, bob]);
      const acked = await scribe.tell(ann, 'before');
      fill();
      const big = scribe.say(ann, 'x'.repeat(60_000));
      expect(await refusalOf(scribe.write(big), scribe.write(big))).toEqual(['store-full', 'store-full']);
      expect(await engine.roomLog.heads([scribe.room])).toEqual(new Map([[scribe.room, acked.seq]]));
      truncateSync(filler(), 0);
      expect(await scribe.write(big)).toBe('appended');
      await engine.close();

      fill();
      const again = await openEngine(dataDir).then(
        (opened) => opened,
        (error: unknown) => error,
      );
      if (again instanceof Error) expect(again).toBeInstanceOf(StartRefused);
      truncateSync(filler(), 0);
      const last = again instanceof Error ? await openEngine(dataDir) : (again as typeof engine);
      expect(await last.roomLog.heads([scribe.room])).toEqual(new Map([[scribe.room, big.entry.seq]]));
      await last.close();
    } finally {
      execFileSync('umount', ['-l', dataDir]);
    }
  });

  test('is not made by the write-ahead log: single messages without end fit on a small one', async (context) => {
    if (!mountSmall('16m')) return context.skip('mounting a small file system needs root');
    try {
      const engine = await openEngine(dataDir);
      const scribe = new RoomScribe(engine.roomLog);
      await scribe.open([ann, bob]);
      for (let count = 0; count < 1_000; count += 1) await scribe.tell(ann, 'one commit each');
      await engine.close();
    } finally {
      execFileSync('umount', ['-l', dataDir]);
    }
  });

  test('a first start on it is refused with a sentence', async (context) => {
    if (!mountSmall()) return context.skip('mounting a small file system needs root');
    try {
      fill();
      await expect(openEngine(dataDir)).rejects.toThrow(StartRefused);
    } finally {
      execFileSync('umount', ['-l', dataDir]);
    }
  });
});
