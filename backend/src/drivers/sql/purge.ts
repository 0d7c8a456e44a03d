import type { RoomId } from '@sup/protocol';
import { sql as raw } from 'kysely';
import type { PurgeStore } from '../../services/rooms/deletion/purge-store.ts';
import type { SqlStore } from './sql-store.ts';

/** What is left of deleted rooms, in SQL. */
export function sqlPurge(sql: SqlStore): PurgeStore {
  return {
    async next() {
      const { rows } = await raw<{ at: number | null }>`select min(deletes_at) as at from rooms
        where deletes_at is not null`.execute(sql.read);
      const at = rows[0]?.at ?? undefined;
      return at === undefined ? undefined : Number(at);
    },
    async due(now, limit) {
      const { rows } = await raw<{ id: RoomId }>`select id from rooms where deletes_at <= ${now}
        order by deletes_at limit ${limit}`.execute(sql.read);
      return rows.map(({ id }) => id);
    },
    erase: (ask) => sql.write('rooms.erase', ask),
  };
}
