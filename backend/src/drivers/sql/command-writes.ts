import type { InvocationId, RoomId, UserId } from '@sup/protocol';
import { SupError, stateKey } from '@sup/protocol/wire';
import type { Selectable, Transaction } from 'kysely';
import type { CommandStore, Invocation } from '../../services/commands/command-store.ts';
import type { InvocationsTable } from './command-tables.ts';
import type { Schema } from './schema.ts';
import { putState } from './user-state.ts';

/** What a bot offers from now on. */
export async function offerCommands(
  db: Transaction<Schema>,
  { bot, commands }: Parameters<CommandStore['offer']>[0],
): Promise<void> {
  const text = JSON.stringify(commands);
  await db
    .insertInto('bot_commands')
    .values({ bot, commands: text })
    .onConflict((conflict) => conflict.column('bot').doUpdateSet({ commands: text }))
    .execute();
}

/** Keeps what was given to a bot, once for all tries. */
export async function invokeCommand(
  db: Transaction<Schema>,
  { view, bot, cmid, digest, waitingMax }: Parameters<CommandStore['invoke']>[0],
): ReturnType<CommandStore['invoke']> {
  const before = await db
    .selectFrom('invocations')
    .selectAll()
    .where('account', '=', view.by)
    .where('room', '=', view.room)
    .where('cmid', '=', cmid)
    .executeTakeFirst();
  if (before && before.digest !== digest) throw new SupError('cmid-conflict');
  if (before) return { invocation: invocationOf(before), isNew: false };
  const waiting = await db
    .selectFrom('invocations')
    .select('slot')
    .where('bot', '=', bot)
    .where('state', '=', 'waiting')
    .execute();
  const taken = new Set(waiting.map(({ slot }) => Number(slot)));
  const slot = Array.from({ length: waitingMax }, (_, at) => at).find((at) => !taken.has(at));
  if (slot === undefined) throw new SupError('rate-limited', { retryAfterMs: view.until - view.at });
  const row: Selectable<InvocationsTable> = {
    id: view.id,
    room: view.room,
    account: view.by,
    cmid,
    digest,
    bot,
    slot,
    until_at: view.until,
    state: 'waiting',
  };
  await db.insertInto('invocations').values(row).execute();
  await putState(db, bot, { key: stateKey.command(slot), value: view });
  return { invocation: invocationOf(row), isNew: true };
}

/** Notes that a bot has answered. */
export async function noteAnswer(
  db: Transaction<Schema>,
  { id }: Parameters<CommandStore['answered']>[0],
): Promise<boolean> {
  const row = await db
    .updateTable('invocations')
    .set({ state: 'answered' })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .returning(['bot', 'slot'])
    .executeTakeFirst();
  if (!row) return false;
  await putState(db, row.bot as UserId, { key: stateKey.command(Number(row.slot)), value: null });
  return true;
}

/** Ends what nobody waits for any more. */
export async function endInvocations(
  db: Transaction<Schema>,
  { now, forgetBefore }: Parameters<CommandStore['end']>[0],
): ReturnType<CommandStore['end']> {
  await db
    .deleteFrom('invocations')
    .where('until_at', '<', forgetBefore)
    .where('state', '<>', 'waiting')
    .execute();
  const rows = await db
    .updateTable('invocations')
    .set({ state: 'over' })
    .where('until_at', '<=', now)
    .where('state', '=', 'waiting')
    .returning(['bot', 'slot'])
    .execute();
  const ended = rows.map((row) => ({ bot: row.bot as UserId, slot: Number(row.slot) }));
  for (const { bot, slot } of ended) await putState(db, bot, { key: stateKey.command(slot), value: null });
  return ended;
}

/** A row as the service knows it. */
export function invocationOf(row: Selectable<InvocationsTable>): Invocation {
  return {
    id: row.id as InvocationId,
    room: row.room as RoomId,
    by: row.account as UserId,
    bot: row.bot as UserId,
    slot: Number(row.slot),
    until: Number(row.until_at),
    state: row.state,
  };
}
