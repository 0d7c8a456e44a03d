import type { Epoch } from '@sup/protocol';
import type { Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** Gives the store a new identity, because it no longer holds what clients have seen of it, such as after a restore. */
export async function changeEpoch(db: Transaction<Schema>, { epoch }: { epoch: Epoch }): Promise<void> {
  await db.updateTable('meta').set({ value: epoch }).where('key', '=', 'epoch').execute();
}
