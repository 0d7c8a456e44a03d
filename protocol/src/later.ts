// What a person keeps for later, as their own stream has it: `schedule:ID` and `reminder:ROOM:MESSAGE` (R141, R145).
import * as z from 'zod/mini';
import { Audience, Body, Encoding, Time } from './fields.ts';
import { MessageId, RoomId, UserId } from './id.ts';
import { limits } from './limits.ts';

/** When a message is sent: at a moment, or in the morning of who reads it, of which its sender learns no more. */
export const SendWhen = z.union([z.strictObject({ at: Time }), z.strictObject({ morning: z.literal(true) })]);
export type SendWhen = z.infer<typeof SendWhen>;

const content = {
  when: SendWhen,
  body: Body,
  encoding: z._default(Encoding, 'text'),
  thread: z.optional(MessageId),
  replyTo: z.optional(MessageId),
  mentions: z.optional(z.array(UserId).check(z.maxLength(limits.mentionsMax))),
  audience: z.optional(Audience),
};
/** What will be sent, as its writer gives it, and when. */
export const ScheduleContent = z.strictObject(content);
export const ScheduleInput = z.strictObject({ room: RoomId, ...content });
export type ScheduleInput = z.infer<typeof ScheduleInput>;

/** A message that is sent later. */
export const ScheduleView = z.object({
  ...ScheduleInput.shape,
  encoding: Encoding,
  madeAt: Time,
  /** `sending`: from here on it is changed no more. `refused`: it stays until its writer changes or removes it. */
  state: z.enum(['waiting', 'sending', 'refused']),
  /** Why it was refused: a row of the error table. */
  refusal: z.optional(z.object({ code: z.string(), text: z.string() })),
});
export type ScheduleView = z.infer<typeof ScheduleView>;

/** A message that comes back to me. */
export const ReminderView = z.object({
  /** When it is due. */
  at: Time,
  /** When it came back; absent until then. */
  firedAt: z.optional(Time),
});
export type ReminderView = z.infer<typeof ReminderView>;
