import type { RoomId, UserId } from '@sup/protocol';
import { sql as raw } from 'kysely';
import type { CursorStore, RoomReceipt } from '../../services/cursors/cursor-store.ts';
import type { SqlStore } from './sql-store.ts';

/** Cursors in SQL: where everyone is, when they came there, and markers as part of the own streams. */
export function sqlCursors(sql: SqlStore): CursorStore {
  return {
    save: (batch) => sql.write('cursors.save', batch),
    async receipts(rooms) {
      if (rooms.length === 0) return [];
      const query = sql.read
        .selectFrom('cursors')
        .select(['room', 'user', 'delivered', 'read'])
        .where('room', 'in', rooms)
        // Those who have left are told of no more.
        .where(
          raw<boolean>`exists (select 1 from room_members m where m.room = cursors.room and m."user" = cursors."user")`,
        );
      return (await query.execute()).map(receipt);
    },
    async receiptsOf(user, rooms) {
      if (rooms.length === 0) return [];
      const query = sql.read
        .selectFrom('cursors')
        .select(['room', 'user', 'delivered', 'read'])
        .where('user', '=', user)
        .where('room', 'in', rooms);
      return (await query.execute()).map(receipt);
    },
    async markers(user, keys) {
      if (keys.length === 0) return new Map();
      const rows = await sql.read
        .selectFrom('user_state')
        .select(['key', 'value'])
        .where('user', '=', user)
        .where('key', 'in', [...keys])
        .execute();
      return new Map(
        rows.flatMap(({ key, value }): [string, number][] => (value ? [[key, JSON.parse(value).seq]] : [])),
      );
    },
  };
}

// The tables hold only ids that services put there. PostgreSQL's driver answers big integers as text.
function receipt(row: { room: string; user: string; delivered: number; read: number }): RoomReceipt {
  return {
    room: row.room as RoomId,
    user: row.user as UserId,
    delivered: Number(row.delivered),
    read: Number(row.read),
  };
}
