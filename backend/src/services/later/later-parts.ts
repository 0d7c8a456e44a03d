import type { MessageId, RoomId, UserId } from '@sup/protocol';
import type { Clock } from '../../clock.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { Messaging } from '../messaging/messaging.ts';
import type { OwnStream, OwnStreamStore } from '../own-stream/own-stream.ts';
import type { RoomIndex } from '../rooms/room-index.ts';
import type { ReminderStore } from './reminder-store.ts';
import type { ScheduleStore } from './schedule-store.ts';

/** What later is built of. */
export interface LaterParts {
  readonly store: ScheduleStore;
  readonly reminders: ReminderStore;
  readonly messaging: Pick<Messaging, 'send'> & {
    get(by: { user: UserId }, ask: { room: RoomId; message: MessageId }): Promise<unknown>;
  };
  readonly rooms: Pick<RoomIndex, 'room' | 'membership' | 'memberIds'>;
  readonly ownStream: Pick<OwnStream, 'announce' | 'rev'>;
  readonly settings: Pick<OwnStreamStore, 'get'>;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'log'>;
}
