import { SupError } from '@sup/protocol/wire';
import type { Transaction } from 'kysely';
import type { OutgoingHookStore } from '../../services/hooks/outgoing-store.ts';
import { leaveTrace } from './audit-writes.ts';
import type { Schema } from './schema.ts';

/** Keeps an address that is told of a room. */
export async function addOutgoingHook(
  db: Transaction<Schema>,
  { hook, hooksMax }: Parameters<OutgoingHookStore['add']>[0],
): Promise<void> {
  const { id, room, name, url, secret, by, madeAt, state, delivered, failures } = hook;
  const { n } = await db
    .selectFrom('outgoing_hooks')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('room', '=', room)
    .executeTakeFirstOrThrow();
  if (Number(n) >= hooksMax) throw new SupError('too-many-hooks');
  const row = { id, room, name, url, secret, made_by: by, made_at: madeAt, state, delivered, failures };
  await db
    .insertInto('outgoing_hooks')
    .values({ ...row, failing_since: null, next_at: null })
    .execute();
  await leaveTrace(db, 'hook.made', { at: madeAt, who: by, target: id });
}

/** Tells an address nothing more. */
export async function deleteOutgoingHook(
  db: Transaction<Schema>,
  { room, id, by, at }: Parameters<OutgoingHookStore['delete']>[0],
): Promise<boolean> {
  const gone = await db
    .deleteFrom('outgoing_hooks')
    .where('id', '=', id)
    .where('room', '=', room)
    .executeTakeFirst();
  if (gone.numDeletedRows !== 1n) return false;
  await db.deleteFrom('hook_deliveries').where('hook', '=', id).execute();
  await leaveTrace(db, 'hook.revoked', { at, who: by, target: id });
  return true;
}

/** Notes what came of a try. */
export async function noteProgress(
  db: Transaction<Schema>,
  { id, to, by, delivery, kept }: Parameters<OutgoingHookStore['progress']>[0],
): Promise<boolean> {
  const { state, delivered, failures, failingSince = null, nextAt = null } = to;
  const changed = await db
    .updateTable('outgoing_hooks')
    .set({
      state,
      delivered,
      failures,
      failing_since: failingSince,
      next_at: nextAt,
      ...(by && { made_by: by }),
    })
    .where('id', '=', id)
    .executeTakeFirst();
  if (changed.numUpdatedRows !== 1n) return false;
  if (!delivery) return true;
  const last = await db
    .selectFrom('hook_deliveries')
    .select('n')
    .where('hook', '=', id)
    .orderBy('n', 'desc')
    .limit(1)
    .executeTakeFirst();
  const n = Number(last?.n ?? 0) + 1;
  const { seq, at, durationMs, outcome, arrived } = delivery;
  await db
    .insertInto('hook_deliveries')
    .values({ hook: id, n, seq, at, duration_ms: durationMs, outcome, arrived: arrived ? 1 : 0 })
    .execute();
  await db
    .deleteFrom('hook_deliveries')
    .where('hook', '=', id)
    .where('n', '<=', n - kept)
    .execute();
  return true;
}
