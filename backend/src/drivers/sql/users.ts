import type { AuditView, UserId, UserView } from '@sup/protocol';
import type { Selectable } from 'kysely';
import type { AuditPage, UserStore } from '../../services/users/user-store.ts';
import type { AuditTable } from './account-tables.ts';
import { readSelf, viewColumns, viewOf } from './account-views.ts';
import type { SqlStore } from './sql-store.ts';

/** Within the number of values that a statement may have. */
const idsAtOnce = 500;
/** Sorts after everything that begins with the text before it. */
const last = '\u{10ffff}';

/** People in SQL. */
export function sqlUsers(sql: SqlStore): UserStore {
  const people = () => sql.read.selectFrom('users').select(viewColumns);
  return {
    async views(users) {
      const found: UserView[] = [];
      for (let start = 0; start < users.length; start += idsAtOnce) {
        const some = users.slice(start, start + idsAtOnce);
        found.push(...(await people().where('id', 'in', some).execute()).map(viewOf));
      }
      return found;
    },
    self: (user) => readSelf(sql.read, user),
    change: (change) => sql.write('users.change', change),
    async search({ prefix, handle, limit }) {
      const beginning = (column: 'handle' | 'name_key', text: string) =>
        people()
          .where('deleted_at', 'is', null)
          .where('guest_until', 'is', null)
          .where(column, '>=', text)
          .where(column, '<', text + last)
          .orderBy(column)
          .limit(limit)
          .execute();
      // An exact handle is the first of those that begin with it.
      const found = handle === '' ? [] : await beginning('handle', handle);
      const named = await beginning('name_key', prefix);
      const byId = new Map([...found, ...named].map((row) => [row.id, viewOf(row)]));
      return [...byId.values()].slice(0, limit);
    },
    async ownedBy(owner) {
      const rows = await sql.read
        .selectFrom('users')
        .select('id')
        .where('owner', '=', owner)
        .where('deleted_at', 'is', null)
        .execute();
      return rows.map((row) => row.id as UserId);
    },
    async blockedBy(user) {
      const rows = await sql.read
        .selectFrom('blocks')
        .select('other')
        .where('user', '=', user)
        .orderBy('at', 'desc')
        .execute();
      return rows.map((row) => row.other as UserId);
    },
    setBlock: (ask) => sql.write('users.set-block', ask),
    audit: (before, limit) => readAudit(sql, before, limit),
  };
}

async function readAudit(sql: SqlStore, before: string | undefined, limit: number): Promise<AuditPage> {
  let query = sql.read
    .selectFrom('audit')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (before !== undefined) query = query.where('id', '<', Number(before));
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  const oldest = page.at(-1);
  const more = rows.length > limit && oldest !== undefined;
  return { events: page.map(eventOf), ...(more && { next: String(oldest.id) }) };
}

function eventOf({ at, what, who, target, address }: Selectable<AuditTable>): AuditView {
  return {
    at: Number(at),
    what,
    ...(who !== null && { who: who as UserId }),
    ...(target !== null && { target }),
    ...(address !== null && { address }),
  };
}
