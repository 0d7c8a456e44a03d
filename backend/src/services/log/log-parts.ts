import type { Bus } from '../../bus/bus.ts';
import type { Clock } from '../../clock.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { ContentDigest } from './content-digest.ts';
import type { RoomLog } from './room-log.ts';

/** What the log is built of. */
export interface LogParts {
  readonly store: RoomLog;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly digest: ContentDigest;
  readonly telemetry: Pick<Telemetry, 'log' | 'messageStored' | 'queueLimitReached'>;
}
