import type { Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** Leaves out rows of accounts that have been deleted: what still waited in memory for them must not come back. */
export async function withoutDeleted<Row extends { readonly user: string }>(
  db: Transaction<Schema>,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  if (rows.length === 0) return rows;
  const deleted = await db
    .selectFrom('users')
    .select('id')
    .where('id', 'in', [...new Set(rows.map(({ user }) => user))])
    .where('deleted_at', 'is not', null)
    .execute();
  if (deleted.length === 0) return rows;
  const gone = new Set(deleted.map(({ id }) => id));
  return rows.filter(({ user }) => !gone.has(user));
}
