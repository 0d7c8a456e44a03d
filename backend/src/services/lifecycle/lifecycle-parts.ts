import type { Clock } from '../../clock.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { Log, RoomLog } from '../log/index.ts';
import type { History } from '../messaging/history.ts';
import type { ExpiryStore } from './expiry-store.ts';

/** What the end of messages is built of. */
export interface LifecycleParts {
  readonly expiry: ExpiryStore;
  readonly log: Pick<Log, 'propose'>;
  readonly roomLog: Pick<RoomLog, 'read'>;
  readonly history: Pick<History, 'messages'>;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'log'>;
}
