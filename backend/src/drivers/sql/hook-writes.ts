import { SupError } from '@sup/protocol/wire';
import type { Selectable, Transaction } from 'kysely';
import type { HookStore } from '../../services/hooks/hook-store.ts';
import { leaveTrace } from './audit-writes.ts';
import type { IncomingHooksTable } from './hook-tables.ts';
import type { Schema } from './schema.ts';

/** Keeps an address at which programs post into a room. */
export async function addIncomingHook(
  db: Transaction<Schema>,
  ask: Parameters<HookStore['addIncoming']>[0],
): Promise<void> {
  const { id, room, account, hash, hint, by, madeAt } = ask;
  const { n } = await db
    .selectFrom('incoming_hooks')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('room', '=', room)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (Number(n) >= ask.hooksMax) throw new SupError('too-many-hooks');
  const row = { id, room, account, hash, hint, made_by: by, made_at: madeAt };
  await db
    .insertInto('incoming_hooks')
    .values({ ...row, last_used_at: null, revoked_at: null })
    .execute();
  await leaveTrace(db, 'hook.made', { at: madeAt, who: by, target: id });
}

/** Ends an address. */
export async function revokeIncomingHook(
  db: Transaction<Schema>,
  { room, id, by, at }: Parameters<HookStore['revokeIncoming']>[0],
): Promise<Selectable<IncomingHooksTable> | undefined> {
  const row = await db
    .updateTable('incoming_hooks')
    .set({ revoked_at: at })
    .where('id', '=', id)
    .where('room', '=', room)
    .where('revoked_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (row) await leaveTrace(db, 'hook.revoked', { at, who: by, target: id });
  return row;
}

/** Makes another person answer for an address and own its account. */
export async function takeOverHook(
  db: Transaction<Schema>,
  { room, id, by, at }: Parameters<HookStore['takeOverIncoming']>[0],
): Promise<Selectable<IncomingHooksTable> | undefined> {
  const row = await db
    .updateTable('incoming_hooks')
    .set({ made_by: by })
    .where('id', '=', id)
    .where('room', '=', room)
    .where('revoked_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (!row) return undefined;
  await db.updateTable('users').set({ owner: by }).where('id', '=', row.account).execute();
  await leaveTrace(db, 'hook.resumed', { at, who: by, target: id });
  return row;
}

/** Notes that an address was used. */
export async function noteHookUse(
  db: Transaction<Schema>,
  { id, at }: Parameters<HookStore['usedIncoming']>[0],
): Promise<void> {
  await db.updateTable('incoming_hooks').set({ last_used_at: at }).where('id', '=', id).execute();
}
