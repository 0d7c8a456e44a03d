import type { ReminderView } from '@sup/protocol';
import { SupError, stateKey } from '@sup/protocol/wire';
import type { Transaction } from 'kysely';
import type { ReminderKey, ReminderStore } from '../../services/later/reminder-store.ts';
import type { Schema } from './schema.ts';
import { putState } from './user-state.ts';

/** Brings a message back at a moment, in place of the moment before. */
export async function putReminder(
  db: Transaction<Schema>,
  { user, room, message, at, max }: Parameters<ReminderStore['put']>[0],
): Promise<void> {
  const { n } = await db
    .selectFrom('reminders')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('user', '=', user)
    .executeTakeFirstOrThrow();
  if (Number(n) >= max) throw new SupError('too-many-kept');
  await db
    .insertInto('reminders')
    .values({ user, room, message, due_at: at })
    .onConflict((conflict) => conflict.columns(['user', 'room', 'message']).doUpdateSet({ due_at: at }))
    .execute();
  await show(db, { user, room, message }, { at });
}

/** Ends a reminder, also one that came back. */
export async function removeReminder(db: Transaction<Schema>, key: ReminderKey): Promise<void> {
  await remove(db, key);
  await show(db, key, null);
}

/** Brings it back, once. */
export async function fireReminder(
  db: Transaction<Schema>,
  { user, room, message, now }: Parameters<ReminderStore['fire']>[0],
): Promise<boolean> {
  const row = await db
    .selectFrom('reminders')
    .select('due_at')
    .where('user', '=', user)
    .where('room', '=', room)
    .where('message', '=', message)
    .where('due_at', '<=', now)
    .executeTakeFirst();
  if (!row || (await remove(db, { user, room, message })) === 0) return false;
  await show(db, { user, room, message }, { at: Number(row.due_at), firedAt: Math.floor(now) });
  return true;
}

async function remove(db: Transaction<Schema>, { user, room, message }: ReminderKey): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('reminders')
    .where('user', '=', user)
    .where('room', '=', room)
    .where('message', '=', message)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

async function show(
  db: Transaction<Schema>,
  { user, room, message }: ReminderKey,
  value: ReminderView | null,
): Promise<void> {
  await putState(db, user, { key: stateKey.reminder(room, message), value });
}
