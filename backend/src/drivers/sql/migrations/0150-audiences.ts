import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isSqlite } from './is-sqlite.ts';

/**
 * Messages that call everyone or those of a role: a row a message, however many that is (docs/decisions/150). Who is
 * meant follows from the roles of a membership: `former_roles` is JSON of protocol's FormerRole[].
 */
export const audiences: Migration = {
  async up(db: Kysely<unknown>) {
    const clustered = sql.raw(isSqlite(db) ? ' without rowid' : '');
    await sql`alter table room_members add column former_roles text`.execute(db);
    await sql`${sql.raw(calls)}${clustered}`.execute(db);
  },
};

/** `thread_seq` is 0 for room-level messages; `said_seq` is the entry that says the words; `roles` has a bit a role, -1 is everyone. */
const calls = `create table audience_calls (
  room integer not null,
  thread_seq bigint not null,
  seq bigint not null,
  said_seq bigint not null,
  roles integer not null,
  account text not null,
  hidden_from text,
  primary key (room, thread_seq, seq)
)`;
