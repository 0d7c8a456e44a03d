// Port: what is in spaces, and who may know of it. Projected from the logs by the log's driver; read only.
import type { RoomId, SpaceSort, UserId } from '@sup/protocol';
import type { RoomInfo } from '../log/room-log.ts';

export interface FoundRoom {
  readonly info: Pick<RoomInfo, 'id' | 'kind' | 'name' | 'topic' | 'settings'>;
  readonly memberCount: number;
  /** Of who asks. */
  readonly isMine: boolean;
}

export interface SpaceChild extends FoundRoom {
  readonly parent: RoomId;
  /** A space whose own directory they may read. */
  readonly opens: boolean;
}

export interface SpacePage<Found> {
  readonly found: readonly (Found & { cursor: string })[];
  readonly more: boolean;
}

interface Page {
  readonly query: string;
  readonly after: string | undefined;
  readonly limit: number;
}

export interface DirectoryAsk extends Page {
  readonly space: RoomId;
  readonly user: UserId;
  readonly now: number;
  readonly sort: SpaceSort;
}

export interface SpaceIndex {
  /** Those of a person's rooms that are in these spaces, in their order, also in one that is deleted. Every space that is asked for is in the answer. */
  mine(user: UserId, spaces: readonly RoomId[]): Promise<ReadonlyMap<RoomId, readonly RoomId[]>>;
  /** Whether a person is in a space that is neither archived nor deleted and that this room is in. */
  leadsInto(room: RoomId, user: UserId): Promise<boolean>;
  /** Whether a person may know that a room is in a space that they may look into. */
  isShown(ask: { space: RoomId; room: RoomId; user: UserId; now: number }): Promise<boolean>;
  /**
   * What a person may know to be in a space that they may look into: rooms that are theirs or that they may join, none
   * of them archived. With a query, by name, also in the spaces within it that they may look into, each room once.
   */
  directory(ask: DirectoryAsk): Promise<SpacePage<SpaceChild>>;
  /** Public spaces that are neither archived nor deleted, by name, without those that they are banned from. */
  open(ask: Page & { user: UserId; now: number }): Promise<SpacePage<FoundRoom>>;
}
