// Messages that are sent later, and reminders. Saved messages are keys of one's own stream (state.set).
import * as z from 'zod/mini';
import { Time } from '../fields.ts';
import { Cmid, MessageId, RoomId } from '../id.ts';
import { ScheduleContent, ScheduleView } from '../later.ts';
import { RevDone } from '../up/cursor.ts';
import { addresses } from './addresses.ts';
import { route } from './route.ts';

const at = addresses.later;
const tag = 'later';
const one = z.object({ schedule: Cmid });
const message = z.object({ room: RoomId, message: MessageId });

export const later = {
  schedules: route({
    ...at.schedules,
    policy: 'user',
    guest: true,
    tag,
    summary: 'My messages that are sent later, and those of them that were refused, oldest first.',
    answer: z.object({ schedules: z.array(z.object({ id: Cmid, ...ScheduleView.shape })) }),
  }),
  schedule: route({
    ...at.schedule,
    policy: 'member',
    guest: true,
    tag,
    summary:
      'Send a message later, or change one that waits. Its id becomes its cmid; repeating changes nothing.',
    params: z.object({ room: RoomId, schedule: Cmid }),
    body: ScheduleContent,
    answer: RevDone,
    errors: [
      'room-not-found',
      'message-not-found',
      'room-kind',
      'schedule-under-way',
      'too-many-kept',
      'body-too-large',
      'body-malformed',
      'store-full',
      'store-unavailable',
    ],
  }),
  unschedule: route({
    ...at.unschedule,
    policy: 'own',
    guest: true,
    tag,
    summary: 'Do not send it. After the answer it never is.',
    params: one,
    answer: RevDone,
    errors: ['schedule-not-found', 'schedule-under-way'],
  }),
  remind: route({
    ...at.remind,
    policy: 'member',
    guest: true,
    tag,
    summary: 'Bring a message back to me at a moment, in place of the moment before.',
    params: message,
    body: z.strictObject({ at: Time }),
    answer: RevDone,
    errors: ['room-not-found', 'message-not-found', 'too-many-kept'],
  }),
  forget: route({
    ...at.forget,
    policy: 'visitor',
    guest: true,
    tag,
    summary: 'End a reminder, also one that came back.',
    params: message,
    answer: RevDone,
  }),
};
