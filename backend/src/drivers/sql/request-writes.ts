import type { Cmid, DeviceId, RoomId, UserId } from '@sup/protocol';
import { SupError } from '@sup/protocol/wire';
import type { Kysely, Selectable, Transaction } from 'kysely';
import type { Approval, RequestStore } from '../../services/invites/request-store.ts';
import type { JoinRequestsTable } from './invite-tables.ts';
import type { Schema } from './schema.ts';

type Key = { readonly room: RoomId; readonly user: UserId };

/** Keeps a request, in place of an earlier one. */
export async function putRequest(
  db: Transaction<Schema>,
  ask: Parameters<RequestStore['put']>[0],
): Promise<void> {
  const { room, user, device, at, openMax, turnedDownSince, text = null, head = null } = ask;
  const known = await requestOf(db, ask).selectAll().executeTakeFirst();
  if (known?.state === 'approved') return;
  if (known?.state === 'refused' && Number(known.at) > turnedDownSince) throw new SupError('forbidden');
  if (known?.state !== 'open') await mustHaveRoom(db, user, openMax);
  const row = { device, text, at, head, state: 'open' as const, granter: null, intent: null };
  await db
    .insertInto('join_requests')
    .values({ room, user, ...row })
    // Whoever asks again keeps their place in the queue.
    .onConflict((conflict) =>
      conflict.columns(['room', 'user']).doUpdateSet(known?.state === 'open' ? { device, text } : row),
    )
    .execute();
}

/** Takes a request that waits back. */
export async function withdrawRequest(db: Transaction<Schema>, { room, user }: Key): Promise<void> {
  await db
    .deleteFrom('join_requests')
    .where('room', '=', room)
    .where('user', '=', user)
    .where('state', '=', 'open')
    .execute();
}

/** Turns a request down; false if none waits. */
export async function turnDownRequest(
  db: Transaction<Schema>,
  { room, user, at }: Key & { at: number },
): Promise<boolean> {
  const done = await openRequest(db, { room, user }).set({ state: 'refused', at }).executeTakeFirst();
  return done.numUpdatedRows === 1n;
}

/** Begins to grant a request; answers one that was begun before as it is. */
export async function approveRequest(
  db: Transaction<Schema>,
  ask: Parameters<RequestStore['approve']>[0],
): Promise<Approval | undefined> {
  const { by, intent, at } = ask;
  const begun = await openRequest(db, ask)
    .set({ state: 'approved', granter: by, intent, at })
    .returningAll()
    .executeTakeFirst();
  if (begun) return { ...approvalOf(begun), isResumed: false };
  const known = await requestOf(db, ask).selectAll().where('state', '=', 'approved').executeTakeFirst();
  return known && approvalOf(known);
}

/** Ends a grant: the request is gone, or waits again. */
export async function finishRequest(
  db: Transaction<Schema>,
  { approval, isSettled }: Parameters<RequestStore['finish']>[0],
): Promise<void> {
  const { room, user, intent } = approval;
  if (isSettled) {
    await db
      .deleteFrom('join_requests')
      .where('room', '=', room)
      .where('user', '=', user)
      .where('intent', '=', intent)
      .execute();
    return;
  }
  await db
    .updateTable('join_requests')
    .set({ state: 'open', granter: null, intent: null })
    .where('room', '=', room)
    .where('user', '=', user)
    .where('intent', '=', intent)
    .execute();
}

function requestOf(db: Kysely<Schema>, { room, user }: Key) {
  return db.selectFrom('join_requests').where('room', '=', room).where('user', '=', user);
}

function openRequest(db: Kysely<Schema>, { room, user }: Key) {
  return db
    .updateTable('join_requests')
    .where('room', '=', room)
    .where('user', '=', user)
    .where('state', '=', 'open');
}

async function mustHaveRoom(db: Kysely<Schema>, user: UserId, openMax: number): Promise<void> {
  const { n } = await db
    .selectFrom('join_requests')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('user', '=', user)
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  if (Number(n) >= openMax) throw new SupError('rate-limited', { retryAfterMs: 3_600_000 });
}

/** A grant that was begun before. */
export function approvalOf(row: Selectable<JoinRequestsTable>): Approval {
  return {
    room: row.room as RoomId,
    user: row.user as UserId,
    device: row.device as DeviceId,
    by: row.granter as UserId,
    intent: row.intent as Cmid,
    ...(row.head !== null && { head: Number(row.head) }),
    isResumed: true,
  };
}
