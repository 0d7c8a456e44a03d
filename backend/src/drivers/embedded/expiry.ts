import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { MessageId, RoomId } from '@sup/protocol';
import type { ExpiryStore, Retention } from '../../services/lifecycle/expiry-store.ts';
import type { SqlStore } from '../sql/sql-store.ts';

const texts = {
  due: `select r.id as room, l.message from log l indexed by log_expiry join rooms r on r.no = l.room
    where l.expires_at is not null and l.expires_at <= ? order by l.expires_at limit ?`,
  retentions: `select id as room, retention_days as days, coalesce(trimmed_seq, 0) as trimmed from rooms
    where retention_days is not null`,
} as const;

/** Whose time is over, in sup.db: read on this thread's connection. */
export class EmbeddedExpiry implements ExpiryStore {
  readonly #statement: Readonly<Record<keyof typeof texts, StatementSync>>;
  readonly #sql: Pick<SqlStore, 'write'>;

  constructor(db: DatabaseSync, sql: Pick<SqlStore, 'write'>) {
    const prepared = Object.entries(texts).map(([name, text]) => [name, db.prepare(text)]);
    this.#statement = Object.fromEntries(prepared) as Record<keyof typeof texts, StatementSync>;
    this.#sql = sql;
  }

  async due(now: number, limit: number): Promise<readonly { room: RoomId; message: MessageId }[]> {
    return this.#statement.due.all(now, limit) as unknown as { room: RoomId; message: MessageId }[];
  }

  async retentions(): Promise<readonly Retention[]> {
    return this.#statement.retentions.all() as unknown as Retention[];
  }

  trimmed(room: RoomId, seq: number): Promise<void> {
    return this.#sql.write('lifecycle.trimmed', { room, seq });
  }
}
