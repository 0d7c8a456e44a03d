// What a reader is shown: the current state that follows from the logs.
import * as z from 'zod/mini';
import { SystemEntry } from './entry.ts';
import {
  Audience,
  Body,
  Emoji,
  Encoding,
  History,
  PositiveSeq,
  Role,
  RoomKind,
  RoomSettings,
  Seq,
  Time,
} from './fields.ts';
import { Cmid, DeviceId, MessageId, RoomId, SessionId, UserId } from './id.ts';
import { Kept, KeptMark } from './mark.ts';
import { PollView } from './poll.ts';

export const Status = z.object({ emoji: z.optional(z.string()), text: z.optional(z.string()) });
export type Status = z.infer<typeof Status>;

/** A person as others see them. */
export const UserView = z.object({
  id: UserId,
  handle: z.string(),
  name: z.string(),
  about: z.optional(z.string()),
  status: z.optional(Status),
  /** Of an account that a program acts for: whose it is. */
  bot: z.optional(z.object({ owner: UserId })),
  /** Of who came by a guest link: they are in one room, until then. */
  guest: z.optional(z.object({ until: Time })),
  /** Set once the account was deleted: handle and name are then placeholders. */
  deleted: z.optional(z.boolean()),
});
export type UserView = z.infer<typeof UserView>;

/** The person themselves. */
export const SelfView = z.object({
  ...UserView.shape,
  admin: z.boolean(),
  createdAt: Time,
  recoveryCodesLeft: z.int(),
});
export type SelfView = z.infer<typeof SelfView>;

export const Reaction = z.object({
  emoji: Emoji,
  count: z.int(),
  /** The first of them; `count` says how many there are. */
  users: z.array(UserId),
  mine: z.boolean(),
});
export type Reaction = z.infer<typeof Reaction>;

/** What a room shows of the thread that grew from a message. */
export const ThreadSummary = z.object({
  /** Those that are not deleted. */
  replies: z.int(),
  /** When the last reply came, even if it is deleted by now. */
  lastReplyAt: Time,
  /** Who replied last, newest first. */
  lastRepliers: z.array(UserId),
  /** Whether I follow it; who does not has nothing unread in it. */
  following: z.boolean(),
  /** 1000 stands for more than 999. */
  unread: z.int(),
  mentions: z.int(),
});
export type ThreadSummary = z.infer<typeof ThreadSummary>;

/** The current state of a message. */
export const MessageView = z.object({
  kind: z.literal('message'),
  id: MessageId,
  seq: PositiveSeq,
  ordinal: z.int(),
  at: Time,
  by: UserId,
  cmid: Cmid,
  encoding: Encoding,
  /** null when deleted. */
  body: z.nullable(Body),
  mentions: z.optional(z.array(UserId)),
  audience: z.optional(Audience),
  /** With `audience`: the seq of the entry that said so last; absent: that of the message. */
  audienceSeq: z.optional(PositiveSeq),
  /** Of a reply: the message that its thread grew from, and the seq of that. */
  thread: z.optional(MessageId),
  threadSeq: z.optional(PositiveSeq),
  /** Of a message that has replies. */
  summary: z.optional(ThreadSummary),
  replyTo: z.optional(MessageId),
  expiresAt: z.optional(Time),
  editedAt: z.optional(Time),
  deletedAt: z.optional(Time),
  /** It was said elsewhere; `message.origins` tells where, to those who could see it there. */
  forwarded: z.optional(z.literal(true)),
  /** Set while it stands on top of the room. */
  pinned: z.optional(Kept),
  mark: z.optional(KeptMark),
  /** It is a poll, whose words are the body. */
  poll: z.optional(PollView),
  /** Set where it was once: it has been moved, and its body is at its new place. */
  movedAt: z.optional(Time),
  /** Of a message that somebody brought here: when it was said first, and who moved it. */
  moved: z.optional(z.object({ at: Time, by: UserId })),
  reactions: z.array(Reaction),
});
export type MessageView = z.infer<typeof MessageView>;

/** What a message said before it was edited. */
export const MessageVersion = z.object({ at: Time, encoding: Encoding, body: Body });
export type MessageVersion = z.infer<typeof MessageVersion>;

export const TimelineItem = z.union([MessageView, SystemEntry]);
export type TimelineItem = z.infer<typeof TimelineItem>;

