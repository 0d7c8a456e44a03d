// What a person sets for themselves alone: the values of the keys of their own stream that clients write (R104).
import * as z from 'zod/mini';
import { Time, text } from './fields.ts';
import { RoomId } from './id.ts';
import { limits } from './limits.ts';

const isDistinct = (values: readonly (string | number)[]) => new Set(values).size === values.length;

/** What a room may tell me: every message, those that call me, or none. */
export const NotifyLevel = z.enum(['all', 'mentions', 'nothing']);
export type NotifyLevel = z.infer<typeof NotifyLevel>;

/** `level:ROOM`: what I chose for this room; without it my level for rooms of its kind holds. */
export const RoomLevel = z.strictObject({ level: NotifyLevel });
export type RoomLevel = z.infer<typeof RoomLevel>;

/** `mute:ROOM`: a lower level for a while; without `until` until I end it. */
export const Mute = z.strictObject({ until: z.optional(Time), level: NotifyLevel });
export type Mute = z.infer<typeof Mute>;

/** `pin:ROOM` and `archive:ROOM`: since when. */
export const Since = z.strictObject({ at: Time });
export type Since = z.infer<typeof Since>;

/** `receipts`: mine are told to nobody, and nobody's to me. */
export const HiddenReceipts = z.strictObject({ hidden: z.literal(true) });
export type HiddenReceipts = z.infer<typeof HiddenReceipts>;

/** `levels`: my levels by kind of room; without it, all for each. */
export const Levels = z.strictObject({ direct: NotifyLevel, group: NotifyLevel, channel: NotifyLevel });
export type Levels = z.infer<typeof Levels>;

/** Minutes since midnight on a wall clock. */
const Minute = z.int().check(z.minimum(0), z.maximum(24 * 60 - 1));

/** From one time of the day to another, on these days. Where `to` is not after `from`, it ends the day after. */
export const QuietHours = z.strictObject({
  /** Those on which it begins: 1 is Monday, 7 Sunday. */
  days: z
    .array(z.int().check(z.minimum(1), z.maximum(7)))
    .check(z.minLength(1), z.maxLength(7), z.refine(isDistinct, { error: 'names a day twice' })),
  from: Minute,
  to: Minute,
});
export type QuietHours = z.infer<typeof QuietHours>;

/** An IANA name, such as Europe/Helsinki: it knows when clocks change. */
const ZoneName = z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/));

/** `do-not-disturb`: when nothing may notify me, by the wall clock of a place. */
export const DoNotDisturb = z.strictObject({
  zone: ZoneName,
  hours: z.array(QuietHours).check(z.maxLength(limits.quietHoursMax)),
});
export type DoNotDisturb = z.infer<typeof DoNotDisturb>;

/** `zone`: where my clock is. */
export const Zone = z.strictObject({ zone: ZoneName });
export type Zone = z.infer<typeof Zone>;

/** `keywords`: words that call me like a mention does. */
export const Keywords = z.strictObject({
  words: z
    .array(
      text(limits.keywordMax, 1).check(
        z.refine((word) => word.trim() === word, { error: 'begins or ends with a space' }),
      ),
    )
    .check(z.maxLength(limits.keywordsMax), z.refine(isDistinct, { error: 'names a word twice' })),
});
export type Keywords = z.infer<typeof Keywords>;

/** Rooms under a name, in my order. Rooms that I have left may still be named; they are not shown. */
export const Folder = z.strictObject({
  id: z.string().check(z.regex(/^[0-9a-z]{26}$/)),
  name: text(limits.folderNameMax, 1),
  rooms: z
    .array(RoomId)
    .check(z.maxLength(limits.folderRoomsMax), z.refine(isDistinct, { error: 'names a room twice' })),
});
export type Folder = z.infer<typeof Folder>;

/** `folders`: all of mine, in my order. One value, so that their order and number are one thing. */
export const Folders = z.strictObject({
  folders: z.array(Folder).check(
    z.maxLength(limits.foldersMax),
    z.refine((folders) => isDistinct(folders.map(({ id }) => id)), { error: 'has an id twice' }),
  ),
});
export type Folders = z.infer<typeof Folders>;
