import { type Kysely, SqliteAdapter } from 'kysely';

/** True if the database is SQLite, for the few words in which the dialects differ. */
export function isSqlite(db: Kysely<unknown>): boolean {
  return db.getExecutor().adapter instanceof SqliteAdapter;
}
