import type { MessageId, RoomId, UserId } from '@sup/protocol';

export interface ReminderKey {
  readonly user: UserId;
  readonly room: RoomId;
  readonly message: MessageId;
}

/** Port: messages that come back. Each write is whole, and stands in the person's own stream when it resolves. */
export interface ReminderStore {
  /** Throws too-many-kept. */
  put(ask: ReminderKey & { at: number; max: number }): Promise<void>;
  /** Also one that came back already. */
  remove(key: ReminderKey): Promise<void>;
  next(): Promise<number | undefined>;
  /** Those due by `now`, earliest first. */
  due(now: number, limit: number): Promise<readonly ReminderKey[]>;
  /** Brings it back; false if it was brought back before, was removed or is not due any more. */
  fire(ask: ReminderKey & { now: number }): Promise<boolean>;
}
