import type { RoomId, UserId, UserView } from '@sup/protocol';
import type { Bus } from '../../bus/bus.ts';
import type { Clock } from '../../clock.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { Caller } from '../caller.ts';
import type { History } from '../messaging/history.ts';
import type { MessageViews } from '../messaging/message-view.ts';
import type { OwnStream, OwnStreamStore } from '../own-stream/own-stream.ts';
import type { RecentCache } from '../recent-cache.ts';
import type { RoomIndex } from '../rooms/room-index.ts';
import type { AuditRecord } from '../users/users.ts';
import type { ContactStore } from './contact-store.ts';

/** What contacts is built of. */
export interface ContactsParts {
  readonly store: ContactStore;
  readonly index: Pick<RoomIndex, 'asked'>;
  readonly history: Pick<History, 'page' | 'messages'>;
  readonly messages: MessageViews;
  readonly users: {
    views(users: readonly UserId[]): Promise<readonly UserView[]>;
    block(by: Caller, user: UserId): Promise<void>;
  };
  readonly ownStream: Pick<OwnStream, 'announce' | 'put'>;
  readonly ownStreamStore: Pick<OwnStreamStore, 'get'>;
  readonly audit: AuditRecord;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'log' | 'queueLimitReached'>;
  /** `open`: nobody is a stranger here. */
  readonly options: { readonly strangers: 'inbox' | 'open' };
}

/** The parts, and what contacts keeps in memory beside them. */
export interface ContactsState extends ContactsParts {
  /** Whether a room waits for a person, by both ids: on the road of each message. */
  readonly asked: RecentCache<string, boolean>;
  readonly badge: {
    /** What waits for this person may be more or less than before. */
    changed(user: UserId): void;
  };
}

/** The key of a person's standing in a room. */
export function standing(room: RoomId, user: UserId): string {
  return room + user;
}
