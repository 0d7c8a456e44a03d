import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What others see of a person's receipts, apart from how far the person has come: until now it was the same. */
export const receipts: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  'alter table cursors add column told_delivered bigint not null default 0',
  'alter table cursors add column told_read bigint not null default 0',
  'update cursors set told_delivered = delivered, told_read = read',
];
