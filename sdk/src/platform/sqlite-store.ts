// A local store over any SQLite: node:sqlite on Node and Bun, expo-sqlite on phones.
import {
  type Change,
  type LocalStore,
  type Row,
  StoreFull,
  type Table,
  type Tables,
} from '../local-store.ts';

export interface Statement {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/** A row of the one table, as far as a query asks for it. */
export interface SqliteRow {
  readonly key?: unknown;
  readonly value?: unknown;
}

/** As much of SQLite as the store needs. A transaction runs whole or not at all, and is durable once it resolves. */
export interface Sqlite {
  run(sql: string): Promise<void>;
  all(statement: Statement): Promise<readonly SqliteRow[]>;
  transaction(statements: readonly Statement[]): Promise<void>;
  close(): Promise<void>;
  /** Whether an error of the above means that there is no room left. */
  isFull(error: unknown): boolean;
}

/** Opens a store in a database that has nothing else in it. */
export function sqliteStore(sqlite: Sqlite): LocalStore {
  return new SqliteStore(sqlite);
}

const schema =
  'CREATE TABLE IF NOT EXISTS rows (tbl TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (tbl, key)) WITHOUT ROWID';

class SqliteStore implements LocalStore {
  readonly #sqlite: Sqlite;
  #opened: Promise<void> | undefined;

  constructor(sqlite: Sqlite) {
    this.#sqlite = sqlite;
  }

  #open(): Promise<void> {
    this.#opened ??= this.#sqlite.run(schema);
    return this.#opened;
  }

  async get<Name extends Table>(table: Name, key: string): Promise<Tables[Name] | undefined> {
    await this.#open();
    const sql = 'SELECT value FROM rows WHERE tbl = ? AND key = ?';
    const [row] = await this.#sqlite.all({ sql, values: [table, key] });
    return row === undefined ? undefined : JSON.parse(String(row.value));
  }

  async list<Name extends Table>(table: Name, prefix = '', last?: number): Promise<readonly Row<Name>[]> {
    await this.#open();
    const inRange = 'tbl = ? AND key >= ? AND key < ?';
    const sql = `SELECT key, value FROM rows WHERE ${inRange} ORDER BY key ${last === undefined ? '' : 'DESC LIMIT ?'}`;
    const values = [table, prefix, `${prefix}\uffff`, ...(last === undefined ? [] : [last])];
    const found = await this.#sqlite.all({ sql, values });
    const rows = found.map((row) => ({ key: String(row.key), value: JSON.parse(String(row.value)) }));
    return last === undefined ? rows : rows.reverse();
  }

  async write(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return;
    await this.#open();
    try {
      await this.#sqlite.transaction(changes.map(statementOf));
    } catch (cause) {
      throw this.#sqlite.isFull(cause) ? new StoreFull({ cause }) : cause;
    }
  }

  close(): Promise<void> {
    return this.#sqlite.close();
  }
}

function statementOf(change: Change): Statement {
  if ('prefix' in change) {
    const { table, prefix } = change;
    return {
      sql: 'DELETE FROM rows WHERE tbl = ? AND key >= ? AND key < ?',
      values: [table, prefix, `${prefix}\uffff`],
    };
  }
  const { table, key, value } = change;
  if (value === undefined) return { sql: 'DELETE FROM rows WHERE tbl = ? AND key = ?', values: [table, key] };
  return {
    sql: 'INSERT INTO rows (tbl, key, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
    values: [table, key, JSON.stringify(value)],
  };
}
