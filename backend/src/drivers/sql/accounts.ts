import type { UserId } from '@sup/protocol';
import type { AccountStore, AdminStore } from '../../services/auth/account-store.ts';
import { readSelf } from './account-views.ts';
import { findCollision } from './account-writes.ts';
import type { SqlStore } from './sql-store.ts';

/** Accounts in SQL. */
export function sqlAccounts(sql: SqlStore): AccountStore & AdminStore {
  const { read } = sql;
  return {
    create: (account) => sql.write('accounts.create', account),
    collision: (handle, skeleton) => findCollision(read, { handle, skeleton }),
    async credentials(by) {
      const rows = read.selectFrom('users').select(['id', 'password_hash']);
      const one = 'handle' in by ? rows.where('handle', '=', by.handle) : rows.where('id', '=', by.user);
      const row = await one.executeTakeFirst();
      if (!row?.password_hash) return undefined;
      return { user: row.id as UserId, passwordHash: row.password_hash };
    },
    self: (user) => readSelf(read, user),
    changePassword: (ask) => sql.write('accounts.change-password', ask),
    putRecoveryCodes: (ask) => sql.write('accounts.put-recovery-codes', ask),
    putResetCode: (ask) => sql.write('accounts.put-reset-code', ask),
    async hasCode(user, hash, now) {
      const row = await read
        .selectFrom('recovery_codes')
        .select('expires_at')
        .where('user', '=', user)
        .where('hash', '=', hash)
        .executeTakeFirst();
      return row !== undefined && (row.expires_at === null || Number(row.expires_at) > now);
    },
    recover: (ask) => sql.write('accounts.recover', ask),
    delete: (ask) => sql.write('accounts.delete', ask),
    async admins() {
      const rows = await read
        .selectFrom('users')
        .select(['id', 'deleted_at'])
        .where('admin', '=', 1)
        .execute();
      const admins = rows.filter((row) => row.deleted_at === null).map((row) => row.id as UserId);
      return { admins, gone: rows.length - admins.length };
    },
    claim: (ask) => sql.write('accounts.claim-admin', ask),
  };
}
