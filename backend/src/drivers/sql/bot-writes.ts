import type { SelfView, SessionId, UserId } from '@sup/protocol';
import { SupError } from '@sup/protocol/wire';
import type { Kysely, Transaction } from 'kysely';
import type { BotStore, NewBot } from '../../services/auth/bot-store.ts';
import type { EndedSession } from '../../services/auth/session-store.ts';
import { putProfile } from './account-views.ts';
import { deleteAccount, findCollision } from './account-writes.ts';
import { leaveTrace } from './audit-writes.ts';
import type { Schema } from './schema.ts';
import { changeProfile } from './user-writes.ts';

/** Makes an account that has an owner and no password. */
export async function createBot(db: Transaction<Schema>, bot: NewBot): Promise<SelfView> {
  const { id, owner, at } = bot;
  if (bot.botsMax !== undefined && (await countBots(db, owner)) >= bot.botsMax)
    throw new SupError('too-many-bots');
  const inserted = await db
    .insertInto('users')
    .values({
      id,
      handle: bot.handle,
      skeleton: bot.skeleton,
      name: bot.name,
      name_key: bot.nameKey,
      about: null,
      status: null,
      password_hash: null,
      owner,
      admin: 0,
      created_at: at,
      deleted_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n)
    throw new SupError((await findCollision(db, bot)) ?? 'handle-taken');
  await leaveTrace(db, 'bot.created', { at, who: owner, target: id });
  return putProfile(db, id);
}

/** Keeps a token. */
export async function addBotToken(
  db: Transaction<Schema>,
  ask: Parameters<BotStore['addToken']>[0],
): Promise<void> {
  const { id, bot, hash, name, hint, madeAt, rooms } = ask;
  const { n } = await db
    .selectFrom('bot_tokens')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('bot', '=', bot)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (Number(n) >= ask.tokensMax) throw new SupError('too-many-tokens');
  await db
    .insertInto('bot_tokens')
    .values({
      id,
      bot,
      hash,
      name,
      can_read: ask.read ? 1 : 0,
      can_write: ask.write ? 1 : 0,
      rooms: rooms ? JSON.stringify(rooms) : null,
      hint,
      made_at: madeAt,
      last_used_at: null,
      revoked_at: null,
      expires_at: ask.expiresAt ?? null,
    })
    .execute();
  await leaveTrace(db, 'bot-token.made', { at: madeAt, who: ask.by, target: id });
}

/** Ends a token. */
export async function revokeBotToken(
  db: Transaction<Schema>,
  { bot, by, at, id }: Parameters<BotStore['revoke']>[0],
): Promise<readonly EndedSession[]> {
  const ended = await endTokens(db, { bot, at, id });
  for (const { session } of ended)
    await leaveTrace(db, 'bot-token.revoked', { at, who: by, target: session });
  return ended;
}

/** Ends all tokens that are over by then. */
export async function expireBotTokens(
  db: Transaction<Schema>,
  { now }: Parameters<BotStore['expire']>[0],
): Promise<readonly EndedSession[]> {
  const rows = await db
    .updateTable('bot_tokens')
    .set({ revoked_at: now })
    .where('expires_at', '<=', now)
    .where('revoked_at', 'is', null)
    .returning(['id', 'bot'])
    .execute();
  for (const { id } of rows) await leaveTrace(db, 'bot-token.expired', { at: now, target: id });
  return rows.map(({ id, bot }) => ({
    user: bot as UserId,
    session: id as SessionId,
    accessUntil: now,
  }));
}

/** Changes what others see of a bot. */
export async function changeBot(
  db: Transaction<Schema>,
  { bot, by, at, name, about }: Parameters<BotStore['change']>[0],
): Promise<void> {
  await changeProfile(db, { user: bot, ...(name && { name }), ...(about !== undefined && { about }) });
  await leaveTrace(db, 'bot.changed', { at, who: by, target: bot });
}

/** Notes that a token was used. */
export async function noteTokenUse(
  db: Transaction<Schema>,
  { id, at }: Parameters<BotStore['used']>[0],
): Promise<void> {
  await db.updateTable('bot_tokens').set({ last_used_at: at }).where('id', '=', id).execute();
}

/** Turns a bot into a placeholder and ends its tokens. */
export async function deleteBot(
  db: Transaction<Schema>,
  { bot, by, at }: Parameters<BotStore['delete']>[0],
): Promise<readonly EndedSession[]> {
  const ended = await endTokens(db, { bot, at });
  await leaveTrace(db, 'bot.deleted', { at, who: by, target: bot });
  return [...ended, ...(await deleteAccount(db, { user: bot, at, address: '' }))];
}

/** They have an owner as well, but belong to a room. */
export const accountsOfHooks = (db: Kysely<Schema>) => db.selectFrom('incoming_hooks').select('account');

async function endTokens(
  db: Kysely<Schema>,
  { bot, at, id }: { bot: UserId; at: number; id?: SessionId },
): Promise<EndedSession[]> {
  let query = db
    .updateTable('bot_tokens')
    .set({ revoked_at: at })
    .where('bot', '=', bot)
    .where('revoked_at', 'is', null)
    .returning('id');
  if (id !== undefined) query = query.where('id', '=', id);
  const rows = await query.execute();
  return rows.map((row) => ({ user: bot, session: row.id as SessionId, accessUntil: at }));
}

async function countBots(db: Kysely<Schema>, owner: UserId): Promise<number> {
  const { n } = await db
    .selectFrom('users')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('owner', '=', owner)
    .where('deleted_at', 'is', null)
    .where('id', 'not in', accountsOfHooks(db))
    .executeTakeFirstOrThrow();
  return Number(n);
}
