// Commits groups of writes, inside the writer thread. One group is one transaction and one fsync.
//
// A write that throws undoes itself and nothing else. Nearly never does one, so appends go in one after the other; where
// one fails, all are taken back and go in again, each under a savepoint of its own.
// What the disk refuses (full, locked from outside) undoes the whole group, and is said to each as retryable.
// Any other failure of the database ends the process: after a failed fsync the kernel may have dropped what we wrote
// and report success the next time, so nothing is ever tried again.
//
// Measured on 2 cores shared with other work, Bun 1.4: 26 CPU-µs a message at 64 a group in 64 rooms and 160 alone, in
// this thread; 35–48 with both threads. 17–22 thousand messages a second from 64 senders, p50 3 ms; one sender 0.4–0.6 ms.

import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Kysely, Transaction } from 'kysely';
import type { Clock } from '../../clock.ts';
import { blanking, operations } from '../sql/operations.ts';
import type { AppendAsk } from '../sql/rooms/append-ask.ts';
import { sqliteDialect } from '../sql/rooms/dialect.ts';
import { LogWriter } from '../sql/rooms/log-writer.ts';
import type { Schema } from '../sql/schema.ts';
import { sqliteFailure } from './sqlite-error.ts';
import { SqliteSteps } from './sqlite-steps.ts';
import {
  type AppendResult,
  type FromWriter,
  type Group,
  type OperationAsk,
  type OperationResult,
  toFailure,
} from './writer-messages.ts';

/**
 * What lies between two checkpoints, whichever comes first: some 10 MB of write-ahead log. A commit of one message
 * writes about six pages, so with few senders it is the commits that make the log grow, with many the writes.
 */
const writesPerCheckpoint = 2_000;
const commitsPerCheckpoint = 400;

/** How long a lock that another program holds is waited for. */
export const busyTimeoutMs = 1_000;

type AnyOperation = (db: Transaction<Schema>, args: unknown) => Promise<unknown>;

export class GroupStore {
  readonly #db: DatabaseSync;
  readonly #kysely: Kysely<Schema>;
  readonly #clock: Pick<Clock, 'monotonic'>;
  readonly #log = new LogWriter(sqliteDialect);
  readonly #steps: SqliteSteps;
  readonly #statement: Record<
    'begin' | 'commit' | 'rollback' | 'savepoint' | 'release' | 'undo',
    StatementSync
  >;
  #writesSinceCheckpoint = 0;
  #commitsSinceCheckpoint = 0;

