import type { RoomId, UserId } from '@sup/protocol';
import { stateKey } from '@sup/protocol/wire';
import { sql as raw } from 'kysely';
import type { CursorStore, ReceiptDates, RoomReceipt } from '../../services/cursors/cursor-store.ts';
import type { SqlStore } from './sql-store.ts';

/** Cursors in SQL: where everyone is, when they came there, and markers as part of the own streams. */
export function sqlCursors(sql: SqlStore): CursorStore {
  return {
    save: (batch) => sql.write('cursors.save', batch),
    async receipts(rooms) {
      if (rooms.length === 0) return [];
      const query = sql.read
        .selectFrom('cursors')
        .select(['room', 'user', 'told_delivered as delivered', 'told_read as read'])
        .where('room', 'in', rooms)
        // Those who have left are told of no more.
        .where(isMember);
      return (await query.execute()).map(receipt);
    },
    async hidingIn(rooms) {
      if (rooms.length === 0) return [];
      const ids = raw.join(rooms);
      const query = raw<{ room: RoomId; user: UserId }>`select m.room, m."user" from room_members m
        where m.room in (${ids}) and exists (
          select 1 from user_state s where s."user" = m."user" and s.key = ${hidingKey} and s.value is not null
        )`;
      return (await query.execute(sql.read)).rows;
    },
    async hiding(users) {
      if (users.length === 0) return new Set();
      const query = sql.read
        .selectFrom('user_state')
        .select('user')
        .where('user', 'in', users)
        .where('key', '=', hidingKey)
        .where('value', 'is not', null);
      return new Set((await query.execute()).map(({ user }) => user as UserId));
    },
    async dates(room, seq) {
      const first = (kind: 'delivered' | 'read') => raw<number | null>`(
        select d.at from delivery_receipts d
        where d.room = cursors.room and d."user" = cursors."user" and d.kind = ${kind} and d.up_to_seq >= ${seq}
        order by d.up_to_seq limit 1
      )`;
      const query = sql.read
        .selectFrom('cursors')
        .select(['user', first('delivered').as('deliveredAt'), first('read').as('readAt')])
        .where('room', '=', room);
      return (await query.execute()).map(dates);
    },
    async readers(room, seq, but) {
      const query = sql.read
        .selectFrom('cursors')
        .select((all) => all.fn.countAll().as('count'))
        .where('room', '=', room)
        .where('told_read', '>=', seq)
        .where('user', '!=', but)
        .where(isMember)
        .where(
          raw<boolean>`not exists (select 1 from user_state s where s."user" = cursors."user" and s.key = ${hidingKey} and s.value is not null)`,
        );
      return Number((await query.executeTakeFirst())?.count ?? 0);
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

const hidingKey = stateKey.receipts();
const isMember = raw<boolean>`exists (select 1 from room_members m where m.room = cursors.room and m."user" = cursors."user")`;

function dates(row: { user: string; deliveredAt: number | null; readAt: number | null }): ReceiptDates {
  const { deliveredAt, readAt } = row;
  // Who has read it has it: the one may be told before the other.
  const first = Math.min(Number(deliveredAt ?? readAt), Number(readAt ?? deliveredAt));
  return {
    user: row.user as UserId,
    ...(deliveredAt === null && readAt === null ? {} : { deliveredAt: first }),
    ...(readAt === null ? {} : { readAt: Number(readAt) }),
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
