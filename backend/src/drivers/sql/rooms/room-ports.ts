import type { RoomLog } from '../../../services/log/room-log.ts';
import type { SqlStore } from '../sql-store.ts';
import type { Dialect } from './dialect.ts';
import { SqlExpiry } from './expiry.ts';
import { SqlHistory } from './history.ts';
import { SqlKeptIndex } from './kept-index.ts';
import { SqlRoomIndex } from './room-index.ts';
import { SqlRoomLog } from './room-log.ts';
import { SqlSpaceIndex } from './space-index.ts';
import type { Reads } from './steps.ts';
import { SqlThreadIndex } from './thread-index.ts';

interface RoomPortsParts {
  readonly reads: Reads;
  readonly dialect: Dialect;
  readonly sql: SqlStore;
  readonly append: RoomLog['append'];
}

/** All that services know of rooms, on one database. */
export function roomPorts(parts: RoomPortsParts) {
  const { reads, dialect } = parts;
  const history = new SqlHistory(reads, dialect);
  return {
    roomLog: new SqlRoomLog(parts),
    history,
    keptIndex: new SqlKeptIndex({ ...parts, history }),
    threadIndex: new SqlThreadIndex({ ...parts, history }),
    roomIndex: new SqlRoomIndex(reads, dialect),
    spaceIndex: new SqlSpaceIndex(reads, dialect),
    expiry: new SqlExpiry(parts),
  };
}
