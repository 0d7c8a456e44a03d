import type { StateItem, UserId } from '@sup/protocol';
import { stateKey } from '@sup/protocol/wire';
import { sql, type Transaction } from 'kysely';
import type { CursorBatch, MarkerWrite, ReceiptWrite } from '../../services/cursors/cursor-store.ts';
import type { Schema } from './schema.ts';
import { putStates } from './user-state.ts';
import { withoutDeleted } from './without-deleted.ts';

/** Merges receipts as maxima and moves markers, and answers the markers that moved. */
export async function saveCursors(
  db: Transaction<Schema>,
  { at, ...batch }: CursorBatch,
): Promise<readonly { user: UserId; item: StateItem }[]> {
  const receipts = await withoutDeleted(db, batch.receipts);
  const markers = await withoutDeleted(db, batch.markers);
  if (receipts.length > 0) await mergeReceipts(db, receipts);
  const advances = receipts
    .filter((receipt) => receipt.isDated)
    .flatMap((receipt) => advancesOf(receipt, at));
  if (advances.length > 0) {
    await db
      .insertInto('delivery_receipts')
      .values(advances)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  return markers.length > 0 ? moveMarkers(db, markers) : [];
}

async function mergeReceipts(db: Transaction<Schema>, receipts: readonly ReceiptWrite[]): Promise<void> {
  const rows = receipts.map(({ room, user, delivered, read, told }) => ({
    room,
    user,
    delivered,
    read,
    told_delivered: told.delivered,
    told_read: told.read,
  }));
  // The greater of two in words that both dialects know.
  const greater = (column: 'delivered' | 'read' | 'told_delivered' | 'told_read') => {
    const [now, then] = [sql.ref(`cursors.${column}`), sql.ref(`excluded.${column}`)];
    return sql<number>`case when ${then} > ${now} then ${then} else ${now} end`;
  };
  await db
    .insertInto('cursors')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['room', 'user']).doUpdateSet({
        delivered: greater('delivered'),
        read: greater('read'),
        told_delivered: greater('told_delivered'),
        told_read: greater('told_read'),
      }),
    )
    .execute();
}

function advancesOf({ room, user, told: { delivered, read } }: ReceiptWrite, at: number) {
  return [
    ...(delivered > 0 ? [{ room, user, kind: 'delivered' as const, up_to_seq: delivered, at }] : []),
    ...(read > 0 ? [{ room, user, kind: 'read' as const, up_to_seq: read, at }] : []),
  ];
}

async function moveMarkers(
  db: Transaction<Schema>,
  markers: readonly MarkerWrite[],
): Promise<{ user: UserId; item: StateItem }[]> {
  const stored = await storedMarkers(db, markers);
  const moves = markers.flatMap(({ user, room, thread, seq, move }) => {
    const key = stateKey.marker(room, thread);
    const before = stored.get(user + key);
    const isThere = before !== undefined && (move === 'forward' ? before >= seq : before === seq);
    return isThere ? [] : [{ user, key, value: { seq } }];
  });
  const moved: { user: UserId; item: StateItem }[] = [];
  for (const round of rounds(moves)) {
    const revs = await putStates(db, round);
    for (const { user, key, value } of round) {
      moved.push({ user, item: { key, value, rev: revs.get(user) ?? 0 } });
    }
  }
  return moved;
}

/** The writes in as few groups as there can be where nobody is in a group twice; each person's stay in their order. */
function rounds<Write extends { user: UserId }>(writes: readonly Write[]): Write[][] {
  const groups: Write[][] = [];
  const counts = new Map<UserId, number>();
  for (const write of writes) {
    const count = counts.get(write.user) ?? 0;
    counts.set(write.user, count + 1);
    groups[count] = [...(groups[count] ?? []), write];
  }
  return groups;
}

/** Markers by user and key. May hold more than was asked for: everyone's in all of the rooms. */
async function storedMarkers(
  db: Transaction<Schema>,
  markers: readonly MarkerWrite[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom('user_state')
    .select(['user', 'key', 'value'])
    .where('user', 'in', [...new Set(markers.map(({ user }) => user))])
    .where('key', 'in', [...new Set(markers.map(({ room, thread }) => stateKey.marker(room, thread)))])
    .execute();
  return new Map(
    rows.flatMap(({ user, key, value }) => (value ? [[user + key, JSON.parse(value).seq]] : [])),
  );
}
