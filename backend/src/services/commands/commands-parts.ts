import type { UserId, UserView } from '@sup/protocol';
import type { Bus } from '../../bus/bus.ts';
import type { Clock } from '../../clock.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { Messaging } from '../messaging/messaging.ts';
import type { RoomIndex } from '../rooms/room-index.ts';
import type { CommandStore } from './command-store.ts';

/** What commands is built of. */
export interface CommandsParts {
  readonly store: CommandStore;
  readonly roomIndex: Pick<RoomIndex, 'room' | 'membership'>;
  readonly messaging: Pick<Messaging, 'send'>;
  readonly users: {
    views(users: readonly UserId[]): Promise<readonly UserView[]>;
    exists(users: readonly UserId[]): Promise<boolean>;
  };
  readonly ownStream: { announce(user: UserId, keys: readonly string[]): Promise<void> };
  readonly bus: Bus;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'log' | 'rateLimitReached'>;
  readonly options: { readonly rateLimits: boolean };
}
