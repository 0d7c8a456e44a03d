import type { StateItem, UserId } from '@sup/protocol';
import type { Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import { putState } from './user-state.ts';

/** Writes keys of one person's own stream, and answers them with their revs. */
export async function putOwnStream(
  db: Transaction<Schema>,
  { user, items }: { user: UserId; items: readonly { key: string; value: unknown }[] },
): Promise<readonly StateItem[]> {
  const written: StateItem[] = [];
  for (const { key, value } of items) {
    written.push({ key, value, rev: await putState(db, user, { key, value }) });
  }
  return written;
}
