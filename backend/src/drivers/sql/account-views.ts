import type { SelfView, UserId, UserView } from '@sup/protocol';
import { stateKey } from '@sup/protocol/wire';
import type { Kysely, Selectable } from 'kysely';
import type { UsersTable } from './account-tables.ts';
import type { Schema } from './schema.ts';
import { putState } from './user-state.ts';

export const viewColumns = [
  'id',
  'handle',
  'name',
  'about',
  'status',
  'owner',
  'guest_until',
  'deleted_at',
] as const;
type ViewRow = Pick<Selectable<UsersTable>, (typeof viewColumns)[number]>;

/** A person as others see them; who deleted their account is a placeholder (R68). */
export function viewOf(row: ViewRow): UserView {
  const id = row.id as UserId;
  const guest = row.guest_until ? { guest: { until: Number(row.guest_until) } } : {};
  if (row.deleted_at !== null) {
    const name = row.guest_until ? 'Guest' : 'Deleted account';
    return { id, handle: 'deleted', name, ...guest, deleted: true };
  }
  return {
    id,
    handle: row.handle,
    name: row.name,
    ...(row.about !== null && { about: row.about }),
    ...guest,
    ...(row.owner && { bot: { owner: row.owner as UserId } }),
    ...(row.status !== null && { status: JSON.parse(row.status) as NonNullable<UserView['status']> }),
  };
}

/** The person themselves, with how many recovery codes are left. */
export async function readSelf(db: Kysely<Schema>, user: UserId): Promise<SelfView | undefined> {
  const row = await db
    .selectFrom('users')
    .select([...viewColumns, 'admin', 'created_at'])
    .select((of) =>
      of
        .selectFrom('recovery_codes')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .whereRef('recovery_codes.user', '=', 'users.id')
        .where('kind', '=', 'code')
        .as('codes'),
    )
    .where('id', '=', user)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    ...viewOf(row),
    admin: row.admin === 1 && row.deleted_at === null,
    createdAt: Number(row.created_at),
    recoveryCodesLeft: Number(row.codes ?? 0),
  };
}

/** Writes the profile to the person's own stream, as it is after the caller's writes. */
export async function putProfile(db: Kysely<Schema>, user: UserId): Promise<SelfView> {
  const self = await readSelf(db, user);
  if (!self) throw new Error(`there is no account ${user} to write the profile of`);
  await putState(db, user, { key: stateKey.profile(), value: self });
  return self;
}