/** Part of a room's timeline, ascending by seq, with all that it takes to show it. */
export const TimelinePage = z.object({
  items: z.array(TimelineItem),
  /** The messages that the shown ones answer, where the reader may see them. */
  quoted: z.array(MessageView),
  /** Everyone who is named in the above. */
  users: z.array(UserView),
  hasBefore: z.boolean(),
  hasAfter: z.boolean(),
  /** The head of the log that this page reflects: entries after it are to be applied to it. */
  head: Seq,
});
export type TimelinePage = z.infer<typeof TimelinePage>;

/** Part of a thread: the message it grew from, and replies to it as items. */
export const ThreadPage = z.object({ ...TimelinePage.shape, root: MessageView });
export type ThreadPage = z.infer<typeof ThreadPage>;

/** A thread as one of those who may read it sees it. */
export const ThreadView = z.object({
  room: RoomId,
  /** The message it grew from, with its summary. */
  root: MessageView,
  /** My marker in it: replies after it are unread. May go back. */
  marker: Seq,
  following: z.boolean(),
  unread: z.int(),
  mentions: z.int(),
  /** The head of the room's log that this reflects. */
  head: Seq,
});
export type ThreadView = z.infer<typeof ThreadView>;

/** How far someone has received and read a room. Both only grow. */
export const Receipt = z.object({ delivered: Seq, read: Seq });
export type Receipt = z.infer<typeof Receipt>;

export const Preview = z.object({
  seq: PositiveSeq,
  at: Time,
  by: UserId,
  /** An excerpt; null when deleted or not readable by the server. */
  text: z.nullable(z.string()),
  expiresAt: z.optional(Time),
});
export type Preview = z.infer<typeof Preview>;

/** A room as one of its members sees it. */
export const RoomView = z.object({
  id: RoomId,
  kind: RoomKind,
  name: z.optional(z.string()),
  topic: z.optional(z.string()),
  history: History,
  createdAt: Time,
  createdBy: UserId,
  memberCount: z.int(),
  myRole: Role,
  /** The entry by which I joined. */
  joinedSeq: PositiveSeq,
  /** The roles that I had before mine, since I joined, if there were any. */
  formerRoles: z.optional(z.array(z.object({ role: Role, from: PositiveSeq, to: PositiveSeq }))),
  /** Until when I may not write here; absent when I may. */
  mutedUntil: z.optional(Time),
  settings: z.optional(RoomSettings),
  /** Set while the room is deleted, for those who may restore it: from when on nobody can. */
  deletesAt: z.optional(Time),
  /** The first seq I may read. */
  visibleFrom: PositiveSeq,
  /** The other person of a direct room; myself in the room with myself. */
  peer: z.optional(UserView),
  head: Seq,
  /** Number of room-level messages so far, and of those deleted: unread follows from their differences. */
  ordinal: z.int(),
  deletions: z.int(),
  preview: z.optional(Preview),
  /** My marker: what is after it is unread. May go back. */
  marker: Seq,
  /** What others see of my reading. Never goes back. */
  read: Seq,
  /** 1000 stands for more than 999. */
  unread: z.int(),
  mentions: z.int(),
  /** In rooms up to limits.receiptRoomMembersMax members: the others' receipts, unless I hide mine or the room hides all. */
  receipts: z.optional(z.record(z.string(), Receipt)),
  /** With `receipts`: the others who hide theirs, if there are any. */
  hiding: z.optional(z.array(UserId)),
  /** Of a space: those of my rooms that are in it, in its order. */
  children: z.optional(z.array(RoomId)),
});
export type RoomView = z.infer<typeof RoomView>;

export const MemberView = z.object({
  user: UserView,
  role: Role,
  joinedAt: Time,
  /** Until when they may not write; absent when they may. */
  mutedUntil: z.optional(Time),
});
export type MemberView = z.infer<typeof MemberView>;

/** Somebody who cannot come in, for those who may ban. */
export const BanView = z.object({
  user: UserView,
  by: UserId,
  at: Time,
  until: Time,
  reason: z.optional(z.string()),
});
export type BanView = z.infer<typeof BanView>;

export const SessionView = z.object({
  id: SessionId,
  device: DeviceId,
  client: z.string(),
  address: z.string(),
  createdAt: Time,
  lastSeenAt: Time,
  current: z.boolean(),
});
export type SessionView = z.infer<typeof SessionView>;

export const PresenceStatus = z.enum(['online', 'away', 'offline']);
export type PresenceStatus = z.infer<typeof PresenceStatus>;
export const Presence = z.object({ status: PresenceStatus, lastSeenAt: z.optional(Time) });
export type Presence = z.infer<typeof Presence>;

/** One key of a person's own stream; a null value means that the key is gone. */
export const StateItem = z.object({ key: z.string(), value: z.unknown(), rev: z.int() });
export type StateItem = z.infer<typeof StateItem>;
