import { stateKey } from '@sup/protocol';
import { createDueRunner, type DueRunner } from '../due-runner.ts';
import type { Later } from './later.ts';
import type { LaterParts } from './later-parts.ts';
import { dueReminders, remind } from './reminders.ts';
import { schedule, told } from './schedule.ts';
import { scheduledSends } from './send-due.ts';

export type { Later } from './later.ts';
export type { LaterParts } from './later-parts.ts';

/** Builds later, and does what became due while no server ran. */
export function createLater(parts: LaterParts): Later & Pick<DueRunner, 'drain'> {
  const { clock, telemetry, store } = parts;
  const runner = createDueRunner({ clock, telemetry, works: [scheduledSends(parts), dueReminders(parts)] });
  return {
    async schedules(by) {
      return (await store.list(by.user)).map(({ id, view }) => ({ id, ...view }));
    },
    async schedule(by, id, ask) {
      const { done, dueAt } = await schedule(parts, by, { id, ...ask });
      runner.wake(dueAt);
      return done;
    },
    async unschedule(by, id) {
      await store.remove({ user: by.user, id });
      return told(parts, by.user, stateKey.schedule(id));
    },
    async remind(by, ask) {
      const done = await remind(parts, by, ask);
      runner.wake(ask.at);
      return done;
    },
    async forget(by, { room, message }) {
      await parts.reminders.remove({ user: by.user, room, message });
      return told(parts, by.user, stateKey.reminder(room, message));
    },
    drain: () => runner.drain(),
  };
}
