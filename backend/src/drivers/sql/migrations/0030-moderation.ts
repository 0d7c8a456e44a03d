import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isSqlite } from './is-sqlite.ts';

/** What a room has set, and who is kept out of it or from writing in it. */
export const moderation: Migration = {
  async up(db: Kysely<unknown>) {
    const clustered = sql.raw(isSqlite(db) ? ' without rowid' : '');
    await sql`alter table rooms add column settings text`.execute(db);
    await sql`${sql.raw(sanctions)}${clustered}`.execute(db);
  },
};

// Bans, and mutes beside them: both outlive the membership, so that leaving and coming back ends neither.
const sanctions = `create table room_sanctions (
  room text not null,
  kind text not null,
  "user" text not null,
  "by" text not null,
  at bigint not null,
  until bigint not null,
  reason text,
  primary key (room, kind, "user")
)`;
