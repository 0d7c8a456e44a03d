import type { InviteId, RoomId, SelfView, UserId } from '@sup/protocol';
import { SupError } from '@sup/protocol/wire';
import type { Kysely, Transaction } from 'kysely';
import type { GuestStore, NewPerson } from '../../services/auth/guest-store.ts';
import type { EndedSession } from '../../services/auth/session-store.ts';
import { putProfile } from './account-views.ts';
import { deleteAccount, findCollision, insertCodes } from './account-writes.ts';
import { leaveTrace } from './audit-writes.ts';
import { finishUse, takeUse } from './invite-writes.ts';
import type { Schema } from './schema.ts';

/** Begins a guest's end: from here on nobody makes an account of them. False: somebody has. */
export async function closeGuest(db: Transaction<Schema>, user: UserId): Promise<boolean> {
  await db
    .updateTable('guests')
    .set({ until: 0 })
    .where('user', '=', user)
    .where('upgraded_at', 'is', null)
    .execute();
  return isGuest(db, user);
}

/** Turns a guest's account into a placeholder; their handle says nothing of them, and stays. */
export async function eraseGuest(
  db: Transaction<Schema>,
  { user, at }: Parameters<GuestStore['erase']>[0],
): Promise<readonly EndedSession[]> {
  const known = await db
    .deleteFrom('guests')
    .where('user', '=', user)
    .where('upgraded_at', 'is', null)
    .executeTakeFirst();
  if (known.numDeletedRows !== 1n) return [];
  await leaveTrace(db, 'guest.ended', { at, target: user });
  return deleteAccount(db, { user, at, address: '' });
}

/** Makes an account of a guest; what their room has to learn of it stays in their row. */
export async function upgradeGuest(
  db: Transaction<Schema>,
  person: NewPerson,
): Promise<{ self: SelfView; room: RoomId; invite: InviteId }> {
  const { user, session, at, address, recoveryHashes, admission } = person;
  const row = await claimGuest(db, person);
  const collision = await findCollision(db, person);
  if (collision) throw new SupError(collision);
  await db
    .updateTable('users')
    .set({
      handle: person.handle,
      skeleton: person.skeleton,
      ...(person.name !== undefined && { name: person.name.shown, name_key: person.name.key }),
      password_hash: person.passwordHash,
      guest_until: null,
    })
    .where('id', '=', user)
    .execute();
  await insertCodes(db, user, recoveryHashes);
  if (admission) {
    const redemption = await takeUse(db, { ...admission, user, device: person.device, at });
    // It counts also where they are inside already: it has made an account.
    if (redemption.invite.room === row.room) await finishUse(db, { redemption, joined: true });
  }
  await leaveTrace(db, 'guest.upgraded', { at, who: user, target: session, address });
  return { self: await putProfile(db, user), room: row.room as RoomId, invite: row.invite as InviteId };
}

/** The guest's row, and their session with its new end: both are there, or nothing is done. */
async function claimGuest(
  db: Transaction<Schema>,
  { user, session, at, expiresAt }: NewPerson,
): Promise<{ room: string; invite: string }> {
  const row = await db
    .updateTable('guests')
    .set({ upgraded_at: at })
    .where('user', '=', user)
    .where('upgraded_at', 'is', null)
    .where('until', '>', at)
    .returning(['room', 'invite'])
    .executeTakeFirst();
  if (!row) throw new SupError((await isGuest(db, user)) ? 'session-ended' : 'not-guest');
  const kept = await db
    .updateTable('sessions')
    .set({ expires_at: expiresAt })
    .where('id', '=', session)
    .where('user', '=', user)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (kept.numUpdatedRows !== 1n) throw new SupError('session-ended');
  return row;
}

/** Who is a guest, or was one to the end. */
async function isGuest(db: Kysely<Schema>, user: UserId): Promise<boolean> {
  const row = await db.selectFrom('users').select('guest_until').where('id', '=', user).executeTakeFirst();
  return (row?.guest_until ?? null) !== null;
}

/** Their room knows it: nothing is left of the guest. */
export async function settleUpgrade(db: Transaction<Schema>, user: UserId): Promise<void> {
  await db.deleteFrom('guests').where('user', '=', user).where('upgraded_at', 'is not', null).execute();
}
