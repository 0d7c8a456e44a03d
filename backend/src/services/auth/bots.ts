// The part of auth's door that is about bots: accounts that are somebody's, and tokens in the place of passwords.
import type { Api, BotView, RouteAnswer, RouteInput, UserId } from '@sup/protocol';
import type { Caller } from '../caller.ts';

type Ask<Route extends keyof Api['bots']> = RouteInput<Api['bots'][Route]>['body'];

export interface Bots {
  create(by: Caller, ask: Ask<'create'>): Promise<BotView>;
  /** Makes the account that a hook posts as: the caller's, but not among their bots. */
  makeForHook(by: Caller, name: string): Promise<UserId>;
  list(by: Caller): Promise<BotView[]>;
  change(by: Caller, bot: UserId, ask: Ask<'change'>): Promise<BotView>;
  rooms(by: Caller, bot: UserId, after: string | undefined): Promise<RouteAnswer<Api['bots']['rooms']>>;
  delete(by: Caller, bot: UserId): Promise<void>;
  makeToken(by: Caller, bot: UserId, ask: Ask<'makeToken'>): Promise<RouteAnswer<Api['bots']['makeToken']>>;
  revokeToken(by: Caller, bot: UserId, token: string): Promise<void>;
}
