import type { RoomId } from '@sup/protocol';
import { sql, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** Notes up to where a room's old messages are gone. */
export async function noteTrimmed(
  db: Transaction<Schema>,
  { room, seq }: { room: RoomId; seq: number },
): Promise<void> {
  await sql`update rooms set trimmed_seq = ${seq} where id = ${room}`.execute(db);
}
