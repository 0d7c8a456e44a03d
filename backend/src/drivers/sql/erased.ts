import type { RoomId, UserId } from '@sup/protocol';

/** A room that is being erased. */
export interface Erased {
  readonly id: RoomId;
  /** rooms.no */
  readonly no: number;
  /** A key of somebody's own stream has changed. */
  tell(user: UserId, key: string): void;
}
