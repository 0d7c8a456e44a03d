import type { UserId, UserView } from '@sup/protocol';
import type { Bus } from '../../bus/bus.ts';
import type { Clock } from '../../clock.ts';
import type { OwnStream } from '../own-stream/own-stream.ts';
import type { RecentCache } from '../recent-cache.ts';
import type { UserStore } from './user-store.ts';

/** What users is built of. */
export interface UsersParts {
  readonly store: UserStore;
  readonly ownStream: Pick<OwnStream, 'announce'>;
  readonly bus: Bus;
  readonly clock: Clock;
}

/** The parts, and what users keeps in memory beside them. */
export interface UsersState extends UsersParts {
  /** Every page and list names people. */
  readonly seen: RecentCache<UserId, UserView>;
  /** On the road of each message of a direct room. */
  readonly blocking: RecentCache<UserId, ReadonlySet<UserId>>;
}
