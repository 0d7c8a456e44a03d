// Everything a client may say.
import * as z from 'zod/mini';
import { ReceiptsView } from '../message-receipts.ts';
import { NotificationView } from '../notification.ts';
import { ThreadPage, TimelinePage } from '../views.ts';
import {
  MarkerSet,
  MessageReceipts,
  ReceiptDelivered,
  ReceiptRead,
  RevDone,
  StateSet,
  StateSync,
  StateSynced,
} from './cursor.ts';
import { Hello } from './hello.ts';
import { MessageOrigins, OriginsTold, RoomKept, RoomKeptTold } from './kept.ts';
import {
  Ack,
  MessageDelete,
  MessageEdit,
  MessageMark,
  MessagePin,
  MessageReact,
  MessageSend,
} from './message.ts';
import { MessageMove, MessageUndoMove } from './move.ts';
import { MessageNotification } from './notification.ts';
import { PollClose, PollGet, PollGot, PollVote } from './poll.ts';
import { Ping, PresenceSet, PresenceWatch, PresenceWatched, Typing } from './presence.ts';
import {
  MessageGet,
  MessageGot,
  MessageList,
  MessagesListed,
  RoomClose,
  RoomCounted,
  RoomCounts,
  RoomGet,
  RoomGot,
  RoomList,
  RoomListed,
  RoomOpen,
  RoomOpened,
  RoomPage,
  RoomSync,
  RoomSynced,
} from './room.ts';
import {
  ThreadFollow,
  ThreadGet,
  ThreadGot,
  ThreadList,
  ThreadListed,
  ThreadMark,
  ThreadPageAsk,
} from './thread.ts';

/** Frame schemas by type. */
export const up = {
  hello: Hello,
  ping: Ping,
  'message.send': MessageSend,
  'message.edit': MessageEdit,
  'message.delete': MessageDelete,
  'message.react': MessageReact,
  'message.pin': MessagePin,
  'message.mark': MessageMark,
  'message.move': MessageMove,
  'message.undo-move': MessageUndoMove,
  'message.get': MessageGet,
  'message.list': MessageList,
  'message.notification': MessageNotification,
  'message.origins': MessageOrigins,
  'message.receipts': MessageReceipts,
  'poll.vote': PollVote,
  'poll.get': PollGet,
  'poll.close': PollClose,
  'room.open': RoomOpen,
  'room.close': RoomClose,
  'room.sync': RoomSync,
  'room.page': RoomPage,
  'room.list': RoomList,
  'room.get': RoomGet,
  'room.counts': RoomCounts,
  'room.kept': RoomKept,
  'thread.page': ThreadPageAsk,
  'thread.get': ThreadGet,
  'thread.list': ThreadList,
  'thread.mark': ThreadMark,
  'thread.follow': ThreadFollow,
  'receipt.delivered': ReceiptDelivered,
  'receipt.read': ReceiptRead,
  'marker.set': MarkerSet,
  'state.set': StateSet,
  'state.sync': StateSync,
  typing: Typing,
  'presence.watch': PresenceWatch,
  'presence.set': PresenceSet,
} as const;

const Nothing = z.object({});

/** What the reply to each ask holds. Types that are absent here are not answered by a reply. */
export const results = {
  'message.send': Ack,
  'message.edit': Ack,
  'message.delete': Ack,
  'message.react': Ack,
  'message.pin': Ack,
  'message.mark': Ack,
  'message.move': Ack,
  'message.undo-move': Ack,
  'message.get': MessageGot,
  'message.list': MessagesListed,
  'message.notification': NotificationView,
  'message.origins': OriginsTold,
  'message.receipts': ReceiptsView,
  'poll.vote': RevDone,
  'poll.get': PollGot,
  'poll.close': Ack,
  'room.open': RoomOpened,
  'room.close': Nothing,
  'room.sync': RoomSynced,
  'room.page': TimelinePage,
  'room.list': RoomListed,
  'room.get': RoomGot,
  'room.counts': RoomCounted,
  'room.kept': RoomKeptTold,
  'thread.page': ThreadPage,
  'thread.get': ThreadGot,
  'thread.list': ThreadListed,
  'thread.mark': RevDone,
  'thread.follow': RevDone,
  'receipt.read': RevDone,
  'marker.set': RevDone,
  'state.set': RevDone,
  'state.sync': StateSynced,
  'presence.watch': PresenceWatched,
} as const;

export type UpType = keyof typeof up;
export type UpFrame<Type extends UpType = UpType> = { [Key in Type]: z.infer<(typeof up)[Key]> }[Type];
/** Types that carry an `id` and get a reply or an error. */
export type AskType = keyof typeof results;
export type Ask<Type extends AskType = AskType> = UpFrame<Type>;
export type Result<Type extends AskType> = z.infer<(typeof results)[Type]>;
/** What the caller of an ask gives: the frame without its envelope, before defaults. */
export type AskInput<Type extends AskType> = Omit<z.input<(typeof up)[Type]>, 'type' | 'id'>;
/** Types that are not answered. */
export type TellType = Exclude<UpType, AskType | 'hello'>;
