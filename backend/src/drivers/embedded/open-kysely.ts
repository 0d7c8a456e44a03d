import type { DatabaseSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely';
import type { Schema } from '../sql/schema.ts';
import { StatementCache } from './statement-cache.ts';

/** Kysely on a connection of node:sqlite. Transactions are savepoints, so they also work inside a group's transaction. */
export function openKysely(db: DatabaseSync): Kysely<Schema> {
  const statements = new StatementCache(db);
  const prepare = (text: string) => {
    const statement = statements.get(text);
    return {
      reader: statement.columns().length > 0,
      all: (values: readonly unknown[]) => statement.all(...bindable(values)),
      run: (values: readonly unknown[]) => statement.run(...bindable(values)),
      // A cached statement that is being read must not be run again in the meantime: streams get their own.
      iterate: (values: readonly unknown[]) => db.prepare(text).iterate(...bindable(values)),
    };
  };
  const database = { close: () => db.close(), prepare };
  return new Kysely<Schema>({ dialect: new SavepointDialect({ database }, () => db.isTransaction) });
}

type Bindable = string | number | bigint | null | Uint8Array;

function bindable(values: readonly unknown[]): Bindable[] {
  return values.map((value) => {
    if (value === null || value instanceof Uint8Array) return value;
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') return value;
    throw new TypeError(
      `SQLite cannot store a value of type ${typeof value}; use text, a number, bytes or null`,
    );
  });
}

class SavepointDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig;
  readonly #inTransaction: () => boolean;

  constructor(config: SqliteDialectConfig, inTransaction: () => boolean) {
    super(config);
    this.#config = config;
    this.#inTransaction = inTransaction;
  }

  override createDriver(): SqliteDriver {
    return new SavepointDriver(this.#config, this.#inTransaction);
  }
}

class SavepointDriver extends SqliteDriver {
  readonly #inTransaction: () => boolean;

  constructor(config: SqliteDialectConfig, inTransaction: () => boolean) {
    super(config);
    this.#inTransaction = inTransaction;
  }

  override beginTransaction(connection: DatabaseConnection): Promise<void> {
    return run(connection, 'savepoint operation');
  }

  override commitTransaction(connection: DatabaseConnection): Promise<void> {
    return run(connection, 'release operation');
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // A full disk ends the whole transaction; to complain about the missing savepoint would hide why.
    if (!this.#inTransaction()) return;
    await run(connection, 'rollback to operation');
    await run(connection, 'release operation');
  }
}

async function run(connection: DatabaseConnection, text: string): Promise<void> {
  await connection.executeQuery(CompiledQuery.raw(text));
}
