import type { Cmid, DeviceId, UserId } from '@sup/protocol';
import type { Selectable } from 'kysely';
import type { Move, MoveStore } from '../../services/messaging/moves/move-store.ts';
import type { MovesTable } from './move-tables.ts';
import type { SqlStore } from './sql-store.ts';

/** Moves between rooms, in SQL. */
export function sqlMoves(sql: SqlStore): MoveStore {
  const { read } = sql;
  return {
    begin: (ask) => sql.write('moves.begin', ask),
    carry: (ask) => sql.write('moves.carry', ask),
    end: (ask) => sql.write('moves.end', ask),
    drop: (ask) => sql.write('moves.drop', ask),
    purge: (before) => sql.write('moves.purge', before),
    async get({ account, id }) {
      const rows = read.selectFrom('moves').selectAll().where('account', '=', account);
      const row = await rows.where('id', '=', id).executeTakeFirst();
      return row && moveOf(row);
    },
    async unfinished(before, limit) {
      const rows = await read
        .selectFrom('moves')
        .selectAll()
        .where('outcome', 'is', null)
        .where('at', '<', before)
        .orderBy('at')
        .limit(limit)
        .execute();
      return rows.map(moveOf);
    },
  };
}

/** Only move-writes.ts writes the rows, from asks and contents of these shapes. */
function moveOf(row: Selectable<MovesTable>): Move {
  return {
    account: row.account as UserId,
    id: row.id as Cmid,
    device: row.device as DeviceId,
    at: Number(row.at),
    ask: JSON.parse(row.ask) as Move['ask'],
    ...(row.content !== null && { content: JSON.parse(row.content) as NonNullable<Move['content']> }),
    ...(row.outcome !== null && { outcome: row.outcome as NonNullable<Move['outcome']> }),
  };
}
