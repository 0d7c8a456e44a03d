import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isSqlite } from './is-sqlite.ts';

/**
 * What memberships that are over showed (decision 5), as JSON of protocol's Stay[]: with who has come back, and of those who
 * have not beside the members, so that their number costs the members nothing.
 */
export const stays: Migration = {
  async up(db: Kysely<unknown>) {
    const clustered = sql.raw(isSqlite(db) ? ' without rowid' : '');
    await sql`alter table room_members add column earlier text`.execute(db);
    await sql`${sql.raw(formerMembers)}${clustered}`.execute(db);
  },
};

const formerMembers = `create table room_former_members (
  room text not null,
  "user" text not null,
  stays text not null,
  primary key (room, "user")
)`;
