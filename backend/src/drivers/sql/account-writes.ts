import type { SelfView, UserId } from '@sup/protocol';
import { SupError } from '@sup/protocol/wire';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { AccountStore, Act, NewAccount } from '../../services/auth/account-store.ts';
import type { EndedSession, NewSession } from '../../services/auth/session-store.ts';
import { putProfile } from './account-views.ts';
import { leaveTrace } from './audit-writes.ts';
import { takeUse } from './invite-writes.ts';
import type { Schema } from './schema.ts';
import { insertSession, markEnded } from './session-writes.ts';

/** Makes an account with its recovery codes and its first session. */
export async function createAccount(db: Transaction<Schema>, account: NewAccount): Promise<SelfView> {
  const { id, session, firstAdmin, recoveryHashes, admission } = account;
  const { at, address } = session;
  if (firstAdmin) await mustHaveNoAdmin(db);
  const inserted = await db
    .insertInto('users')
    .values({
      id,
      handle: account.handle,
      skeleton: account.skeleton,
      name: account.name,
      name_key: account.nameKey,
      about: null,
      status: null,
      password_hash: account.passwordHash,
      admin: firstAdmin ? 1 : 0,
      created_at: at,
      deleted_at: null,
      guest_until: account.guestUntil ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows !== 1n) {
    throw new SupError((await findCollision(db, account)) ?? 'handle-taken');
  }
  await insertCodes(db, id, recoveryHashes);
  await insertSession(db, session);
  const taken = admission && (await takeUse(db, { ...admission, user: id, device: session.device, at }));
  if (account.guestUntil !== undefined && taken) {
    const { id: invite, room } = taken.invite;
    await db.insertInto('guests').values({ user: id, room, invite, until: account.guestUntil }).execute();
    await leaveTrace(db, 'guest.entered', { at, who: id, target: invite, address });
  } else await leaveTrace(db, 'account.created', { at, who: id, target: session.id, address });
  if (firstAdmin) await leaveTrace(db, 'admin.claimed', { at, who: id, address });
  return putProfile(db, id);
}

/** What a new handle would collide with. */
export async function findCollision(
  db: Kysely<Schema>,
  { handle, skeleton }: { handle: string; skeleton: string },
): Promise<'handle-taken' | 'handle-confusable' | undefined> {
  const found = await db
    .selectFrom('users')
    .select('handle')
    .where((either) => either.or([either('handle', '=', handle), either('skeleton', '=', skeleton)]))
    .execute();
  if (found.length === 0) return undefined;
  return found.some((row) => row.handle === handle) ? 'handle-taken' : 'handle-confusable';
}

/** Sets a password and ends the other sessions. */
export async function changePassword(
  db: Transaction<Schema>,
  ask: Parameters<AccountStore['changePassword']>[0],
): Promise<readonly EndedSession[]> {
  const { user, at, address, passwordHash, session } = ask;
  await setPassword(db, user, passwordHash);
  await leaveTrace(db, 'password.changed', { at, who: user, address });
  return markEnded(db, { user, except: session, reason: 'password', at });
}

/** Replaces all recovery codes. */
export async function putRecoveryCodes(
  db: Transaction<Schema>,
  { user, at, address, hashes }: Act & { hashes: readonly string[] },
): Promise<void> {
  await db.deleteFrom('recovery_codes').where('user', '=', user).where('kind', '=', 'code').execute();
  await insertCodes(db, user, hashes);
  await leaveTrace(db, 'recovery-codes.made', { at, who: user, address });
  await putProfile(db, user);
}

/** Adds the code of a reset link, in place of an earlier one. */
export async function putResetCode(
  db: Transaction<Schema>,
  { user, by, hash, at, expiresAt }: Parameters<AccountStore['putResetCode']>[0],
): Promise<void> {
  await db.deleteFrom('recovery_codes').where('user', '=', user).where('kind', '=', 'reset').execute();
  await db
    .insertInto('recovery_codes')
    .values({ user, hash, kind: 'reset', expires_at: expiresAt })
    .execute();
  await leaveTrace(db, 'reset-link.made', { at, target: user, ...(by && { who: by }) });
}

/** Uses up a code, sets a password, ends all sessions and begins a new one. */
export async function recoverAccount(
  db: Transaction<Schema>,
  { hash, passwordHash, session }: { hash: string; passwordHash: string; session: NewSession },
): Promise<{ self: SelfView; ended: readonly EndedSession[] }> {
  const { user, at, address } = session;
  const used = await db
    .deleteFrom('recovery_codes')
    .where('user', '=', user)
    .where('hash', '=', hash)
    .where((either) => either.or([either('expires_at', 'is', null), either('expires_at', '>', at)]))
    .executeTakeFirst();
  if (used.numDeletedRows !== 1n) throw new SupError('credentials-wrong');
  // A link that lies in some mailbox is of no more use to anyone else.
  await db.deleteFrom('recovery_codes').where('user', '=', user).where('kind', '=', 'reset').execute();
  await setPassword(db, user, passwordHash);
  const ended = await markEnded(db, { user, reason: 'recovered', at });
  await insertSession(db, session);
  await leaveTrace(db, 'account.recovered', { at, who: user, target: session.id, address });
  return { self: await putProfile(db, user), ended };
}

/** Makes somebody the first administrator. */
export async function claimAdmin(db: Transaction<Schema>, { user, at, address }: Act): Promise<SelfView> {
  await mustHaveNoAdmin(db);
  await db
    .updateTable('users')
    .set({ admin: 1 })
    .where('id', '=', user)
    .where('deleted_at', 'is', null)
    .execute();
  await leaveTrace(db, 'admin.claimed', { at, who: user, address });
  return putProfile(db, user);
}

/** Turns an account into a placeholder: everything that was theirs alone goes, what they said in rooms stays. */
export async function deleteAccount(
  db: Transaction<Schema>,
  { user, at, address }: Act,
): Promise<readonly EndedSession[]> {
  const blank = { name: '', name_key: '', about: null, status: null, password_hash: null, deleted_at: at };
  await db.updateTable('users').set(blank).where('id', '=', user).execute();
  await db.deleteFrom('recovery_codes').where('user', '=', user).execute();
  await db.deleteFrom('blocks').where('user', '=', user).execute();
  await db.deleteFrom('invite_uses').where('user', '=', user).execute();
  await db.deleteFrom('join_requests').where('user', '=', user).execute();
  await db.deleteFrom('schedules').where('user', '=', user).execute();
  await db.deleteFrom('reminders').where('user', '=', user).execute();
  await db.deleteFrom('user_state').where('user', '=', user).execute();
  await db.deleteFrom('thread_follows').where('user', '=', user).execute();
  await db.deleteFrom('last_seen').where('user', '=', user).execute();
  // By room, because these are found by room and person only, and there are many of them.
  const inRooms = sql<boolean>`room in (select id from rooms)`;
  await db.deleteFrom('cursors').where(inRooms).where('user', '=', user).execute();
  await db.deleteFrom('delivery_receipts').where(inRooms).where('user', '=', user).execute();
  await sql`delete from room_former_members where ${inRooms} and "user" = ${user}`.execute(db);
  await leaveTrace(db, 'account.deleted', { at, who: user, address });
  return markEnded(db, { user, reason: 'deleted', at });
}

async function setPassword(db: Kysely<Schema>, user: UserId, passwordHash: string): Promise<void> {
  const set = await db
    .updateTable('users')
    .set({ password_hash: passwordHash })
    .where('id', '=', user)
    .where('owner', 'is', null)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (set.numUpdatedRows !== 1n) throw new SupError('credentials-wrong');
}

/** Keeps what brings an account back. */
export async function insertCodes(
  db: Kysely<Schema>,
  user: UserId,
  hashes: readonly string[],
): Promise<void> {
  if (hashes.length === 0) return;
  const rows = hashes.map((hash) => ({ user, hash, kind: 'code' as const, expires_at: null }));
  await db.insertInto('recovery_codes').values(rows).execute();
}

async function mustHaveNoAdmin(db: Kysely<Schema>): Promise<void> {
  const admin = await db
    .selectFrom('users')
    .select('id')
    .where('admin', '=', 1)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (admin) throw new SupError('link-invalid');
}
