// The door of users: profiles, blocks, the audit record.
import type { Api, AuditView, RouteAnswer, RouteInput, SelfView, UserId, UserView } from '@sup/protocol';
import type { Caller } from '../caller.ts';

export interface Users {
  me(by: Caller): Promise<SelfView>;
  changeMe(by: Caller, ask: RouteInput<Api['users']['changeMe']>['body']): Promise<SelfView>;
  get(user: UserId): Promise<UserView>;
  search(by: Caller, query: string): Promise<readonly UserView[]>;
  /** Views of those that exist, in any order; deleted accounts as placeholders. */
  views(users: readonly UserId[]): Promise<readonly UserView[]>;
  exists(users: readonly UserId[]): Promise<boolean>;
  /** The live accounts that are somebody's: their bots, and those of addresses for programs that they made. */
  ownedBy(owner: UserId): Promise<readonly UserId[]>;
  blocked(by: Caller): Promise<readonly UserView[]>;
  block(by: Caller, user: UserId): Promise<void>;
  unblock(by: Caller, user: UserId): Promise<void>;
  /** True if `user` blocks `other`. Answered from memory or one indexed read: it is on the road of a send in direct rooms. */
  blocks(user: UserId, other: UserId): Promise<boolean>;
  audit(before: string | undefined, limit: number): Promise<RouteAnswer<Api['users']['audit']>>;
}

/** Port for everyone who must leave a trace: sign-ins, security and administrative events. Append-only. */
export interface AuditRecord {
  add(event: Omit<AuditView, 'at'>): Promise<void>;
}
