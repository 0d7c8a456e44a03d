import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Rooms that are deleted. `asked` of a member is 2 more while the room is not there for them, so that whoever looks for
 * members does not find them, and they are found again as they were.
 */
export const deletion: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};

const statements = [
  'alter table rooms add column deletion text',
  // Null again once nothing is left of the room.
  'alter table rooms add column deletes_at bigint',
  // Up to where its log has been blanked.
  'alter table rooms add column erased_seq bigint',
  'create index rooms_deletes on rooms (deletes_at) where deletes_at is not null',
];
