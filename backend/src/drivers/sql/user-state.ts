import type { UserId } from '@sup/protocol';
import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';

/**
 * Writes one key of a person's own stream inside the caller's transaction, and answers its rev.
 * Taking the counter first locks the person's row, so that revs are dense whatever runs at once. null removes the key.
 */
export async function putState(
  db: Kysely<Schema>,
  user: UserId,
  { key, value }: { key: string; value: unknown },
): Promise<number> {
  const { rev } = await db
    .insertInto('user_revs')
    .values({ user, rev: 1 })
    .onConflict((conflict) => conflict.column('user').doUpdateSet({ rev: sql<number>`user_revs.rev + 1` }))
    .returning('rev')
    .executeTakeFirstOrThrow();
  const text = value === null ? null : JSON.stringify(value);
  await db
    .insertInto('user_state')
    .values({ user, key, value: text, rev })
    .onConflict((conflict) => conflict.columns(['user', 'key']).doUpdateSet({ value: text, rev }))
    .execute();
  return Number(rev);
}
