import type { ScheduleStore } from '../../services/later/schedule-store.ts';
import { scheduleOf } from './schedule-writes.ts';
import type { SqlStore } from './sql-store.ts';

/** Messages that are sent later, in SQL. */
export function sqlSchedules(sql: SqlStore): ScheduleStore {
  const rows = () => sql.read.selectFrom('schedules');
  return {
    put: (ask) => sql.write('schedules.put', ask),
    remove: (key) => sql.write('schedules.remove', key),
    async list(user) {
      const found = await rows().selectAll().where('user', '=', user).orderBy('id').execute();
      return found.map(scheduleOf);
    },
    async next() {
      const first = rows().select('due_at').where('state', '<>', 'refused').orderBy('due_at').limit(1);
      const row = await first.executeTakeFirst();
      return row && Number(row.due_at);
    },
    async due(now, limit) {
      const due = rows().selectAll().where('state', '<>', 'refused').where('due_at', '<=', now);
      return (await due.orderBy('due_at').orderBy('id').limit(limit).execute()).map(scheduleOf);
    },
    claim: (ask) => sql.write('schedules.claim', ask),
    finish: (key) => sql.write('schedules.finish', key),
    refuse: (ask) => sql.write('schedules.refuse', ask),
    postpone: (ask) => sql.write('schedules.postpone', ask),
  };
}
