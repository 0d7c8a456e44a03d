import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What the store is, and what all devices of one person share. */
export const base: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('meta')
      .addColumn('key', 'text', (column) => column.primaryKey().notNull())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('user_state')
      .addColumn('user', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      // JSON; null once the key is gone, so that a device that was away learns of it.
      .addColumn('value', 'text')
      .addColumn('rev', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('user_state_key', ['user', 'key'])
      .addUniqueConstraint('user_state_rev', ['user', 'rev'])
      .execute();
    await db.schema
      .createTable('user_revs')
      .addColumn('user', 'text', (column) => column.primaryKey().notNull())
      .addColumn('rev', 'bigint', (column) => column.notNull())
      .execute();
  },
};
