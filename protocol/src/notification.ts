// Whether a message notifies me, and which rule says so (R100, R101).
import * as z from 'zod/mini';
import { audiences } from './audience.ts';
import { Time } from './fields.ts';
import { NotifyLevel } from './own-settings.ts';

/** The rules that may decide; in which order they are asked stands in SPEC.md (R101). */
export const NotificationRule = z.enum([
  'own',
  'deleted',
  'blocked',
  'not-accepted',
  'room-setting',
  'mute',
  'do-not-disturb',
  'thread-follow',
  'active-elsewhere',
  'mention',
  'keyword',
]);
export type NotificationRule = z.infer<typeof NotificationRule>;

export const NotificationView = z.object({
  notify: z.boolean(),
  rule: NotificationRule,
  /** With `room-setting`: the level that decided. */
  level: z.optional(NotifyLevel),
  /** With `level`: true where it is my level for rooms of this kind, false where I chose it for this room. */
  usual: z.optional(z.boolean()),
  /** With `mute`: when it ends by itself. */
  until: z.optional(Time),
  /** With `mention`: as what it means me, where it does not do so by my name. */
  audience: z.optional(z.enum(audiences)),
  /** With `keyword`: the word of mine that was found. */
  keyword: z.optional(z.string()),
  /** True where it is not known any more whether I was looking at that moment, and that could have decided otherwise. */
  unsure: z.optional(z.boolean()),
});
export type NotificationView = z.infer<typeof NotificationView>;
