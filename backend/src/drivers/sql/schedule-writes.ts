import type { Cmid, DeviceId, ScheduleView, UserId } from '@sup/protocol';
import { SupError, stateKey } from '@sup/protocol/wire';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Schedule, ScheduleKey, ScheduleStore } from '../../services/later/schedule-store.ts';
import type { SchedulesTable } from './later-tables.ts';
import type { Schema } from './schema.ts';
import { putState } from './user-state.ts';

/** Adds a message that is sent later, or changes one that is not under way. */
export async function putSchedule(
  db: Transaction<Schema>,
  { id, user, device, view, dueAt, max }: Parameters<ScheduleStore['put']>[0],
): Promise<void> {
  const before = await find(db, { user, id });
  if (before?.state === 'sending') throw new SupError('schedule-under-way');
  if (before && before.room !== view.room)
    throw new SupError('invalid-input', { fields: { room: 'is another than before' } });
  if (!before) await mustHaveRoom(db, user, max);
  const { state, refusal: _refusal, ...kept } = view;
  const row = { device, view: JSON.stringify(kept), due_at: dueAt, state, refusal: null, tries: 0 };
  await db
    .insertInto('schedules')
    .values({ user, id, room: view.room, ...row })
    .onConflict((conflict) => conflict.columns(['user', 'id']).doUpdateSet(row))
    .execute();
  await showSchedule(db, { user, id });
}

/** Removes a message that waits or was refused. */
export async function removeSchedule(db: Transaction<Schema>, key: ScheduleKey): Promise<void> {
  const before = await find(db, key);
  if (!before) throw new SupError('schedule-not-found');
  if (before.state === 'sending') throw new SupError('schedule-under-way');
  await finishSchedule(db, key);
}

/** From here on it is changed no more. */
export async function claimSchedule(
  db: Transaction<Schema>,
  { user, id, now }: Parameters<ScheduleStore['claim']>[0],
): Promise<Schedule | undefined> {
  const row = await find(db, { user, id });
  if (!row || row.state === 'refused' || Number(row.due_at) > now) return undefined;
  if (row.state === 'waiting') {
    await change(db, { user, id }, { state: 'sending' });
    await showSchedule(db, { user, id });
  }
  return scheduleOf({ ...row, state: 'sending' });
}

/** It was sent, or never will be: nothing of it stays. */
export async function finishSchedule(db: Transaction<Schema>, { user, id }: ScheduleKey): Promise<void> {
  await db.deleteFrom('schedules').where('user', '=', user).where('id', '=', id).execute();
  await putState(db, user, { key: stateKey.schedule(id), value: null });
}

/** It is not sent; its writer sees why. */
export async function refuseSchedule(
  db: Transaction<Schema>,
  { user, id, refusal }: Parameters<ScheduleStore['refuse']>[0],
): Promise<void> {
  await change(db, { user, id }, { state: 'refused', refusal: JSON.stringify(refusal) });
  await showSchedule(db, { user, id });
}

/** It is tried again. */
export async function postponeSchedule(
  db: Transaction<Schema>,
  { user, id, until }: Parameters<ScheduleStore['postpone']>[0],
): Promise<void> {
  const row = await find(db, { user, id });
  if (row) await change(db, { user, id }, { due_at: until, tries: Number(row.tries) + 1 });
}

export function scheduleOf(row: Selectable<SchedulesTable>): Schedule {
  const view = { ...JSON.parse(row.view), state: row.state } as ScheduleView;
  return {
    id: row.id as Cmid,
    user: row.user as UserId,
    device: row.device as DeviceId,
    view: row.refusal === null ? view : { ...view, refusal: JSON.parse(row.refusal) },
    dueAt: Number(row.due_at),
    tries: Number(row.tries),
  };
}

/** Puts it into its writer's own stream as it now is. */
async function showSchedule(db: Transaction<Schema>, key: ScheduleKey): Promise<void> {
  const row = await find(db, key);
  if (row) await putState(db, key.user, { key: stateKey.schedule(key.id), value: scheduleOf(row).view });
}

function find(db: Kysely<Schema>, { user, id }: ScheduleKey) {
  return db
    .selectFrom('schedules')
    .selectAll()
    .where('user', '=', user)
    .where('id', '=', id)
    .executeTakeFirst();
}

async function change(
  db: Kysely<Schema>,
  { user, id }: ScheduleKey,
  values: Partial<Pick<SchedulesTable, 'state' | 'refusal' | 'due_at' | 'tries'>>,
): Promise<void> {
  await db.updateTable('schedules').set(values).where('user', '=', user).where('id', '=', id).execute();
}

async function mustHaveRoom(db: Kysely<Schema>, user: UserId, max: number): Promise<void> {
  const { n } = await db
    .selectFrom('schedules')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('user', '=', user)
    .executeTakeFirstOrThrow();
  if (Number(n) >= max) throw new SupError('too-many-kept');
}
