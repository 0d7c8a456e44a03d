import { DatabaseSync } from 'node:sqlite';
import type { Epoch } from '@sup/protocol';
import { makeId } from '@sup/protocol/wire';
import type { Bus } from '../../bus/bus.ts';
import type { Clock } from '../../clock.ts';
import type { ExpiryStore } from '../../services/lifecycle/index.ts';
import type { RoomLog } from '../../services/log/room-log.ts';
import type { History } from '../../services/messaging/history.ts';
import type { KeptIndex } from '../../services/messaging/kept-index.ts';
import type { RoomIndex } from '../../services/rooms/room-index.ts';
import type { SpaceIndex } from '../../services/spaces/space-index.ts';
import type { ThreadIndex } from '../../services/threads/thread-index.ts';
import { sqliteDialect as dialect } from '../sql/rooms/dialect.ts';
import { roomPorts } from '../sql/rooms/room-ports.ts';
import type { SqlStore } from '../sql/sql-store.ts';
import { InProcessBus } from './bus.ts';
import { claimDataDirectory } from './data-directory.ts';
import { embeddedSqlStore } from './embedded-sql-store.ts';
import { openKysely } from './open-kysely.ts';
import { sqliteReads } from './sqlite-steps.ts';
import { startError } from './start-sentence.ts';
import { type StoreTelemetry, startWriter, type Writer } from './writer.ts';

export interface EmbeddedParts {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly telemetry: StoreTelemetry;
  /** Must end the process: after a failed commit only a fresh start knows what is on disk. */
  readonly crash: (error: Error) => void;
}

export interface Embedded {
  readonly sql: SqlStore;
  readonly roomLog: RoomLog;
  readonly history: History;
  readonly keptIndex: KeptIndex;
  readonly roomIndex: RoomIndex;
  readonly spaceIndex: SpaceIndex;
  readonly threadIndex: ThreadIndex;
  readonly expiry: ExpiryStore;
  readonly bus: Bus;
  /** The identity of this data. */
  readonly epoch: Epoch;
  close(): Promise<void>;
}

/** Opens the embedded engine on a data directory. Throws StartRefused with a sentence for whoever runs the server. */
export async function openEmbedded({ dataDir, clock, telemetry, crash }: EmbeddedParts): Promise<Embedded> {
  const directory = claimDataDirectory(dataDir);
  const freshEpoch = makeId<'Epoch'>(clock.now(), clock.random(10));
  // The thread makes the database and brings it to this version, so readers come after it.
  const { writer, epoch } = await startWriter({ directory, freshEpoch, clock, telemetry, crash });
  const readers = await openReaders(directory.databaseFile, writer);
  return {
    ...readers.ports,
    bus: new InProcessBus(),
    epoch: epoch as Epoch,
    async close() {
      await writer.close();
      readers.close();
    },
  };
}

async function openReaders(databaseFile: string, writer: Writer) {
  try {
    // Two, so that a transaction of one never meets a snapshot of the other.
    const sqlReads = new DatabaseSync(databaseFile, { readOnly: true });
    const roomReads = new DatabaseSync(databaseFile, { readOnly: true });
    const sql = embeddedSqlStore(openKysely(sqlReads), writer);
    const append: RoomLog['append'] = (room, head, entries) => writer.append({ room, head, entries });
    const ports = { sql, ...roomPorts({ reads: sqliteReads(roomReads), dialect, sql, append }) };
    const close = () => {
      sqlReads.close();
      roomReads.close();
    };
    return { ports, close };
  } catch (error) {
    await writer.close();
    throw startError(error, databaseFile);
  }
}
