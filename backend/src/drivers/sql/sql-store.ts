// Structured data in SQL: one set of repositories (drivers/sql/*.ts) for SQLite and PostgreSQL.
import type { Kysely, Transaction } from 'kysely';
import type { Operations } from './operations.ts';
import type { Schema } from './schema.ts';

/**
 * A named write: runs whole inside one transaction, on SQLite within the writer thread together with others,
 * on PostgreSQL on a pooled connection. It may await nothing but `db`. Arguments and answer can be structured-cloned.
 * A SupError it throws undoes this operation alone and reaches the caller.
 */
export type Operation<Args, Answer> = (db: Transaction<Schema>, args: Args) => Promise<Answer>;

export interface SqlStore {
  /** For reads outside a transaction: sees what is committed. */
  readonly read: Kysely<Schema>;
  /** Runs a named write; resolves once it is durable. Throws store-full or store-unavailable when surely nothing was written. */
  write<Name extends keyof Operations>(
    name: Name,
    args: Parameters<Operations[Name]>[1],
  ): ReturnType<Operations[Name]>;
}
