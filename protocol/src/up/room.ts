// Reading rooms over the socket, and saying which of them are on the screen.
import * as z from 'zod/mini';
import { Entry } from '../entry.ts';
import { AskId, PositiveSeq, Seq } from '../fields.ts';
import { MessageId, RoomId } from '../id.ts';
import { limits } from '../limits.ts';
import { MessageView, RoomView, TimelinePage, UserView } from '../views.ts';

const ask = <Type extends string>(type: Type) => ({ type: z.literal(type), id: AskId });

/** "I show this room": from the answer on, every event of it comes, whatever the room's size. */
export const RoomOpen = z.strictObject({ ...ask('room.open'), room: RoomId });
export const RoomOpened = z.object({ head: Seq });
export const RoomClose = z.strictObject({ ...ask('room.close'), room: RoomId });

/** The entries after `from`. */
export const RoomSync = z.strictObject({ ...ask('room.sync'), room: RoomId, from: Seq });
export const RoomSynced = z.object({
  from: Seq,
  /** The answer covers (from, to]; what is absent in it is not for me. */
  to: Seq,
  head: Seq,
  entries: z.array(Entry),
  users: z.array(UserView),
  /** Too far behind: forget what is cached of the room and go on from this page; `entries` is empty and `to` is the head. */
  snapshot: z.optional(z.object({ room: RoomView, page: TimelinePage })),
});
export type RoomSynced = z.infer<typeof RoomSynced>;

export const PageInput = z.strictObject({
  room: RoomId,
  /** Exactly one of the three; none means the newest. */
  before: z.optional(PositiveSeq),
  after: z.optional(Seq),
  around: z.optional(PositiveSeq),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(limits.pageMessagesMax)), 50),
});
export type PageInput = z.infer<typeof PageInput>;
export const RoomPage = z.strictObject({ ...ask('room.page'), ...PageInput.shape });

export const MessageGet = z.strictObject({ ...ask('message.get'), room: RoomId, message: MessageId });
export const MessageGot = z.object({ message: MessageView, users: z.array(UserView) });

/** Messages of any of my rooms. Those that I may not see are absent from the answer. */
export const MessageList = z.strictObject({
  ...ask('message.list'),
  messages: z
    .array(z.strictObject({ room: RoomId, message: MessageId }))
    .check(z.maxLength(limits.messageListMax)),
});
export const MessagesListed = z.object({
  messages: z.array(z.object({ room: RoomId, message: MessageView })),
  users: z.array(UserView),
});
export type MessagesListed = z.infer<typeof MessagesListed>;

export const RoomList = z.strictObject({
  ...ask('room.list'),
  after: z.optional(z.string().check(z.maxLength(100))),
});
/** My rooms, by last activity, newest first. `next` continues; absent at the end. */
export const RoomListed = z.object({
  rooms: z.array(RoomView),
  users: z.array(UserView),
  next: z.optional(z.string()),
});
export type RoomListed = z.infer<typeof RoomListed>;

export const RoomGet = z.strictObject({ ...ask('room.get'), room: RoomId });
export const RoomGot = z.object({ room: RoomView, users: z.array(UserView) });

/** Exact unread and mention counts, for rooms whose events did not all come. */
export const RoomCounts = z.strictObject({
  ...ask('room.counts'),
  rooms: z.array(RoomId).check(z.maxLength(limits.countsRoomsMax)),
});
export const CountsView = z.object({
  head: Seq,
  ordinal: z.int(),
  deletions: z.int(),
  marker: Seq,
  unread: z.int(),
  mentions: z.int(),
});
export type CountsView = z.infer<typeof CountsView>;
export const RoomCounted = z.object({ counts: z.record(z.string(), CountsView) });
