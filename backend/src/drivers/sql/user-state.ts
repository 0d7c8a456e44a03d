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

/** One key of someone's own stream. */
export interface StateWrite {
  readonly user: UserId;
  readonly key: string;
  readonly value: unknown;
}

/**
 * Writes one key of each of several people's streams, like putState but with two statements for all of them; nobody may
 * be named twice. Answers the revs. Rows are locked in the order of the people, so that two writers never wait for each
 * other.
 */
export async function putStates(
  db: Kysely<Schema>,
  writes: readonly StateWrite[],
): Promise<ReadonlyMap<UserId, number>> {
  const sorted = writes.toSorted((one, other) => (one.user < other.user ? -1 : 1));
  const taken = await db
    .insertInto('user_revs')
    .values(sorted.map(({ user }) => ({ user, rev: 1 })))
    .onConflict((conflict) => conflict.column('user').doUpdateSet({ rev: sql<number>`user_revs.rev + 1` }))
    .returning(['user', 'rev'])
    .execute();
  const revs = new Map(taken.map(({ user, rev }) => [user as UserId, Number(rev)]));
  const rows = sorted.map(({ user, key, value }) => ({
    user,
    key,
    value: value === null ? null : JSON.stringify(value),
    rev: revs.get(user) ?? 0,
  }));
  await db
    .insertInto('user_state')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['user', 'key']).doUpdateSet((given) => ({
        value: given.ref('excluded.value'),
        rev: given.ref('excluded.rev'),
      })),
    )
    .execute();
  return revs;
}
