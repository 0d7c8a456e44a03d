// The same acts as over the socket: one service behind two doors.
import * as z from 'zod/mini';
import { Audience, Body, Emoji, Encoding, Seq } from '../fields.ts';
import { Cmid, MessageId, RoomId, UserId } from '../id.ts';
import { limits } from '../limits.ts';
import { KeptList, Mark } from '../mark.ts';
import { ReceiptsView } from '../message-receipts.ts';
import { NotificationView } from '../notification.ts';
import { PollTerms } from '../poll.ts';
import { Origin, RoomKeptTold } from '../up/kept.ts';
import { Ack } from '../up/message.ts';
import { MoveInput, MoveTarget } from '../up/move.ts';
import { MessageGot, RoomSynced } from '../up/room.ts';
import { MessageVersion, TimelinePage } from '../views.ts';
import { addresses } from './addresses.ts';
import { route } from './route.ts';

const at = addresses.messages;
const tag = 'messages';
const params = z.object({ room: RoomId });
const one = z.object({ room: RoomId, message: MessageId });
const write = { cmid: Cmid, since: z._default(Seq, 0) };
const content = {
  body: Body,
  encoding: z._default(Encoding, 'text'),
  mentions: z.optional(z.array(UserId).check(z.maxLength(limits.mentionsMax))),
  audience: z.optional(Audience),
};
const digits = z.string().check(z.regex(/^\d{1,15}$/));
const writeErrors = [
  'room-not-found',
  'forbidden',
  'room-archived',
  'cmid-conflict',
  'rate-limited',
  'store-full',
  'store-unavailable',
  'body-too-large',
  'body-malformed',
  'muted',
] as const;
const targetErrors = [...writeErrors, 'message-not-found', 'message-deleted', 'moved'] as const;

const moveErrors = [...targetErrors, 'room-kind', 'would-reveal', 'too-much-to-move'] as const;

export const messages = {
  page: route({
    ...at.page,
    policy: 'member',
    bot: 'read',
    guest: true,
    tag,
    summary: 'A page of the timeline: before, after or around a seq; the newest when none is given.',
    params,
    query: z.object({
      before: z.optional(digits),
      after: z.optional(digits),
      around: z.optional(digits),
      limit: z.optional(digits),
    }),
    answer: TimelinePage,
    errors: ['room-not-found'],
  }),
  get: route({
    ...at.get,
    policy: 'member',
    bot: 'read',
    guest: true,
    tag,
    summary: 'One message.',
    params: one,
    answer: MessageGot,
    errors: ['room-not-found', 'message-not-found', 'moved'],
  }),
  notification: route({
    ...at.notification,
    policy: 'member',
    guest: true,
    tag,
    summary: 'Whether this message notifies me, and which rule decides: "why was I (not) notified?".',
    params: one,
    answer: NotificationView,
    errors: ['room-not-found', 'message-not-found', 'moved'],
  }),
  versions: route({
    ...at.versions,
    policy: 'member',
    bot: 'read',
    guest: true,
    tag,
    summary: 'What a message said before each edit, oldest first; empty where the room does not keep it.',
    params: one,
    answer: z.object({ versions: z.array(MessageVersion) }),
    errors: ['room-not-found', 'message-not-found', 'moved'],
  }),
  receipts: route({
    ...at.receipts,
    policy: 'member',
    guest: true,
    tag,
    summary: 'Who has received and read this message, and when; in larger rooms how many have read it.',
    params: one,
    answer: ReceiptsView,
    errors: ['room-not-found', 'message-not-found', 'moved'],
  }),
  send: route({
    ...at.send,
    policy: 'right:send',
    bot: 'write',
    guest: true,
    tag,
    summary: 'Send a message. The answer means that it is durable; the same cmid gives the same answer.',
    params,
    body: z.strictObject({
      ...write,
      ...content,
      thread: z.optional(MessageId),
      replyTo: z.optional(MessageId),
      forwards: z.optional(z.strictObject({ room: RoomId, message: MessageId })),
      poll: z.optional(PollTerms),
    }),
    answer: Ack,
    errors: [...writeErrors, 'message-not-found', 'message-deleted', 'slow-mode'],
  }),
  edit: route({
    ...at.edit,
    policy: 'editor',
    bot: 'write',
    guest: true,
    tag,
    summary: 'Edit my message.',
    params: one,
    body: z.strictObject({ ...write, ...content }),
    answer: Ack,
    errors: targetErrors,
  }),
  delete: route({
    ...at.delete,
    policy: ['author', 'right:delete-any'],
    bot: 'write',
    guest: true,
    tag,
    summary: 'Delete a message, its body everywhere.',
    params: one,
    body: z.strictObject(write),
    answer: Ack,
    errors: targetErrors,
  }),
  react: route({
    ...at.react,
    policy: 'right:react',
    bot: 'write',
    guest: true,
    tag,
    summary: 'Put a reaction on a message, or take mine away.',
    params: one,
    body: z.strictObject({ ...write, emoji: Emoji, on: z.boolean() }),
    answer: Ack,
    errors: [...targetErrors, 'too-many-reactions'],
  }),
  pin: route({
    ...at.pin,
    policy: 'right:pin',
    bot: 'write',
    tag,
    summary: 'Put a message on top of the room for all, or take it off.',
    params: one,
    body: z.strictObject({ ...write, on: z.boolean() }),
    answer: Ack,
    errors: [...targetErrors, 'too-many-pins'],
  }),
  mark: route({
    ...at.mark,
    policy: 'right:mark',
    bot: 'write',
    tag,
    summary: 'Mark a message as a decision or as something to do, or take the mark away (null).',
    params: one,
    body: z.strictObject({ ...write, mark: z.nullable(Mark) }),
    answer: Ack,
    errors: targetErrors,
  }),
  kept: route({
    ...at.kept,
    policy: 'member',
    bot: 'read',
    guest: true,
    tag,
    summary: 'What the room keeps: pins, decisions, what is to be done or done; changed last comes first.',
    params: z.object({ room: RoomId, list: KeptList }),
    query: z.object({ who: z.optional(UserId), before: z.optional(digits), limit: z.optional(digits) }),
    answer: RoomKeptTold,
    errors: ['room-not-found'],
  }),
  origin: route({
    ...at.origin,
    policy: 'member',
    guest: true,
    tag,
    summary: 'Where a forwarded message comes from, for who can see it there; else nothing of it.',
    params: one,
    answer: z.object({ origin: z.optional(Origin) }),
    errors: ['room-not-found'],
  }),
  move: route({
    ...at.move,
    policy: 'right:move',
    tag,
    summary: 'Move messages, with their replies, into a thread, out of one, or into another room.',
    params,
    body: z.strictObject({ ...write, messages: MoveInput.shape.messages, to: MoveTarget }),
    answer: Ack,
    errors: moveErrors,
  }),
  undoMove: route({
    ...at.undoMove,
    policy: 'right:move',
    tag,
    summary: 'Take back a move of mine: what is still where it led is again where it was.',
    params: z.object({ room: RoomId, move: Cmid }),
    body: z.strictObject(write),
    answer: Ack,
    errors: moveErrors,
  }),
  sync: route({
    ...at.sync,
    policy: 'member',
    bot: 'read',
    guest: true,
    tag,
    summary: 'Entries of the log after a seq.',
    params,
    query: z.object({ from: digits }),
    answer: RoomSynced,
    errors: ['room-not-found'],
  }),
};
