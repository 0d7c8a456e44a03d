// Bots: accounts that a person makes and answers for (R112). They are in rooms like anybody else; only how they come in
// differs.
import {
  type BotView,
  type DeviceId,
  limits,
  makeId,
  type SessionId,
  SupError,
  stateKey,
  type UserId,
} from '@sup/protocol';
import type { Caller } from '../caller.ts';
import { spellCode } from '../code.ts';
import { fold } from '../fold.ts';
import type { AuthState } from './auth-parts.ts';
import { tokenView } from './bot-tokens.ts';
import type { Bots } from './bots.ts';
import { announceEnded } from './end-sessions.ts';
import { readHandle } from './handle.ts';
import { mustManage, mustOwn } from './must-manage.ts';
import { roomsToLeave } from './rooms-to-leave.ts';

const hookHandleLength = 8;
const roomsAtOnce = 100;

export async function createBot(
  auth: AuthState,
  by: Caller,
  ask: Parameters<Bots['create']>[1],
): Promise<BotView> {
  const id = await addAccount(auth, by, { ...ask, botsMax: limits.botsMax });
  return mustView(auth, id);
}

/** Makes the account that a hook posts as. */
export function makeForHook(auth: AuthState, by: Caller, name: string): Promise<UserId> {
  const handle = `hook-${spellCode(auth.clock.random(hookHandleLength))}`;
  return addAccount(auth, by, { handle, name });
}

export async function listBots(auth: AuthState, by: Caller): Promise<BotView[]> {
  return botViews(auth, await auth.bots.ownedBy(by.user));
}

/** Changes what others see of a bot, and tells whoever watches it. Throws bot-not-found. */
export async function changeBot(
  auth: AuthState,
  by: Caller,
  { bot, name, about }: { bot: UserId } & Parameters<Bots['change']>[2],
): Promise<BotView> {
  await mustOwn(auth, by, bot);
  await auth.bots.change({
    bot,
    by: by.user,
    at: auth.clock.now(),
    ...(name !== undefined && { name: { text: name, key: fold(name) } }),
    ...(about !== undefined && { about }),
  });
  await auth.users.changed(bot);
  await auth.ownStream.announce(bot, [stateKey.profile()]);
  return mustView(auth, bot);
}

/** The rooms that a bot is in. Throws bot-not-found. */
export async function botRooms(
  auth: AuthState,
  by: Caller,
  { bot, after }: { bot: UserId; after: string | undefined },
): ReturnType<Bots['rooms']> {
  await mustOwn(auth, by, bot);
  const { rooms, more } = await auth.roomIndex.list(bot, after, roomsAtOnce);
  const next = more ? rooms.at(-1)?.cursor : undefined;
  return {
    rooms: rooms.map(({ info: { id, kind, name }, memberCount }) => {
      return { id, kind, ...(name !== undefined && { name }), memberCount };
    }),
    ...(next !== undefined && { next }),
  };
}

/** Deletes a bot: it leaves its rooms, then its tokens and its account end. Throws bot-not-found, last-owner. */
export async function deleteBot(auth: AuthState, by: Caller, bot: UserId): Promise<void> {
  await mustManage(auth, by, bot);
  await endBot(auth, by, bot);
}

/** Deletes all bots of a person who goes. Throws last-owner. */
export async function deleteBotsOf(auth: AuthState, by: Caller): Promise<void> {
  for (const bot of await auth.bots.ownedBy(by.user)) await endBot(auth, by, bot);
}

async function endBot(auth: AuthState, by: Caller, bot: UserId): Promise<void> {
  const self = asItself(auth, bot);
  const rooms = await roomsToLeave(auth, self);
  for (const room of rooms) await auth.rooms.leaveWithAccount(self, room);
  announceEnded(auth, await auth.bots.delete({ bot, by: by.user, at: auth.clock.now() }));
  await auth.users.changed(bot);
}

async function addAccount(
  { bots, clock }: AuthState,
  { user: owner }: Caller,
  { handle, name, botsMax }: { handle: string; name: string; botsMax?: number },
): Promise<UserId> {
  const { key, skeleton } = readHandle(handle);
  const at = clock.now();
  const id = makeId<'UserId'>(at, clock.random(10)) as UserId;
  const max = botsMax !== undefined && { botsMax };
  await bots.create({ id, owner, handle: key, skeleton, name, nameKey: fold(name), at, ...max });
  return id;
}

/** The bot as a caller, for what is done in its name. */
function asItself({ clock }: AuthState, user: UserId): Caller {
  const id = makeId(clock.now(), clock.random(10));
  return { user, session: id as SessionId, device: id as DeviceId, admin: false };
}

async function mustView(auth: AuthState, bot: UserId): Promise<BotView> {
  const [view] = await botViews(auth, [bot]);
  if (!view) throw new SupError('bot-not-found');
  return view;
}

async function botViews(auth: AuthState, bots: readonly UserId[]): Promise<BotView[]> {
  const [views, tokens] = await Promise.all([auth.users.views(bots), auth.bots.tokens(bots)]);
  const byId = new Map(views.map((view) => [view.id, view]));
  return bots.flatMap((id) => {
    const bot = byId.get(id);
    return bot ? [{ bot, tokens: tokens.filter((token) => token.bot === id).map(tokenView) }] : [];
  });
}
