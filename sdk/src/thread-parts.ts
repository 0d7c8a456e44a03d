import type { MessageId, RoomId, UserId, UserView } from '@sup/protocol';
import type { Cache } from './cache.ts';
import type { Connection } from './connection.ts';
import type { Drafts } from './drafts.ts';
import type { Errands } from './errands.ts';
import type { Followed } from './followed.ts';
import type { Outbox } from './outbox.ts';
import type { Platform } from './platform.ts';
import type { Room } from './room.ts';
import type { OwnThread } from './room-items.ts';
import type { RoomLog } from './room-log.ts';

/** What threads are built of. */
export interface ThreadsParts {
  readonly platform: Pick<Platform, 'clock' | 'store'>;
  readonly connection: Pick<Connection, 'ask' | 'isReady'>;
  readonly cache: Cache;
  readonly errands: Errands;
  readonly outbox: Outbox;
  readonly drafts: Drafts;
  me(): UserId;
  room(id: RoomId): Room;
  /** What the room shows of its threads changed. */
  changed(room: RoomId): void;
  /** The log has come to know of messages that are there for a while only. */
  expects(log: RoomLog): void;
  users(users: readonly UserView[]): void;
}

export interface ThreadPlace {
  readonly room: RoomId;
  readonly thread: MessageId;
}

/** What a thread asks of all that I follow. */
export interface ThreadKeeper {
  /** What is mine in a thread; undefined where I do not follow it. */
  own(root: MessageId): OwnThread | undefined;
  followed(root: MessageId): Followed | undefined;
  marked(place: ThreadPlace, seq: number): void;
  follow(place: ThreadPlace, on: boolean): void;
}
