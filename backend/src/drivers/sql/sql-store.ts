// Structured data in SQL: one set of repositories (drivers/sql/*.ts) for SQLite and PostgreSQL.
import type { Kysely } from 'kysely';
import type { Operations } from './operations.ts';
import type { Schema } from './schema.ts';

export interface SqlStore {
  /** For reads outside a transaction: sees what is committed. */
  readonly read: Kysely<Schema>;
  /** Runs a named write; resolves once it is durable. Throws store-full or store-unavailable when surely nothing was written. */
  write<Name extends keyof Operations>(
    name: Name,
    args: Parameters<Operations[Name]>[1],
  ): ReturnType<Operations[Name]>;
}
