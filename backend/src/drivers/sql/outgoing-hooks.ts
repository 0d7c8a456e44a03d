import type { HookId, RoomId, UserId } from '@sup/protocol';
import type { Selectable } from 'kysely';
import type { OutgoingHook, OutgoingHookStore } from '../../services/hooks/outgoing-store.ts';
import type { OutgoingHooksTable } from './hook-tables.ts';
import type { SqlStore } from './sql-store.ts';

/** Outgoing hooks in SQL. */
export function sqlOutgoingHooks(sql: SqlStore): OutgoingHookStore {
  const hooks = () => sql.read.selectFrom('outgoing_hooks').selectAll();
  return {
    add: (ask) => sql.write('outgoing-hooks.add', ask),
    async ofRoom(room) {
      return (await hooks().where('room', '=', room).orderBy('id').execute()).map(hookOf);
    },
    async on() {
      return (await hooks().where('state', '=', 'on').execute()).map(hookOf);
    },
    delete: (ask) => sql.write('outgoing-hooks.delete', ask),
    progress: (ask) => sql.write('outgoing-hooks.progress', ask),
    async deliveries(id) {
      const rows = await sql.read
        .selectFrom('hook_deliveries')
        .selectAll()
        .where('hook', '=', id)
        .orderBy('n', 'desc')
        .execute();
      return rows.map(({ seq, at, duration_ms, outcome, arrived }) => ({
        seq: Number(seq),
        at: Number(at),
        durationMs: Number(duration_ms),
        outcome,
        arrived: arrived === 1,
      }));
    },
  };
}

function hookOf(row: Selectable<OutgoingHooksTable>): OutgoingHook {
  const { name, url, secret, state } = row;
  return {
    id: row.id as HookId,
    room: row.room as RoomId,
    name,
    url,
    secret,
    by: row.made_by as UserId,
    madeAt: Number(row.made_at),
    state,
    delivered: Number(row.delivered),
    failures: Number(row.failures),
    ...(row.failing_since !== null && { failingSince: Number(row.failing_since) }),
    ...(row.next_at !== null && { nextAt: Number(row.next_at) }),
  };
}
