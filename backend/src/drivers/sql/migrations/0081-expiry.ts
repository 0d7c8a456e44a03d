import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** When messages end: by their own time, or by that of their room. */
export const expiry: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  'alter table log add column expires_at bigint',
  'create index log_expiry on log (expires_at) where expires_at is not null',
  'alter table rooms add column retention_days bigint',
  // Up to where everything that was too old has been looked at.
  'alter table rooms add column trimmed_seq bigint',
  'create index rooms_retention on rooms (no) where retention_days is not null',
];
