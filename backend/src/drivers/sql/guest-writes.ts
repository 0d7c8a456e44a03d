import type { Transaction } from 'kysely';
import type { GuestStore } from '../../services/auth/guest-store.ts';
import type { EndedSession } from '../../services/auth/session-store.ts';
import { deleteAccount } from './account-writes.ts';
import { leaveTrace } from './audit-writes.ts';
import type { Schema } from './schema.ts';

/** Turns a guest's account into a placeholder; their handle says nothing of them, and stays. */
export async function eraseGuest(
  db: Transaction<Schema>,
  { user, at }: Parameters<GuestStore['erase']>[0],
): Promise<readonly EndedSession[]> {
  const known = await db.deleteFrom('guests').where('user', '=', user).executeTakeFirst();
  if (known.numDeletedRows !== 1n) return [];
  await leaveTrace(db, 'guest.ended', { at, target: user });
  return deleteAccount(db, { user, at, address: '' });
}
