import type { MessageId, RoomId, UserId } from '@sup/protocol';
import type { ReminderStore } from '../../services/later/reminder-store.ts';
import type { SqlStore } from './sql-store.ts';

/** Messages that come back, in SQL. */
export function sqlReminders(sql: SqlStore): ReminderStore {
  const rows = () => sql.read.selectFrom('reminders');
  return {
    put: (ask) => sql.write('reminders.put', ask),
    remove: (key) => sql.write('reminders.remove', key),
    async next() {
      const row = await rows().select('due_at').orderBy('due_at').limit(1).executeTakeFirst();
      return row && Number(row.due_at);
    },
    async due(now, limit) {
      const due = rows().select(['user', 'room', 'message']).where('due_at', '<=', now);
      const found = await due.orderBy('due_at').limit(limit).execute();
      return found.map(({ user, room, message }) => ({
        user: user as UserId,
        room: room as RoomId,
        message: message as MessageId,
      }));
    },
    fire: (ask) => sql.write('reminders.fire', ask),
  };
}
