// The least that makes a text durable: one small row, WAL, fsync before the commit returns.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const row = 'x'.repeat(300);

/** A log of its own in a folder, with nothing around it. */
export class BareLog {
  readonly #db: DatabaseSync;
  readonly #insert: ReturnType<DatabaseSync['prepare']>;

  constructor(folder: string) {
    this.#db = new DatabaseSync(join(folder, 'bare-commit.db'));
    this.#db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 0;');
    this.#db.exec('create table if not exists log (seq integer primary key, body text not null)');
    this.#insert = this.#db.prepare('insert into log (body) values (?)');
  }

  /** Milliseconds of one transaction with so many rows, begin to fsync. */
  commitMs(rows = 1): number {
    const startedAt = performance.now();
    this.#db.exec('begin immediate');
    for (let written = 0; written < rows; written += 1) this.#insert.run(row);
    this.#db.exec('commit');
    return performance.now() - startedAt;
  }

  close(): void {
    this.#db.close();
  }
}
