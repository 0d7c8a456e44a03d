import type { Receipt, RoomId, UserId, UserView } from '@sup/protocol';
import type { Bus } from '../../bus/bus.ts';
import type { Clock } from '../../clock.ts';
import type { Acquaintance } from '../contacts/contacts.ts';
import type { ToldReceipts } from '../cursors/cursors.ts';
import type { Log } from '../log/index.ts';
import type { History } from '../messaging/history.ts';
import type { SpaceIndex } from '../spaces/space-index.ts';
import type { RoomIndex } from './room-index.ts';

/** What rooms is built of. */
export interface RoomsParts {
  readonly log: Log;
  readonly index: RoomIndex;
  readonly spaces: Pick<SpaceIndex, 'mine' | 'leadsInto'>;
  readonly history: Pick<History, 'countUnread' | 'previews'>;
  readonly users: {
    views(users: readonly UserId[]): Promise<readonly UserView[]>;
    exists(users: readonly UserId[]): Promise<boolean>;
    ownedBy(owner: UserId): Promise<readonly UserId[]>;
  };
  readonly cursors: {
    markers(user: UserId, rooms: readonly RoomId[]): Promise<ReadonlyMap<RoomId, number>>;
    receipts(rooms: readonly RoomId[]): Promise<ReadonlyMap<RoomId, ToldReceipts>>;
    own(user: UserId, rooms: readonly RoomId[]): Promise<ReadonlyMap<RoomId, Receipt>>;
    hides(user: UserId): Promise<boolean>;
  };
  readonly ownStream: { announce(user: UserId, keys: readonly string[]): Promise<void> };
  /** Who must be asked before a room is theirs. */
  readonly contacts: Pick<Acquaintance, 'strangers' | 'arrived' | 'entering'>;
  readonly options: { readonly roomGraceDays: number };
  readonly bus: Bus;
  readonly clock: Clock;
}
