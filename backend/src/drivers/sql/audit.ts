import type { Clock } from '../../clock.ts';
import type { AuditRecord } from '../../services/users/users.ts';
import type { SqlStore } from './sql-store.ts';

/** The audit record in SQL; it is only ever added to. */
export function sqlAudit(sql: SqlStore, clock: Pick<Clock, 'now'>): AuditRecord {
  return { add: (event) => sql.write('audit.add', { ...event, at: clock.now() }) };
}
