import type { DatabaseSync } from 'node:sqlite';
import type { Kysely } from 'kysely';
import type { Schema } from '../sql/schema.ts';
import type { AppendAsk } from './writer-messages.ts';

/** Appends entries to rooms' logs and keeps the projections, inside the transaction that is open. */
export class LogWriter {
  readonly parts: readonly [DatabaseSync, Kysely<Schema>];

  constructor(db: DatabaseSync, kysely: Kysely<Schema>) {
    this.parts = [db, kysely];
  }

  async append(ask: AppendAsk): Promise<'appended' | 'stale'> {
    throw new Error(`nothing can be appended to ${ask.room} yet`);
  }

  /** True if a body was blanked since this was last asked. */
  takeBlanked(): boolean {
    return false;
  }
}
