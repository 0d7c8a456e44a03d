// The parts that frames and routes are made of.
import * as z from 'zod/mini';
import { audiences } from './audience.ts';
import { limits } from './limits.ts';
import { rights, roles } from './rights.ts';
import { codePoints, isKeepable, utf8Length } from './text.ts';

const keepable = z.refine<string>(isKeepable, {
  error: 'has NUL or half a surrogate pair',
  params: { code: 'body-malformed' },
});

/** A text that comes back as it went in, of at most `max` code points. */
export const text = (max: number, min = 0) =>
  z.string().check(
    z.refine((value) => codePoints(value, max) <= max, { error: `has more than ${max} characters` }),
    z.refine((value) => codePoints(value, min) >= min, { error: `has fewer than ${min} characters` }),
    keepable,
  );

/** A message's text, or ciphertext in base64: the server never looks inside. */
export const Body = z.string().check(
  z.minLength(1, 'is empty'),
  z.refine((value) => value.length <= limits.bodyBytesMax && utf8Length(value) <= limits.bodyBytesMax, {
    error: `has more than ${limits.bodyBytesMax} bytes`,
    params: { code: 'body-too-large' },
  }),
  z.refine((value) => codePoints(value, limits.bodyCodePointsMax) <= limits.bodyCodePointsMax, {
    error: `has more than ${limits.bodyCodePointsMax} characters`,
    params: { code: 'body-too-large' },
  }),
  keepable,
);

/** How a body is to be read: `text` is Unicode text; others are opaque to the server. */
export const Encoding = z.enum(['text', 'mls']);
export type Encoding = z.infer<typeof Encoding>;

/** A position in a room's log; 0 is before its first entry. */
export const Seq = z.int().check(z.minimum(0));
export const PositiveSeq = z.int().check(z.minimum(1));
/** Milliseconds since the Unix epoch, by the server's clock. Shown to people, never used to order. */
export const Time = z.int().check(z.minimum(0));
/** The client's number for an ask; the reply repeats it. */
export const AskId = z.int().check(z.minimum(1), z.maximum(Number.MAX_SAFE_INTEGER));

export const Emoji = z.string().check(
  z.minLength(1),
  z.refine((value) => codePoints(value, limits.emojiCodePointsMax) <= limits.emojiCodePointsMax, {
    error: 'is too long',
  }),
  // Any pictographic, flag or keycap sequence; letters alone are not a reaction.
  z.refine(
    (value) =>
      /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(value) && !/[\s<>&]/u.test(value),
    { error: 'is not an emoji' },
  ),
  keepable,
);

export const RoomKind = z.enum(['direct', 'group', 'channel', 'space']);
export type RoomKind = z.infer<typeof RoomKind>;
/** Highest first: someone acts only upon people of a lower role than their own. */
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;
/** Whom a message calls without naming them: everyone in the room, or those of a role. */
export const AudienceName = z.enum(audiences);
export const Audience = z.array(AudienceName).check(z.minLength(1), z.maxLength(audiences.length));
export const Right = z.enum(rights);
export type Right = z.infer<typeof Right>;
/** What stays of a deleted message in timelines: that there was one, or nothing. */
export const DeletionLeaves = z.enum(['tombstone', 'nothing']);
export type DeletionLeaves = z.infer<typeof DeletionLeaves>;
/** What those who join later may read: everything, or from their invitation or their joining on. */
export const History = z.enum(['all', 'invited', 'joined']);
export type History = z.infer<typeof History>;
/** What a room has set beyond its name and topic. What is absent is not set. */
export const RoomSettings = z.object({
  /** Seconds between two messages of one person below moderator; 0: no slow mode. */
  slowModeSeconds: z.optional(z.int().check(z.minimum(0), z.maximum(limits.slowModeSecondsMax))),
  /** Only moderators and above send; others react. */
  announcement: z.optional(z.boolean()),
  /** Nobody sends, edits or reacts any more. */
  archived: z.optional(z.boolean()),
  /** Of a channel or a public space: people ask to be let in instead of joining. */
  asks: z.optional(z.boolean()),
  /** What a message said before an edit is kept, for all who may see the message. */
  editHistory: z.optional(z.boolean()),
  /** What a timeline shows of a deleted message; a tombstone where it is not set. */
  deletionLeaves: z.optional(DeletionLeaves),
  /** Nobody is told how far others have received and read. */
  hidesReceipts: z.optional(z.boolean()),
  /** Seconds after which a new message is gone for everyone; 0: messages stay. */
  disappearAfterSeconds: z.optional(z.int().check(z.minimum(0), z.maximum(limits.disappearSecondsMax))),
  /** Days for which messages are kept; 0: for as long as the room is there. */
  retentionDays: z.optional(z.int().check(z.minimum(0), z.maximum(limits.retentionDaysMax))),
  /** What those who join from then on may read, in place of what the room was made with. */
  history: z.optional(History),
  /** Of a space: everyone finds it, and may join. */
  public: z.optional(z.boolean()),
  /** Of a group or space: whoever is in a space that it is in finds it there, and may join. */
  opensToSpaces: z.optional(z.boolean()),
  /** Where the lowest role that may do something is another than usual in such a room. */
  rights: z.optional(z.partialRecord(Right, Role)),
});
export type RoomSettings = z.infer<typeof RoomSettings>;
