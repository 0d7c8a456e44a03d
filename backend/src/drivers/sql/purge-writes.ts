import type { RoomId, UserId } from '@sup/protocol';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Erasure } from '../../services/rooms/deletion/purge-store.ts';
import { leaveTrace } from './audit-writes.ts';
import { erasers } from './erasers.ts';
import type { Schema } from './schema.ts';

interface Ended {
  no: number;
  /** Who deleted it. */
  by: UserId;
}

/** Erases the next part of a room that has ended: the first eraser that finds anything has done the step. */
export async function eraseRoom(
  db: Transaction<Schema>,
  { room, at }: { room: RoomId; at: number },
): Promise<Erasure> {
  const ended = await endedRoom(db, room);
  if (!ended) return { isDone: true, told: [] };
  const told = new Map<UserId, string[]>();
  const tell = (user: UserId, key: string): void => void told.set(user, [...(told.get(user) ?? []), key]);
  for (const erase of erasers) {
    const count = await erase(db, { id: room, no: ended.no, tell });
    if (count > 0) return { isDone: false, told: [...told].map(([user, keys]) => ({ user, keys })) };
  }
  await sql`update rooms set name = null, name_key = null, topic = null, settings = null, retention_days = null,
    member_count = 0, deletes_at = null where no = ${ended.no}`.execute(db);
  await leaveTrace(db, 'room.purged', { at, who: ended.by, target: room });
  return { isDone: true, told: [] };
}

/** Undefined for a room that is there, and once it is gone. */
async function endedRoom(db: Kysely<Schema>, room: RoomId): Promise<Ended | undefined> {
  const { rows } = await sql<{ no: number; deletion: string }>`select no, deletion from rooms
    where id = ${room} and deletion is not null and deletes_at is not null`.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  // Only the log's writer writes the column.
  const { by, keepers } = JSON.parse(row.deletion) as { by: UserId; keepers: readonly UserId[] };
  return keepers.length === 0 ? { no: Number(row.no), by } : undefined;
}
