import type { UserId, UserView } from '@sup/protocol';
import type { Clock } from '../../../clock.ts';
import type { Telemetry } from '../../../telemetry/telemetry.ts';
import type { Log } from '../../log/index.ts';
import type { OwnStream } from '../../own-stream/own-stream.ts';
import type { Rooms } from '../../rooms/rooms.ts';
import type { History } from '../history.ts';
import type { PollStore } from './poll-store.ts';

/** What polls are built of. */
export interface PollsParts {
  readonly store: PollStore;
  readonly log: Pick<Log, 'propose'>;
  readonly history: Pick<History, 'messages' | 'formerPlace'>;
  readonly rooms: Pick<Rooms, 'reading'>;
  readonly users: { views(users: readonly UserId[]): Promise<readonly UserView[]> };
  readonly ownStream: Pick<OwnStream, 'announce' | 'revOf'>;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'log'>;
}
