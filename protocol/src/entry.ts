// An entry is one fact in a room's log: what everyone in the room must learn, in one order, without holes.
import * as z from 'zod/mini';
import {
  AudienceName,
  Body,
  Emoji,
  Encoding,
  History,
  PositiveSeq,
  Role,
  RoomKind,
  RoomSettings,
  Time,
} from './fields.ts';
import { Cmid, MessageId, RoomId, UserId } from './id.ts';
import { Mark } from './mark.ts';
import { PollCount, PollTerms } from './poll.ts';

const placed = { seq: PositiveSeq, at: Time };

/** Said once, as the first entry. */
export const RoomCreated = z.object({
  ...placed,
  kind: z.literal('room.created'),
  by: UserId,
  room: z.object({
    kind: RoomKind,
    name: z.optional(z.string()),
    topic: z.optional(z.string()),
    history: History,
  }),
});

export const RoomChanged = z.object({
  ...placed,
  kind: z.literal('room.changed'),
  by: UserId,
  change: z.object({
    name: z.optional(z.string()),
    topic: z.optional(z.string()),
    /** Only what changed; the rest stays, also among the rights. */
    settings: z.optional(RoomSettings),
  }),
});

/** From here on the room is closed: for `keepers` until `deletesAt`, who may restore it, for everyone else as if it did not exist. */
export const RoomDeleted = z.object({
  ...placed,
  kind: z.literal('room.deleted'),
  by: UserId,
  /** The server's time from which on nobody can restore it any more. */
  deletesAt: Time,
  keepers: z.array(UserId),
});

/** Everyone finds the room as it was. */
export const RoomRestored = z.object({ ...placed, kind: z.literal('room.restored'), by: UserId });

/** The last entry of a room that was deleted: it ends all memberships, and what was said is blanked. `by` deleted it. */
export const RoomEnded = z.object({ ...placed, kind: z.literal('room.ended'), by: UserId });

/** Entries that a membership of the past showed: both seqs are included. */
export const Stay = z.object({ from: PositiveSeq, to: PositiveSeq });
export type Stay = z.infer<typeof Stay>;

/** `by` added `user`, or `user` joined when the two are the same. */
export const MemberJoined = z.object({
  ...placed,
  kind: z.literal('member.joined'),
  by: UserId,
  user: UserId,
  role: Role,
  /** The first seq that they may read: decided when they join, and a fact from then on. */
  visibleFrom: PositiveSeq,
  /** What of the room before that their earlier memberships showed them, ascending; absent where there is nothing. */
  earlier: z.optional(z.array(Stay)),
});

/** `by` removed `user`, or `user` left when the two are the same. */
export const MemberLeft = z.object({ ...placed, kind: z.literal('member.left'), by: UserId, user: UserId });

export const MemberChanged = z.object({
  ...placed,
  kind: z.literal('member.changed'),
  by: UserId,
  user: UserId,
  role: Role,
});

/** From here on `user` cannot come in. Where they were a member, their `member.left` stands right before. */
export const MemberBanned = z.object({
  ...placed,
  kind: z.literal('member.banned'),
  by: UserId,
  user: UserId,
  /** The server's time at which it ends by itself; `forever` (8.64e15) where somebody has to end it. */
  until: Time,
  reason: z.optional(z.string()),
});

export const MemberUnbanned = z.object({
  ...placed,
  kind: z.literal('member.unbanned'),
  by: UserId,
  user: UserId,
});

/** From here on `user` may read, and delete what is theirs, but not send, edit or react. */
export const MemberMuted = z.object({
  ...placed,
  kind: z.literal('member.muted'),
  by: UserId,
  user: UserId,
  /** As with a ban; null: they may write again. */
  until: z.nullable(Time),
});

/** `by` brought so many messages here from elsewhere; they come right after it. Says nothing of where they were. */
export const MessagesMoved = z.object({
  ...placed,
  kind: z.literal('messages.moved'),
  by: UserId,
  count: z.int(),
});

/** Of a reply, and of what is said about one: the message that the thread grew from, and its seq. */
const inThread = { thread: z.optional(MessageId), threadSeq: z.optional(PositiveSeq) };

const content = {
  encoding: Encoding,
  /** null once the body was deleted, or replaced by a later edit. */
  body: z.nullable(Body),
  mentions: z.optional(z.array(UserId)),
  /** Who has such a role at this seq, or everyone; empty in an edit by which a message calls no audience any more. */
  audience: z.optional(z.array(AudienceName)),
};

/** Who reacted, in the order in which they did. */
const reactions = z.optional(z.array(z.object({ emoji: Emoji, users: z.array(UserId) })));

