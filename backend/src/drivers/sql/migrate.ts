import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { StartRefused } from '../../start-refused.ts';
import { migrations } from './migrations/index.ts';

/**
 * Brings a database to this version, in one transaction where the database can.
 * Throws StartRefused if a newer version has been at work on it: nothing is changed then.
 */
export async function migrate<Tables>(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableName: 'migrations',
    migrationLockTableName: 'migrations_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  // Kysely has no class for this: a step was done that this version does not know.
  if (error instanceof Error && /previously executed migration .* is missing/.test(error.message)) {
    throw new StartRefused(
      'The data was written by a newer version of Sup. Start that version, or restore a backup.',
      {
        cause: error,
      },
    );
  }
  throw error;
}
