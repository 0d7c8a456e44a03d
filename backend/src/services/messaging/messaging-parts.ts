import type { MessageId, RoomId, UserId, UserView } from '@sup/protocol';
import type { Clock } from '../../clock.ts';
import type { Acquaintance } from '../contacts/contacts.ts';
import type { MessagePlace, Reached } from '../cursors/cursors.ts';
import type { Log, RoomLog } from '../log/index.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { ThreadsOfMessages } from '../threads/threads.ts';
import type { History } from './history.ts';
import type { KeptIndex } from './kept-index.ts';
import type { Polls } from './polls/polls.ts';

/** What messaging is built of. */
export interface MessagingParts {
  readonly log: Log;
  readonly store: Pick<RoomLog, 'read'>;
  readonly history: History;
  readonly kept: KeptIndex;
  readonly rooms: Pick<Rooms, 'reading' | 'get'>;
  readonly users: {
    views(users: readonly UserId[]): Promise<readonly UserView[]>;
    blocks(user: UserId, other: UserId): Promise<boolean>;
  };
  readonly cursors: {
    sent(user: UserId, place: { room: RoomId; thread?: MessageId }, seq: number): void;
    reached(user: UserId, message: MessagePlace): Promise<Reached>;
  };
  readonly threads: ThreadsOfMessages;
  readonly polls: Pick<Polls, 'opened'>;
  readonly contacts: Pick<Acquaintance, 'entering' | 'written'>;
  readonly newMessageId: () => MessageId;
  readonly clock: Clock;
}
