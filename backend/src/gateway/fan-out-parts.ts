import type { UserId } from '@sup/protocol';
import type { Bus } from '../bus/bus.ts';
import type { Clock } from '../clock.ts';
import type { Cursors } from '../services/cursors/index.ts';
import type { RoomLog } from '../services/log/index.ts';
import type { RoomIndex, Rooms } from '../services/rooms/index.ts';
import type { Telemetry } from '../telemetry/index.ts';
import type { Connection } from './connection.ts';
import type { Ready } from './listener.ts';
import type { Turn } from './turn.ts';

/** What fan-out is built of. */
export interface FanOutParts {
  readonly bus: Bus;
  /** The truth, where the bus has lost something. */
  readonly log: Pick<RoomLog, 'read' | 'heads'>;
  readonly rooms: Pick<Rooms, 'following' | 'reader'>;
  readonly index: Pick<RoomIndex, 'room' | 'membersOfRoles'>;
  readonly cursors: Pick<Cursors, 'hides'>;
  readonly clock: Clock;
  readonly turn: Pick<Turn, 'flushLater'>;
  readonly telemetry: Telemetry;
  /** The cheapest form of a text that goes to many sockets. */
  ready(text: string): Ready;
  /** Whom this person may watch, or who may watch them, may have changed. */
  rightsChanged(user: UserId, connections: readonly Connection[]): void;
}
