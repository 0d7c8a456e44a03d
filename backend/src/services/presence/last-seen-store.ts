import type { UserId } from '@sup/protocol';

/** Port: when people were last here. Drivers: drivers/sql/last-seen.ts. */
export interface LastSeenStore {
  /** Replaces what was noted; durable when it resolves. */
  save(seen: readonly { user: UserId; at: number }[]): Promise<void>;
  /** Those who were never here are absent. */
  get(users: readonly UserId[]): Promise<ReadonlyMap<UserId, number>>;
}