export const MessageCreated = z.object({
  ...placed,
  kind: z.literal('message'),
  by: UserId,
  cmid: Cmid,
  id: MessageId,
  /** Counts the room-level messages, or, in a thread, its replies. */
  ordinal: z.int(),
  ...inThread,
  replyTo: z.optional(MessageId),
  expiresAt: z.optional(Time),
  /** It was said elsewhere; where, `message.origins` tells those who could see it there. */
  forwarded: z.optional(z.literal(true)),
  /** It is a poll, whose words are the body. */
  poll: z.optional(PollTerms),
  ...content,
  /** Of a message that somebody brought here: when it was said first, who moved it, and what had happened to it by then. */
  moved: z.optional(
    z.object({ at: Time, by: UserId, editedAt: z.optional(Time), poll: z.optional(PollCount), reactions }),
  ),
});

/**
 * A room was put into this space, moved within it or taken out. What it is nobody is told here, for not all may know of
 * it: readers get no more than that the directory has changed.
 */
export const SpaceChild = z.object({
  ...placed,
  kind: z.literal('space.child'),
  by: z.optional(UserId),
  room: z.optional(RoomId),
  /** Rooms stand in the order of this; null: it is not in the space any more. */
  place: z.optional(z.nullable(z.number())),
});

/** Where the message is that an entry is about. `by` is absent where the reader may not see the message. */
const about = { target: MessageId, targetSeq: PositiveSeq, ...inThread, by: z.optional(UserId) };

export const MessageEdited = z.object({
  ...placed,
  ...about,
  kind: z.literal('edit'),
  ...content,
  /** The room keeps what the message said before. */
  keeps: z.optional(z.boolean()),
});
export const MessageDeleted = z.object({
  ...placed,
  ...about,
  kind: z.literal('delete'),
  /** Timelines show nothing of it any more; absent: a tombstone. */
  leaves: z.optional(z.literal('nothing')),
});
/** Their time is over: bodies are blanked, and timelines show nothing of them any more. Nobody did it. */
export const MessagesExpired = z.object({
  ...placed,
  kind: z.literal('messages.expired'),
  by: z.optional(z.undefined()),
  messages: z.array(
    z.object({
      id: MessageId,
      seq: PositiveSeq,
      ...inThread,
      /** A thread grew from it: a tombstone stays. */
      tombstone: z.optional(z.boolean()),
    }),
  ),
});

export const MessageReacted = z.object({
  ...placed,
  ...about,
  kind: z.literal('reaction'),
  emoji: Emoji,
  on: z.boolean(),
});

/** On top of the room, or no longer. */
export const MessagePinned = z.object({ ...placed, ...about, kind: z.literal('pin'), on: z.boolean() });
export const MessageMarked = z.object({
  ...placed,
  ...about,
  kind: z.literal('mark'),
  /** null: it has none any more. Absent where the reader may not see the message. */
  mark: z.optional(z.nullable(Mark)),
});

/** What has been voted in a poll until now. Nobody did it: the votes themselves are no entries. */
export const PollCounted = z.object({
  ...placed,
  ...about,
  kind: z.literal('poll'),
  by: z.optional(z.undefined()),
  /** Absent once it was counted again or the message is gone, and where the reader may not see the message. */
  count: z.optional(z.object({ votes: z.array(z.int()), voters: z.int() })),
  /** Nobody votes any more. */
  closed: z.optional(z.literal(true)),
});

/** The message is not at this place any more: `by` moved it, with all that the act `move` moved. */
export const MessageMoved = z.object({ ...placed, ...about, kind: z.literal('move'), move: Cmid });

/** A message that had been moved is at this former place of it again. */
export const MessageReturned = z.object({
  ...placed,
  ...about,
  kind: z.literal('return'),
  ...content,
  editedAt: z.optional(Time),
  poll: z.optional(PollCount),
  reactions,
});

export const Entry = z.discriminatedUnion('kind', [
  RoomCreated,
  RoomChanged,
  RoomDeleted,
  RoomRestored,
  RoomEnded,
  MemberJoined,
  MemberLeft,
  MemberChanged,
  MemberBanned,
  MemberUnbanned,
  MemberMuted,
  MessageCreated,
  MessageEdited,
  MessageDeleted,
  MessageReacted,
  MessagePinned,
  MessageMarked,
  PollCounted,
  MessageMoved,
  MessageReturned,
  MessagesMoved,
  MessagesExpired,
  SpaceChild,
]);
export type Entry = z.infer<typeof Entry>;
export type EntryKind = Entry['kind'];
export type EntryOf<Kind extends EntryKind> = Extract<Entry, { kind: Kind }>;

/** Entries that a timeline shows as a line of its own, beside messages. */
export const SystemEntry = z.discriminatedUnion('kind', [
  RoomCreated,
  RoomChanged,
  RoomDeleted,
  RoomRestored,
  RoomEnded,
  MemberJoined,
  MemberLeft,
  MemberChanged,
  MemberBanned,
  MemberUnbanned,
  MemberMuted,
  MessagesMoved,
]);
export type SystemEntry = z.infer<typeof SystemEntry>;
