import type { Command, UserId } from '@sup/protocol';
import type { CommandStore } from '../../services/commands/command-store.ts';
import { invocationOf } from './command-writes.ts';
import type { SqlStore } from './sql-store.ts';

/** What bots offer and what they were given, in SQL. */
export function sqlCommands(sql: SqlStore): CommandStore {
  return {
    offer: (ask) => sql.write('commands.offer', ask),
    async offered() {
      const rows = await sql.read
        .selectFrom('bot_commands')
        .innerJoin('users', 'users.id', 'bot_commands.bot')
        .select(['bot_commands.bot', 'bot_commands.commands'])
        .where('users.deleted_at', 'is', null)
        .execute();
      return new Map(rows.map(({ bot, commands }) => [bot as UserId, JSON.parse(commands) as Command[]]));
    },
    invoke: (ask) => sql.write('commands.invoke', ask),
    async get(id) {
      const row = await sql.read
        .selectFrom('invocations')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      return row && invocationOf(row);
    },
    answered: (ask) => sql.write('commands.answered', ask),
    async nextEnd() {
      const row = await sql.read
        .selectFrom('invocations')
        .select('until_at')
        .where('state', '=', 'waiting')
        .orderBy('until_at')
        .limit(1)
        .executeTakeFirst();
      return row && Number(row.until_at);
    },
    end: (ask) => sql.write('commands.end', ask),
  };
}
