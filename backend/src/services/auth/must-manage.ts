import { SupError, type UserId } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import type { AuthState } from './auth-parts.ts';

/** Throws bot-not-found unless the caller may say what becomes of a bot: its owner, or an administrator. */
export async function mustManage({ bots }: AuthState, by: Caller, bot: UserId): Promise<void> {
  const owner = await bots.owner(bot);
  if (owner === undefined || (owner !== by.user && !by.admin)) throw new SupError('bot-not-found');
}

/** Throws bot-not-found unless the bot is the caller's own: who has a token of it reads its rooms and speaks for it. */
export async function mustOwn({ bots }: AuthState, by: Caller, bot: UserId): Promise<void> {
  if ((await bots.owner(bot)) !== by.user) throw new SupError('bot-not-found');
}
