import type { HookId, RoomId, UserId } from '@sup/protocol';
import type { Selectable } from 'kysely';
import type { HookStore, IncomingHook } from '../../services/hooks/hook-store.ts';
import type { IncomingHooksTable } from './hook-tables.ts';
import type { SqlStore } from './sql-store.ts';

/** Hooks in SQL. */
export function sqlHooks(sql: SqlStore): HookStore {
  const live = () => sql.read.selectFrom('incoming_hooks').selectAll().where('revoked_at', 'is', null);
  return {
    addIncoming: (ask) => sql.write('hooks.add-incoming', ask),
    async incoming(room) {
      return (await live().where('room', '=', room).orderBy('id').execute()).map(hookOf);
    },
    async findIncoming(hash) {
      const row = await live().where('hash', '=', hash).executeTakeFirst();
      return row && hookOf(row);
    },
    async revokeIncoming(ask) {
      const row = await sql.write('hooks.revoke-incoming', ask);
      return row && hookOf(row);
    },
    async takeOverIncoming(ask) {
      const row = await sql.write('hooks.take-over', ask);
      return row && hookOf(row);
    },
    usedIncoming: (ask) => sql.write('hooks.note-use', ask),
  };
}

function hookOf(row: Selectable<IncomingHooksTable>): IncomingHook {
  return {
    id: row.id as HookId,
    room: row.room as RoomId,
    account: row.account as UserId,
    by: row.made_by as UserId,
    hint: row.hint,
    madeAt: Number(row.made_at),
    ...(row.last_used_at !== null && { lastUsedAt: Number(row.last_used_at) }),
  };
}
