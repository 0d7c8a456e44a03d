import type { MessageId, RoomId } from '@sup/protocol';
import type { ExpiryStore, Retention } from '../../../services/lifecycle/expiry-store.ts';
import type { SqlStore } from '../sql-store.ts';
import type { Dialect } from './dialect.ts';
import { type Reads, rows } from './steps.ts';

/** Whose time is over. */
export class SqlExpiry implements ExpiryStore {
  readonly #reads: Reads;
  readonly #sql: Pick<SqlStore, 'write'>;
  readonly #due: string;

  constructor({ reads, dialect, sql }: { reads: Reads; dialect: Dialect; sql: Pick<SqlStore, 'write'> }) {
    this.#reads = reads;
    this.#sql = sql;
    this.#due = `select r.id as room, l.message from log l ${dialect.indexedBy('log_expiry')}
      join rooms r on r.no = l.room
      where l.expires_at is not null and l.expires_at <= ? order by l.expires_at limit ?`;
  }

  due(now: number, limit: number): Promise<readonly { room: RoomId; message: MessageId }[]> {
    return this.#reads.run(rows(this.#due, [now, limit]));
  }

  retentions(): Promise<readonly Retention[]> {
    return this.#reads.run(rows(retentions, []));
  }

  trimmed(room: RoomId, seq: number): Promise<void> {
    return this.#sql.write('lifecycle.trimmed', { room, seq });
  }
}

const retentions = `select id as room, retention_days as days, coalesce(trimmed_seq, 0) as trimmed from rooms
  where retention_days is not null`;