  constructor(db: DatabaseSync, kysely: Kysely<Schema>, clock: Pick<Clock, 'monotonic'>) {
    this.#db = db;
    this.#clock = clock;
    this.#kysely = kysely;
    this.#steps = new SqliteSteps(db);
    this.#statement = {
      begin: db.prepare('begin immediate'),
      commit: db.prepare('commit'),
      rollback: db.prepare('rollback'),
      savepoint: db.prepare('savepoint write'),
      release: db.prepare('release write'),
      undo: db.prepare('rollback to write'),
    };
  }

  /** Writes a group and answers once it is durable, or once it is certain that nothing of it was written. */
  async commit(group: Group): Promise<FromWriter> {
    const startedAt = this.#clock.monotonic();
    // Parsed before the transaction begins: a malformed group must not leave one open.
    const asks = JSON.parse(group.appends) as readonly AppendAsk[];
    try {
      this.#statement.begin.run();
      const appends = (await this.#appendTogether(asks)) ?? (await this.#appendEach(asks));
      const answers: OperationResult[] = [];
      for (const ask of group.operations) answers.push(await this.#operate(ask));
      this.#statement.commit.run();
      this.#writesSinceCheckpoint += asks.length + group.operations.length;
      this.#commitsSinceCheckpoint += 1;
      const durationMs = this.#clock.monotonic() - startedAt;
      return {
        type: 'committed',
        appends,
        operations: answers,
        durationMs,
        blanked: this.#log.takeBlanked() || group.operations.some(({ name }) => blanking.has(name)),
      };
    } catch (error) {
      return this.#undo(error);
    }
  }

  /** Copies the write-ahead log into the database once it has grown; the next commits then begin it anew. */
  checkpointIfDue(): void {
    const isDue =
      this.#writesSinceCheckpoint >= writesPerCheckpoint ||
      this.#commitsSinceCheckpoint >= commitsPerCheckpoint;
    if (isDue) this.#checkpoint('passive');
  }

  /** Empties the write-ahead log, where blanked bodies still lie; false while somebody reads from it. */
  truncate(): boolean {
    // Sends are waiting meanwhile: a long read from outside, such as a backup, must not hold them up.
    this.#db.exec('pragma busy_timeout = 20');
    try {
      return this.#checkpoint('truncate');
    } finally {
      this.#db.exec(`pragma busy_timeout = ${busyTimeoutMs}`);
    }
  }

  close(): void {
    this.#checkpoint('truncate');
    this.#db.close();
  }

  /** Undefined if one of them failed: then none is written, and the transaction begins anew. */
  async #appendTogether(asks: readonly AppendAsk[]): Promise<AppendResult[] | undefined> {
    const results: AppendResult[] = [];
    try {
      for (const ask of asks) results.push(await this.#steps.write(this.#log.append(ask), this.#kysely));
      return results;
    } catch (error) {
      this.#mustBeOwnFault(error);
      this.#statement.rollback.run();
      this.#statement.begin.run();
      return undefined;
    }
  }

  async #appendEach(asks: readonly AppendAsk[]): Promise<AppendResult[]> {
    const results: AppendResult[] = [];
    for (const ask of asks) results.push(await this.#append(ask));
    return results;
  }

  async #append(ask: AppendAsk): Promise<AppendResult> {
    this.#statement.savepoint.run();
    try {
      const result = await this.#steps.write(this.#log.append(ask), this.#kysely);
      this.#statement.release.run();
      return result;
    } catch (error) {
      this.#undoOne(error);
      return toFailure(error);
    }
  }

  async #operate({ name, args }: OperationAsk): Promise<OperationResult> {
    const operation = (operations as Readonly<Record<string, AnyOperation>>)[name];
    if (!operation) return { failure: { message: `there is no operation ${name}` } };
    try {
      return { answer: await this.#kysely.transaction().execute((db) => operation(db, args)) };
    } catch (error) {
      this.#mustBeOwnFault(error);
      return { failure: toFailure(error) };
    }
  }

  #undoOne(error: unknown): void {
    this.#mustBeOwnFault(error);
    this.#statement.undo.run();
    this.#statement.release.run();
  }

  /** Throws the error again if it is the database's and not that of the write. SQLite may then have ended the transaction. */
  #mustBeOwnFault(error: unknown): void {
    const failure = sqliteFailure(error);
    const own = failure === undefined || failure === 'constraint' || failure === 'other';
    if (!own || !this.#db.isTransaction) throw error;
  }

  #undo(error: unknown): FromWriter {
    const failure = sqliteFailure(error);
    if (failure !== 'full' && failure !== 'busy') throw error;
    if (this.#db.isTransaction) this.#db.exec('rollback');
    this.#log.takeBlanked();
    // The write-ahead log itself may be what fills the disk; begun anew it needs no more of it.
    if (failure === 'full') this.#commitsSinceCheckpoint = commitsPerCheckpoint;
    return { type: 'undone', code: failure === 'full' ? 'store-full' : 'store-unavailable' };
  }

  /** True if all of the write-ahead log is in the database now. A full disk or a reader delay it; nothing is lost by that. */
  #checkpoint(mode: 'passive' | 'truncate'): boolean {
    try {
      const row = this.#db.prepare(`pragma wal_checkpoint(${mode})`).get() as { busy: number };
      this.#writesSinceCheckpoint = 0;
      this.#commitsSinceCheckpoint = 0;
      return row.busy === 0;
    } catch (error) {
      const failure = sqliteFailure(error);
      if (failure === 'full' || failure === 'busy') return false;
      throw error;
    }
  }
}
