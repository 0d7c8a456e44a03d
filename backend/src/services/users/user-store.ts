import type { AuditView, SelfView, Status, UserId, UserView } from '@sup/protocol';

/** What of a profile changes; absent stays as it is. */
export interface ProfileChange {
  readonly user: UserId;
  readonly name?: { readonly text: string; readonly key: string };
  readonly about?: string;
  /** null takes it away. */
  readonly status?: Status | null;
}

export interface AuditPage {
  readonly events: readonly AuditView[];
  /** Where the next older page begins; absent at the end. */
  readonly next?: string;
}

/** Port: people as others see them, and whom they block. Writes keep the person's own stream's keys in the same transaction. */
export interface UserStore {
  /** Those that exist, in any order; deleted accounts as placeholders. */
  views(users: readonly UserId[]): Promise<readonly UserView[]>;
  self(user: UserId): Promise<SelfView | undefined>;
  /** Throws user-not-found for an account that is gone. */
  change(change: ProfileChange): Promise<SelfView>;
  /** People whose handle or folded name begins with a folded text; handles first, an exact one before all. */
  search(ask: { prefix: string; handle: string; limit: number }): Promise<readonly UserView[]>;
  /** Accounts that are not deleted and have this owner. */
  ownedBy(owner: UserId): Promise<readonly UserId[]>;
  /** Whom a person blocks, newest first. */
  blockedBy(user: UserId): Promise<readonly UserId[]>;
  /** Blocks or unblocks; false if it was so already. Throws user-not-found for somebody who does not exist. */
  setBlock(ask: { user: UserId; other: UserId; on: boolean; at: number }): Promise<boolean>;
  /** Events older than the one that `before` names, newest first. */
  audit(before: string | undefined, limit: number): Promise<AuditPage>;
}
