import type { RoomId, UserId } from '@sup/protocol';
import type { RequestStore } from '../../services/invites/request-store.ts';
import { approvalOf } from './request-writes.ts';
import type { SqlStore } from './sql-store.ts';

/** Requests to join in SQL. */
export function sqlRequests(sql: SqlStore): RequestStore {
  const { read } = sql;
  return {
    put: (ask) => sql.write('requests.put', ask),
    withdraw: (ask) => sql.write('requests.withdraw', ask),
    async waiting(room, limit) {
      const rows = await read
        .selectFrom('join_requests')
        .select(['user', 'at', 'text'])
        .where('room', '=', room)
        .where('state', '=', 'open')
        .orderBy('at')
        .orderBy('user')
        .limit(limit)
        .execute();
      return rows.map(({ user, at, text }) => {
        return { room, user: user as UserId, at: Number(at), ...(text !== null && { text }) };
      });
    },
    async askedBy(user) {
      const rows = await read
        .selectFrom('join_requests')
        .select('room')
        .where('user', '=', user)
        .where('state', '<>', 'refused')
        .execute();
      return rows.map(({ room }) => room as RoomId);
    },
    turnDown: (ask) => sql.write('requests.turn-down', ask),
    approve: (ask) => sql.write('requests.approve', ask),
    finish: (ask) => sql.write('requests.finish', ask),
    async unfinished(before, limit) {
      const rows = await read
        .selectFrom('join_requests')
        .selectAll()
        .where('state', '=', 'approved')
        .where('at', '<', before)
        .orderBy('at')
        .limit(limit)
        .execute();
      return rows.map(approvalOf);
    },
  };
}
