import type { Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import { withoutDeleted } from './without-deleted.ts';

/** Notes when people were last here. */
export async function saveLastSeen(
  db: Transaction<Schema>,
  seen: readonly { user: string; at: number }[],
): Promise<void> {
  const rows = await withoutDeleted(db, seen);
  if (rows.length === 0) return;
  await db
    .insertInto('last_seen')
    .values([...rows])
    .onConflict((conflict) =>
      conflict.column('user').doUpdateSet((then) => ({ at: then.ref('excluded.at') })),
    )
    .execute();
}
