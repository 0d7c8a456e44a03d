import { SupError } from '@sup/protocol/wire';
import type { Transaction } from 'kysely';
import type { MoveStore } from '../../services/messaging/moves/move-store.ts';
import type { Schema } from './schema.ts';

/** Notes a move; answers false for one that is noted already. Throws cmid-conflict if that one was another. */
export async function beginMove(
  db: Transaction<Schema>,
  { account, id, device, at, ask }: Parameters<MoveStore['begin']>[0],
): Promise<void> {
  const row = { account, id, device, at, ask: JSON.stringify(ask), content: null, outcome: null };
  await db
    .insertInto('moves')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const known = await db
    .selectFrom('moves')
    .select('ask')
    .where('account', '=', account)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  if (known.ask !== row.ask) throw new SupError('cmid-conflict');
}

/** Keeps what a move carries. */
export async function carryMove(
  db: Transaction<Schema>,
  { account, id, content }: Parameters<MoveStore['carry']>[0],
): Promise<void> {
  await db
    .updateTable('moves')
    .set({ content: JSON.stringify(content) })
    .where('account', '=', account)
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .execute();
}

/** Ends a move; nothing of what it carried is left. */
export async function endMove(
  db: Transaction<Schema>,
  { account, id, outcome }: Parameters<MoveStore['end']>[0],
): Promise<void> {
  await db
    .updateTable('moves')
    .set({ content: null, outcome })
    .where('account', '=', account)
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .execute();
}

/** Forgets a move that never began, as if it had not been asked for. */
export async function dropMove(
  db: Transaction<Schema>,
  { account, id }: Parameters<MoveStore['drop']>[0],
): Promise<void> {
  await db.deleteFrom('moves').where('account', '=', account).where('id', '=', id).execute();
}

/** Forgets how moves ended that were begun before. */
export async function purgeMoves(db: Transaction<Schema>, before: number): Promise<void> {
  await db.deleteFrom('moves').where('outcome', 'is not', null).where('at', '<', before).execute();
}
