// What becomes an entry of a room's log. Each carries a cmid: any number of tries has one effect (R20).
import * as z from 'zod/mini';
import { AskId, Audience, Body, Emoji, Encoding, Seq, Time } from '../fields.ts';
import { Cmid, MessageId, RoomId, UserId } from '../id.ts';
import { limits } from '../limits.ts';
import { Mark } from '../mark.ts';
import { PollTerms } from '../poll.ts';

const write = {
  room: RoomId,
  cmid: Cmid,
  /** The head of the room that the client knew when it first wrote this; repeated unchanged by retries. */
  since: Seq,
};
const mentions = z.optional(z.array(UserId).check(z.maxLength(limits.mentionsMax)));
/** Everyone in the room or those of a role are called, however many they are. */
const audience = z.optional(Audience);

export const SendInput = z.strictObject({
  ...write,
  body: Body,
  encoding: z._default(Encoding, 'text'),
  /** The message of this room whose thread it is a reply in; that one is no reply itself. */
  thread: z.optional(MessageId),
  replyTo: z.optional(MessageId),
  mentions,
  audience,
  /** Says again what was said elsewhere: the body is that one's as it then is, whatever stands here. */
  forwards: z.optional(z.strictObject({ room: RoomId, message: MessageId })),
  /** The body asks something: a question, then a line for each choice (`pollText`). */
  poll: z.optional(PollTerms),
});
export type SendInput = z.infer<typeof SendInput>;

export const EditInput = z.strictObject({
  ...write,
  message: MessageId,
  body: Body,
  encoding: z._default(Encoding, 'text'),
  mentions,
  audience,
});
export type EditInput = z.infer<typeof EditInput>;

export const DeleteInput = z.strictObject({ ...write, message: MessageId });
export type DeleteInput = z.infer<typeof DeleteInput>;

export const ReactInput = z.strictObject({ ...write, message: MessageId, emoji: Emoji, on: z.boolean() });
export type ReactInput = z.infer<typeof ReactInput>;

export const PinInput = z.strictObject({ ...write, message: MessageId, on: z.boolean() });
export type PinInput = z.infer<typeof PinInput>;

export const MarkInput = z.strictObject({ ...write, message: MessageId, mark: z.nullable(Mark) });
export type MarkInput = z.infer<typeof MarkInput>;

const ask = <Type extends string>(type: Type) => ({ type: z.literal(type), id: AskId });

export const MessageSend = z.strictObject({ ...ask('message.send'), ...SendInput.shape });
export const MessageEdit = z.strictObject({ ...ask('message.edit'), ...EditInput.shape });
export const MessageDelete = z.strictObject({ ...ask('message.delete'), ...DeleteInput.shape });
export const MessageReact = z.strictObject({ ...ask('message.react'), ...ReactInput.shape });
export const MessagePin = z.strictObject({ ...ask('message.pin'), ...PinInput.shape });
export const MessageMark = z.strictObject({ ...ask('message.mark'), ...MarkInput.shape });

/** The ack: the write is durable, and this is its place. The same for every retry. */
export const Ack = z.object({
  seq: Seq,
  at: Time,
  /** For message.send: the message's id and ordinal. */
  message: z.optional(MessageId),
  ordinal: z.optional(z.int()),
});
export type Ack = z.infer<typeof Ack>;
