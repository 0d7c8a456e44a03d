import type { Clock } from '../../../clock.ts';
import type { Telemetry } from '../../../telemetry/telemetry.ts';
import type { Log, RoomLog } from '../../log/index.ts';
import type { Rooms } from '../../rooms/rooms.ts';
import type { ThreadsOfMessages } from '../../threads/threads.ts';
import type { History } from '../history.ts';
import type { MoveStore } from './move-store.ts';

/** What moves is built of. */
export interface MovesParts {
  readonly log: Pick<Log, 'propose'>;
  readonly roomLog: Pick<RoomLog, 'read' | 'findSend'>;
  readonly history: Pick<History, 'messages' | 'page' | 'formerPlace' | 'reactors'>;
  readonly rooms: Pick<Rooms, 'reading'>;
  readonly moves: MoveStore;
  readonly threads: Pick<ThreadsOfMessages, 'grown'>;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'log'>;
}
