import type { HookId, RoomId, UserId, UserView } from '@sup/protocol';
import type { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Bus } from '../../bus/bus.ts';
import type { Clock } from '../../clock.ts';
import type { Outgoing } from '../../ports/outgoing.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { Caller } from '../caller.ts';
import type { RoomLog } from '../log/index.ts';
import type { Messaging } from '../messaging/messaging.ts';
import type { RoomIndex } from '../rooms/room-index.ts';
import type { Rooms } from '../rooms/rooms.ts';
import type { Follower } from './follower.ts';
import type { HookStore } from './hook-store.ts';
import type { OutgoingHookStore } from './outgoing-store.ts';

/** What hooks is built of. */
export interface HooksParts {
  readonly store: HookStore;
  readonly outgoingStore: OutgoingHookStore;
  readonly outgoing: Outgoing;
  readonly log: Pick<RoomLog, 'read' | 'heads'>;
  readonly bus: Bus;
  readonly messaging: Pick<Messaging, 'send'>;
  readonly rooms: Pick<Rooms, 'addMember' | 'leave'>;
  readonly roomIndex: Pick<RoomIndex, 'room' | 'membership'>;
  readonly users: {
    views(users: readonly UserId[]): Promise<readonly UserView[]>;
    changed(user: UserId): Promise<void>;
  };
  /** Makes the account that a hook posts as. */
  readonly accounts: { makeForHook(by: Caller, name: string): Promise<UserId> };
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'log' | 'rateLimitReached'>;
  readonly options: {
    /** Without a slash at the end: addresses start with it. */
    readonly publicUrl: string;
    /** Off for benches only. */
    readonly rateLimits: boolean;
  };
}

/** The parts, and what hooks keeps in memory beside them. */
export interface HooksState extends HooksParts {
  readonly posts: RateLimiterMemory;
  /** Of outgoing hooks that are on. */
  readonly followers: Map<HookId, Follower>;
}

/** Where and by whom something is done. */
export interface Place {
  readonly room: RoomId;
  readonly by: Caller;
}
