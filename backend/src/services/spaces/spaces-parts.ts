import type { Clock } from '../../clock.ts';
import type { Log } from '../log/index.ts';
import type { RoomIndex } from '../rooms/room-index.ts';
import type { NestingStore } from './nesting-store.ts';
import type { SpaceIndex } from './space-index.ts';

/** What spaces is built of. */
export interface SpacesParts {
  readonly log: Log;
  readonly rooms: Pick<RoomIndex, 'room' | 'membership' | 'ban'>;
  readonly index: SpaceIndex;
  readonly nesting: NestingStore;
  readonly clock: Clock;
}
