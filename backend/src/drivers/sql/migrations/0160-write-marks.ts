import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { isSqlite } from './is-sqlite.ts';

/** By what PostgreSQL's writes know each other again after a commit that nobody heard the end of (drivers/postgres/write-marks.ts). */
export const writeMarks: Migration = {
  async up(db: Kysely<unknown>) {
    if (isSqlite(db)) return;
    await sql`create table write_marks (slot text primary key not null, mark text not null)`.execute(db);
  },
};
