import type { SelfView } from '@sup/protocol';
import { SupError, stateKey } from '@sup/protocol/wire';
import type { Transaction } from 'kysely';
import type { ProfileChange, UserStore } from '../../services/users/user-store.ts';
import { putProfile } from './account-views.ts';
import type { Schema } from './schema.ts';
import { putState } from './user-state.ts';

/** Changes a profile. */
export async function changeProfile(
  db: Transaction<Schema>,
  { user, name, about, status }: ProfileChange,
): Promise<SelfView> {
  const set = {
    ...(name && { name: name.text, name_key: name.key }),
    ...(about !== undefined && { about: about === '' ? null : about }),
    ...(status !== undefined && { status: status && JSON.stringify(status) }),
  };
  const account = await db
    .selectFrom('users')
    .select('id')
    .where('id', '=', user)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (!account) throw new SupError('user-not-found');
  if (Object.keys(set).length > 0) {
    await db.updateTable('users').set(set).where('id', '=', user).execute();
  }
  return putProfile(db, user);
}

/** Blocks or unblocks a person; false if it was so already. */
export async function setBlock(
  db: Transaction<Schema>,
  { user, other, on, at }: Parameters<UserStore['setBlock']>[0],
): Promise<boolean> {
  const exists = await db.selectFrom('users').select('id').where('id', '=', other).executeTakeFirst();
  if (!exists) throw new SupError('user-not-found');
  const isNew = on
    ? (
        await db
          .insertInto('blocks')
          .values({ user, other, at })
          .onConflict((conflict) => conflict.columns(['user', 'other']).doNothing())
          .executeTakeFirst()
      ).numInsertedOrUpdatedRows === 1n
    : (await db.deleteFrom('blocks').where('user', '=', user).where('other', '=', other).executeTakeFirst())
        .numDeletedRows === 1n;
  if (isNew) await putState(db, user, { key: stateKey.block(other), value: on ? { at } : null });
  return isNew;
}
