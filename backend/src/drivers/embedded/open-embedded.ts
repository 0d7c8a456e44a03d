import { DatabaseSync } from 'node:sqlite';
import { type Epoch, makeId } from '@sup/protocol';
import type { Clock } from '../../clock.ts';
import type { SqlStore } from '../sql/sql-store.ts';
import { claimDataDirectory } from './data-directory.ts';
import { embeddedSqlStore } from './embedded-sql-store.ts';
import { openKysely } from './open-kysely.ts';
import { type StoreTelemetry, startWriter } from './writer.ts';

export interface EmbeddedParts {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly telemetry: StoreTelemetry;
  /** Must end the process: after a failed commit only a fresh start knows what is on disk. */
  readonly crash: (error: Error) => void;
}

export interface Embedded {
  readonly sql: SqlStore;
  /** The identity of this data. */
  readonly epoch: Epoch;
  close(): Promise<void>;
}

/** Opens the embedded engine on a data directory. Throws StartRefused with a sentence for whoever runs the server. */
export async function openEmbedded({ dataDir, clock, telemetry, crash }: EmbeddedParts): Promise<Embedded> {
  const directory = claimDataDirectory(dataDir);
  try {
    const { databaseFile } = directory;
    const freshEpoch = makeId<'Epoch'>(clock.now(), clock.random(10));
    const { writer, epoch } = await startWriter({ databaseFile, freshEpoch, clock, telemetry, crash });
    const reads = new DatabaseSync(databaseFile, { readOnly: true });
    return {
      sql: embeddedSqlStore(openKysely(reads), writer),
      epoch: epoch as Epoch,
      async close() {
        await writer.close();
        reads.close();
        directory.release();
      },
    };
  } catch (error) {
    directory.release();
    throw error;
  }
}
