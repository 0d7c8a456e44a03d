import type { Epoch } from '@sup/protocol';
import { makeId } from '@sup/protocol/wire';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import type { Clock } from '../../clock.ts';
import { StartRefused } from '../../start-refused.ts';
import { migrate } from '../sql/migrate.ts';
import { postgresDialect as dialect } from '../sql/rooms/dialect.ts';
import { roomPorts } from '../sql/rooms/room-ports.ts';
import type { Schema } from '../sql/schema.ts';
import type { SqlStore } from '../sql/sql-store.ts';
import { compareTextsBytewise } from './bytewise-texts.ts';
import { GroupWriter } from './group-writer.ts';
import { mustBeDurable } from './must-be-durable.ts';
import { NamedWrites } from './named-writes.ts';
import { OnlyServer } from './only-server.ts';
import { postgresFailure } from './postgres-error.ts';
import { postgresReads } from './postgres-reads.ts';
import { Sessions, sessionConfig } from './sessions.ts';
import type { StoreTelemetry } from './store-telemetry.ts';

/** Sessions of one server: these, one that holds the lock, and while it starts one that migrates. */
const readersMax = 10;
const writersMax = 6;

export interface PostgresParts {
  readonly url: string;
  /** Whether it may run where a crash loses what was acknowledged. */
  readonly allowsLoss: boolean;
  readonly clock: Clock;
  readonly telemetry: StoreTelemetry;
  /** Must end the process: another server has the database. */
  readonly crash: (error: Error) => void;
}

/** Opens the store on PostgreSQL. Throws StartRefused with a sentence for whoever runs the server. */
export async function openPostgres(parts: PostgresParts) {
  const { url, clock, telemetry } = parts;
  const { log } = telemetry;
  const only = new OnlyServer({ ...parts, log });
  try {
    await only.claim();
    const epoch = await prepare(parts);
    const readers = new Sessions({ url, max: readersMax, log });
    const writers = new Sessions({ url, max: writersMax, log });
    const appends = new GroupWriter({ sessions: writers, clock, telemetry });
    const { write } = new NamedWrites({ sessions: writers, clock, telemetry });
    const sql: SqlStore = { read: readers.kysely(), write };
    const ports = roomPorts({
      reads: postgresReads(readers),
      dialect,
      sql,
      append: (room, head, entries) => appends.append({ room, head, entries }),
    });
    const closeAll = async () => {
      await appends.close();
      await Promise.all([readers.close(), writers.close()]);
      await only.release();
    };
    let closed: Promise<void> | undefined;
    return {
      sql,
      ...ports,
      epoch,
      close(): Promise<void> {
        closed ??= closeAll();
        return closed;
      },
    };
  } catch (error) {
    await only.release();
    throw startError(error);
  }
}

/** Brings the database to this version; answers what identifies its data. */
async function prepare({ url, allowsLoss, clock, telemetry: { log } }: PostgresParts): Promise<Epoch> {
  const db = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: new Pool({ ...sessionConfig(url), max: 1 }) }),
  });
  try {
    await mustBeDurable(db, { allowsLoss, log });
    await migrate(db);
    await compareTextsBytewise(db);
    const fresh = makeId<'Epoch'>(clock.now(), clock.random(10));
    const kept = db.insertInto('meta').values({ key: 'epoch', value: fresh });
    await kept.onConflict((conflict) => conflict.doNothing()).execute();
    const { value } = await db
      .selectFrom('meta')
      .select('value')
      .where('key', '=', 'epoch')
      .executeTakeFirstOrThrow();
    return value as Epoch;
  } finally {
    await db.destroy();
  }
}

function startError(error: unknown): unknown {
  const sentence = sentenceOf(error);
  return sentence === undefined ? error : new StartRefused(sentence, { cause: error });
}

function sentenceOf(error: unknown): string | undefined {
  switch (postgresFailure(error)) {
    case 'silent':
      return 'PostgreSQL does not answer at the address of SUP_POSTGRES_URL: start it, or correct the address.';
    case 'unwilling':
      return 'PostgreSQL takes no work just now (it starts, stops, has too many sessions, or is read-only): see its log.';
    case 'full':
      return 'The disk of PostgreSQL is full: make room for it.';
    case 'refused':
      return 'PostgreSQL does not let Sup in: check user, password and database of SUP_POSTGRES_URL.';
    default:
      return undefined;
  }
}
