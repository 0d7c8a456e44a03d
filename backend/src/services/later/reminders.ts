import { limits, type MessageId, type RevDone, type RoomId, stateKey } from '@sup/protocol';
import type { Caller } from '../caller.ts';
import type { DueWork } from '../due-runner.ts';
import type { LaterParts } from './later-parts.ts';
import { told, within } from './schedule.ts';

const batchMax = 500;

/** Brings a message back to the caller at a moment (R145). */
export async function remind(
  parts: LaterParts,
  by: Caller,
  { room, message, at }: { room: RoomId; message: MessageId; at: number },
): Promise<RevDone> {
  await parts.messaging.get(by, { room, message });
  const due = within(at, parts.clock.now());
  await parts.reminders.put({ user: by.user, room, message, at: due, max: limits.remindersMax });
  return told(parts, by.user, stateKey.reminder(room, message));
}

/** Reminders that are due: each is brought back by one write, so a kill leaves it before or after, never twice. */
export function dueReminders({ reminders, ownStream }: LaterParts): DueWork {
  return {
    name: 'reminders',
    next: () => reminders.next(),
    async run(now) {
      for (
        let due = await reminders.due(now, batchMax);
        due.length > 0;
        due = await reminders.due(now, batchMax)
      ) {
        for (const { user, room, message } of due) {
          if (!(await reminders.fire({ user, room, message, now }))) continue;
          await ownStream.announce(user, [stateKey.reminder(room, message)]);
        }
      }
    },
  };
}
