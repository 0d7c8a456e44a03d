import type { DatabaseSync, StatementSync } from 'node:sqlite';

// Lists of varying length make new texts; the bound keeps them from piling up.
const statementsMax = 512;

/** Keeps prepared statements by their text, because preparing costs more than most of them take to run. */
export class StatementCache {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /** The statement of this text, prepared at most once while it is in use. */
  get(text: string): StatementSync {
    const known = this.#statements.get(text);
    if (known) return known;
    if (this.#statements.size >= statementsMax) this.#dropOldest();
    const statement = this.#db.prepare(text);
    this.#statements.set(text, statement);
    return statement;
  }

  #dropOldest(): void {
    const [oldest] = this.#statements.keys();
    if (oldest !== undefined) this.#statements.delete(oldest);
  }
}
