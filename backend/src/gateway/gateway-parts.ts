import type { Epoch } from '@sup/protocol';
import type { Bus } from '../bus/bus.ts';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { Auth } from '../services/auth/auth.ts';
import type { CommandsDoor } from '../services/commands/commands.ts';
import type { Contacts } from '../services/contacts/contacts.ts';
import type { Cursors } from '../services/cursors/cursors.ts';
import type { Hooks } from '../services/hooks/hooks.ts';
import type { Invites } from '../services/invites/invites.ts';
import type { Later } from '../services/later/later.ts';
import type { RoomLog } from '../services/log/index.ts';
import type { Messaging } from '../services/messaging/messaging.ts';
import type { Moves } from '../services/messaging/moves/moves.ts';
import type { Polls } from '../services/messaging/polls/polls.ts';
import type { Notifications } from '../services/notifications/notifications.ts';
import type { OwnStream } from '../services/own-stream/own-stream.ts';
import type { Presence } from '../services/presence/presence.ts';
import type { Deletion } from '../services/rooms/deletion/index.ts';
import type { RoomIndex } from '../services/rooms/index.ts';
import type { Rooms } from '../services/rooms/rooms.ts';
import type { Spaces } from '../services/spaces/spaces.ts';
import type { Threads } from '../services/threads/threads.ts';
import type { Users } from '../services/users/users.ts';
import type { Metrics, Telemetry } from '../telemetry/index.ts';

/** The doors behind which everything happens. */
export interface Services {
  readonly auth: Auth;
  readonly users: Users;
  readonly contacts: Contacts;
  readonly rooms: Rooms;
  readonly spaces: Spaces;
  readonly deletion: Deletion;
  readonly invites: Invites;
  readonly commands: CommandsDoor;
  readonly hooks: Hooks;
  readonly messaging: Messaging;
  readonly moves: Moves;
  readonly polls: Polls;
  readonly threads: Threads;
  readonly later: Later;
  readonly notifications: Notifications;
  readonly cursors: Cursors;
  readonly ownStream: OwnStream;
  readonly presence: Presence;
}

/** What of the configuration concerns the network; TLS as PEM texts. */
export type GatewaySettings = Pick<
  Config,
  | 'host'
  | 'port'
  | 'publicUrl'
  | 'allowedOrigins'
  | 'trustedProxies'
  | 'rateLimits'
  | 'refreshTokenDays'
  | 'metricsToken'
  | 'webDir'
> & { readonly tls: { readonly cert: string; readonly key: string } | undefined };

/** What the gateway is built of. */
export interface GatewayParts {
  readonly settings: GatewaySettings;
  readonly services: Services;
  readonly bus: Bus;
  readonly log: Pick<RoomLog, 'read' | 'heads'>;
  readonly index: Pick<RoomIndex, 'room' | 'membersOfRoles'>;
  readonly epoch: Epoch;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  readonly metrics: Metrics;
  /** Rejects where the store does not answer a read. */
  checkStore(): Promise<void>;
}
