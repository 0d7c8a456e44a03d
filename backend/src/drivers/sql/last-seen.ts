import type { UserId } from '@sup/protocol';
import type { LastSeenStore } from '../../services/presence/last-seen-store.ts';
import type { SqlStore } from './sql-store.ts';

/** When people were last here, in SQL. */
export function sqlLastSeen(sql: SqlStore): LastSeenStore {
  return {
    save: (seen) => sql.write('last-seen.save', seen),
    async get(users) {
      if (users.length === 0) return new Map();
      const query = sql.read.selectFrom('last_seen').select(['user', 'at']).where('user', 'in', users);
      return new Map((await query.execute()).map(({ user, at }) => [user as UserId, Number(at)]));
    },
  };
}
