import type { RoomId, SessionId, UserId } from '@sup/protocol';
import type { Selectable } from 'kysely';
import type { BotStore, BotToken } from '../../services/auth/bot-store.ts';
import type { BotTokensTable } from './bot-tables.ts';
import { accountsOfHooks } from './bot-writes.ts';
import type { SqlStore } from './sql-store.ts';

/** Bots in SQL: rows of users that have an owner. */
export function sqlBots(sql: SqlStore): BotStore {
  const { read } = sql;
  const live = () => read.selectFrom('bot_tokens').selectAll().where('revoked_at', 'is', null);
  return {
    create: (bot) => sql.write('bots.create', bot),
    async ownedBy(owner) {
      const rows = await read
        .selectFrom('users')
        .select('id')
        .where('owner', '=', owner)
        .where('deleted_at', 'is', null)
        .where('id', 'not in', accountsOfHooks(read))
        .orderBy('id')
        .execute();
      return rows.map((row) => row.id as UserId);
    },
    async owner(bot) {
      const row = await read
        .selectFrom('users')
        .select('owner')
        .where('id', '=', bot)
        .where('deleted_at', 'is', null)
        .where('id', 'not in', accountsOfHooks(read))
        .executeTakeFirst();
      return (row?.owner ?? undefined) as UserId | undefined;
    },
    async tokens(bots) {
      if (bots.length === 0) return [];
      return (
        await live()
          .where('bot', 'in', [...bots])
          .orderBy('id')
          .execute()
      ).map(tokenOf);
    },
    addToken: (ask) => sql.write('bots.add-token', ask),
    async token(by) {
      const row = await ('hash' in by
        ? live().where('hash', '=', by.hash)
        : live().where('id', '=', by.id)
      ).executeTakeFirst();
      return row && tokenOf(row);
    },
    revoke: (ask) => sql.write('bots.revoke-token', ask),
    used: (ask) => sql.write('bots.note-use', ask),
    async nextExpiry() {
      const row = await live()
        .where('expires_at', 'is not', null)
        .clearSelect()
        .select('expires_at')
        .orderBy('expires_at')
        .limit(1)
        .executeTakeFirst();
      return row?.expires_at ? Number(row.expires_at) : undefined;
    },
    expire: (ask) => sql.write('bots.expire', ask),
    change: (ask) => sql.write('bots.change', ask),
    delete: (ask) => sql.write('bots.delete', ask),
  };
}

function tokenOf(row: Selectable<BotTokensTable>): BotToken {
  return {
    id: row.id as SessionId,
    bot: row.bot as UserId,
    name: row.name,
    read: row.can_read === 1,
    write: row.can_write === 1,
    ...(row.rooms !== null && { rooms: JSON.parse(row.rooms) as RoomId[] }),
    hint: row.hint,
    madeAt: Number(row.made_at),
    ...(row.expires_at !== null && { expiresAt: Number(row.expires_at) }),
    ...(row.last_used_at !== null && { lastUsedAt: Number(row.last_used_at) }),
  };
}
