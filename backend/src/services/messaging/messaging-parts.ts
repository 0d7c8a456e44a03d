import type { MessageId, UserId, UserView } from '@sup/protocol';
import type { Clock } from '../../clock.ts';
import type { Log, RoomLog } from '../log/index.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { History } from './history.ts';

/** What messaging is built of. */
export interface MessagingParts {
  readonly log: Log;
  readonly store: Pick<RoomLog, 'read'>;
  readonly history: History;
  readonly rooms: Pick<Rooms, 'reading' | 'get'>;
  readonly users: {
    views(users: readonly UserId[]): Promise<readonly UserView[]>;
    blocks(user: UserId, other: UserId): Promise<boolean>;
  };
  readonly cursors: { sent(user: UserId, room: string, seq: number): void };
  readonly newMessageId: () => MessageId;
  readonly clock: Clock;
}
