import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Where a room was when somebody was invited, or asked: from there on they may read where history is `invited`. */
export const fromInvitation: Migration = {
  async up(db: Kysely<unknown>) {
    for (const table of ['invites', 'join_requests'])
      await sql.raw(`alter table ${table} add column head bigint`).execute(db);
  },
};
