// Everything the server may say. Readers ignore fields and types they do not know.
import * as z from 'zod/mini';
import { Entry } from '../entry.ts';
import { PositiveSeq, Seq, Time } from '../fields.ts';
import { Epoch, InvocationId, RoomId, SessionId, UserId } from '../id.ts';
import { Presence, Preview, SelfView, StateItem, UserView } from '../views.ts';
import type { DownType } from './types.ts';

/** The answer to hello. */
export const Welcome = z.object({
  type: z.literal('welcome'),
  version: z.int(),
  self: SelfView,
  session: SessionId,
  epoch: Epoch,
  serverTime: Time,
  heartbeatMs: z.int(),
  /** Good for a quick return within two minutes; carries no rights. */
  resume: z.string(),
  /** The newest rev of my own stream. */
  rev: z.int(),
  /** Heads of those of my rooms that are ahead of what hello named, or that it did not name. */
  heads: z.record(z.string(), Seq),
  limits: z.record(z.string(), z.number()),
});

/** New entries of a room, ascending; `from` is the seq before them, so that a gap shows. */
export const Entries = z.object({
  type: z.literal('entries'),
  room: RoomId,
  from: Seq,
  to: Seq,
  entries: z.array(Entry),
});

/** Heads of larger rooms that are not open here: at most one frame a second for all of them. */
export const HeadView = z.object({
  head: Seq,
  ordinal: z.int(),
  deletions: z.int(),
  preview: z.optional(Preview),
});
export type HeadView = z.infer<typeof HeadView>;
export const Heads = z.object({ type: z.literal('heads'), heads: z.record(z.string(), HeadView) });

/** I was mentioned in a larger room that is not open here. */
export const Mention = z.object({
  type: z.literal('mention'),
  room: RoomId,
  seq: PositiveSeq,
  /** An audience is called by a new message, or by an edit of one not any more: many hear of it, and take their time to ask. */
  audience: z.optional(z.enum(['message', 'edit'])),
});

/** How far someone in a small room has received and read. */
export const Receipts = z.object({
  type: z.literal('receipts'),
  room: RoomId,
  user: UserId,
  delivered: z.optional(Seq),
  read: z.optional(Seq),
  /** They hide theirs from now on, or show them again. */
  hidden: z.optional(z.boolean()),
});

export const TypingNow = z.object({
  type: z.literal('typing'),
  room: RoomId,
  user: UserId,
  on: z.boolean(),
});

/** Changes among those I watch. */
export const PresenceNow = z.object({ type: z.literal('presence'), users: z.record(z.string(), Presence) });
export const UserChanged = z.object({ type: z.literal('user'), user: UserView });

/** News of my own stream. */
export const State = z.object({ type: z.literal('state'), items: z.array(StateItem) });

/** A bot has answered a command of mine. */
export const CommandAnswered = z.object({
  type: z.literal('command.answered'),
  invocation: InvocationId,
  room: RoomId,
  bot: UserId,
  /** What is for me alone; absent where it is a message of the room. */
  body: z.optional(z.string()),
});

/** The answer to ping, with the heads of my rooms that changed since the last one: a lost last event shows no gap. */
export const Pong = z.object({ type: z.literal('pong'), heads: z.record(z.string(), Seq), rev: z.int() });

export const Reply = z.object({ type: z.literal('reply'), to: z.int(), result: z.unknown() });

export const Fault = z.object({
  type: z.literal('error'),
  /** The ask that failed; absent when the frame could not be read. */
  to: z.optional(z.int()),
  code: z.string(),
  text: z.string(),
  retryAfterMs: z.optional(z.int()),
  fields: z.optional(z.record(z.string(), z.string())),
  place: z.optional(z.object({ room: RoomId, seq: Seq })),
});

/** The last frame before the server closes. */
export const Bye = z.object({
  type: z.literal('bye'),
  code: z.string(),
  text: z.string(),
  retryAfterMs: z.optional(z.int()),
});

export const down = {
  welcome: Welcome,
  entries: Entries,
  heads: Heads,
  mention: Mention,
  receipts: Receipts,
  typing: TypingNow,
  presence: PresenceNow,
  user: UserChanged,
  state: State,
  'command.answered': CommandAnswered,
  pong: Pong,
  reply: Reply,
  error: Fault,
  bye: Bye,
} as const satisfies Record<DownType, z.ZodMiniType>;

export type { DownType };
export type DownFrame<Type extends DownType = DownType> = {
  [Key in Type]: z.infer<(typeof down)[Key]>;
}[Type];
