import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../clock.ts';
import { StartRefused } from '../../start-refused.ts';
import { migrate } from '../sql/migrate.ts';
import { busyTimeoutMs, GroupStore } from './group-store.ts';
import { openKysely } from './open-kysely.ts';
import { startError } from './start-sentence.ts';
import type { WriterStart } from './writer-messages.ts';

// Checkpoints are ours to make (group-store.ts), because SQLite's own swallow a failed fsync.
const pragmas = `
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma foreign_keys = on;
  pragma secure_delete = on;
  pragma temp_store = memory;
  pragma wal_autocheckpoint = 0;
  pragma cache_size = -65536;
  pragma busy_timeout = ${busyTimeoutMs};
`;

/** Opens the database for writing and brings it to this version. Throws StartRefused for what people can put right. */
export async function openDatabase(
  start: WriterStart,
  clock: Pick<Clock, 'monotonic'>,
): Promise<{ epoch: string; store: GroupStore }> {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(start.databaseFile);
    db.exec(pragmas);
    mustBeDurable(db);
    const kysely = openKysely(db);
    await migrate(kysely);
    const epoch = takeEpoch(db, start.freshEpoch);
    const store = new GroupStore(db, kysely, clock);
    // A process that was killed may have left a blanked body in the write-ahead log.
    store.truncate();
    return { epoch, store };
  } catch (error) {
    db?.close();
    throw startError(error, start.databaseFile);
  }
}

function mustBeDurable(db: DatabaseSync): void {
  const { journal_mode } = db.prepare('pragma journal_mode').get() as { journal_mode: string };
  if (journal_mode !== 'wal')
    throw new StartRefused('The data directory cannot hold a write-ahead log; use a local disk.');
  const { synchronous } = db.prepare('pragma synchronous').get() as { synchronous: number };
  if (synchronous !== 2)
    throw new Error(`synchronous is ${synchronous}, not 2: a commit would not be durable`);
}

function takeEpoch(db: DatabaseSync, fresh: string): string {
  db.prepare(`insert into meta (key, value) values ('epoch', ?) on conflict do nothing`).run(fresh);
  const { value } = db.prepare(`select value from meta where key = 'epoch'`).get() as { value: string };
  return value;
}
