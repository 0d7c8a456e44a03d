import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Links for people without an account, and who came by them: accounts that end at a moment. */
export const guests: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  'alter table invites add column guests integer not null default 0',
  'alter table users add column guest_until bigint',
  `create table guests (
    "user" text primary key not null,
    room text not null,
    invite text not null,
    until bigint not null
  )`,
  'create index guests_of_invite on guests (invite)',
];
