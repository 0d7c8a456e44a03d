import type { StateItem } from '@sup/protocol';
import type { OwnStreamStore } from '../../services/own-stream/own-stream.ts';
import type { SqlStore } from './sql-store.ts';

/** Own streams in SQL: one row a key, so that a stream never grows beyond its keys; what is gone stays as a row of null. */
export function sqlOwnStream(sql: SqlStore): OwnStreamStore {
  const rows = () => sql.read.selectFrom('user_state').select(['key', 'value', 'rev']);
  // Asked for by every heartbeat and receipt: compiling the query costs more than running it, so that is done once.
  const revOf = sql.read.selectFrom('user_revs').select('rev').where('user', '=', '').compile();
  return {
    async rev(user) {
      const { rows: found } = await sql.read.executeQuery<{ rev: number }>({ ...revOf, parameters: [user] });
      return Number(found[0]?.rev ?? 0);
    },
    put: (user, items) => sql.write('own-stream.put', { user, items }),
    async count(user, prefix) {
      const { n } = await sql.read
        .selectFrom('user_state')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('user', '=', user)
        .where('key', 'like', `${prefix}%`)
        .where('value', 'is not', null)
        .executeTakeFirstOrThrow();
      return Number(n);
    },
    async get(user, keys) {
      if (keys.length === 0) return [];
      return (await rows().where('user', '=', user).where('key', 'in', keys).orderBy('rev').execute()).map(
        item,
      );
    },
    async after(user, after, limit) {
      const query = rows().where('user', '=', user).where('rev', '>', after).orderBy('rev').limit(limit);
      return (await query.execute()).map(item);
    },
  };
}

function item(row: { key: string; value: string | null; rev: number }): StateItem {
  return { key: row.key, value: row.value === null ? null : JSON.parse(row.value), rev: Number(row.rev) };
}
