import type { Clock } from '../clock.ts';
import { sqlReminders } from '../drivers/sql/reminders.ts';
import { sqlSchedules } from '../drivers/sql/schedules.ts';
import type { SqlStore } from '../drivers/sql/sql-store.ts';
import { createLater, type LaterParts } from '../services/later/index.ts';
import type { Telemetry } from '../telemetry/index.ts';

type Given = Pick<LaterParts, 'messaging' | 'rooms' | 'ownStream' | 'settings'>;

/** Messages that are sent later, and reminders. */
export function buildLater(
  parts: { clock: Clock; telemetry: Telemetry },
  sql: SqlStore,
  given: Given,
): ReturnType<typeof createLater> {
  return createLater({ ...given, ...parts, store: sqlSchedules(sql), reminders: sqlReminders(sql) });
}
