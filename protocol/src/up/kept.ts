// What a room keeps of its messages, and where those come from that were said elsewhere first.
import * as z from 'zod/mini';
import { AskId, PositiveSeq, Seq, Time } from '../fields.ts';
import { MessageId, RoomId, UserId } from '../id.ts';
import { limits } from '../limits.ts';
import { KeptList } from '../mark.ts';
import { MessageView, UserView } from '../views.ts';

const ask = <Type extends string>(type: Type) => ({ type: z.literal(type), id: AskId });

export const KeptInput = z.strictObject({
  room: RoomId,
  list: KeptList,
  /** Only what is theirs to do. */
  who: z.optional(UserId),
  /** The `next` of the part before. */
  before: z.optional(PositiveSeq),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(limits.keptListMax)), 50),
});
export type KeptInput = z.infer<typeof KeptInput>;
export const RoomKept = z.strictObject({ ...ask('room.kept'), ...KeptInput.shape });

/** Messages as they are at `head`; what was pinned or marked last comes first. */
export const RoomKeptTold = z.object({
  messages: z.array(MessageView),
  users: z.array(UserView),
  head: Seq,
  /** Continues; absent at the end. */
  next: z.optional(PositiveSeq),
});
export type RoomKeptTold = z.infer<typeof RoomKeptTold>;

/** Forwarded messages of one room. */
export const MessageOrigins = z.strictObject({
  ...ask('message.origins'),
  room: RoomId,
  messages: z.array(MessageId).check(z.maxLength(limits.originsMax)),
});

/** What a message said first, as far as the reader can see it there. */
export const Origin = z.object({
  room: RoomId,
  message: MessageId,
  seq: PositiveSeq,
  by: UserId,
  at: Time,
  /** Of a reply: the message that its thread grew from. */
  thread: z.optional(MessageId),
});
export type Origin = z.infer<typeof Origin>;

/** By the id of the forwarded message; those whose origin I cannot see are absent. */
export const OriginsTold = z.object({ origins: z.record(z.string(), Origin), users: z.array(UserView) });
export type OriginsTold = z.infer<typeof OriginsTold>;
