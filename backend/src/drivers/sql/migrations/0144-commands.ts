import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Commands that bots offer, and those that were given and wait for an answer. */
export const commands: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  'create table bot_commands (bot text primary key not null, commands text not null)',
  `create table invocations (
    id text primary key not null,
    room text not null,
    account text not null,
    cmid text not null,
    digest text not null,
    bot text not null,
    slot integer not null,
    until_at bigint not null,
    state text not null
  )`,
  'create unique index invocations_of_account on invocations (account, room, cmid)',
  `create index invocations_waiting on invocations (until_at) where state = 'waiting'`,
  `create unique index invocations_of_bot on invocations (bot, slot) where state = 'waiting'`,
  'create index invocations_past on invocations (until_at)',
];
