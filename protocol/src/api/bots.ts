import * as z from 'zod/mini';
import { RoomKind, Time, text } from '../fields.ts';
import { RoomId, SessionId, UserId } from '../id.ts';
import { limits } from '../limits.ts';
import { UserView } from '../views.ts';
import { addresses } from './addresses.ts';
import { route } from './route.ts';

const at = addresses.bots;
const tag = 'bots';
const params = z.object({ bot: UserId });

/** What a token lets its holder do, of what the bot may. */
const BotTokenView = z.object({
  /** Stands where a person's session stands. */
  id: SessionId,
  name: z.string(),
  read: z.boolean(),
  write: z.boolean(),
  /** Absent: in every room of the bot. */
  rooms: z.optional(z.array(RoomId)),
  /** Its last letters, to tell it from others. */
  hint: z.string(),
  madeAt: Time,
  /** From when on it is not accepted any more; absent: until somebody ends it. */
  expiresAt: z.optional(Time),
  /** To the minute. */
  lastUsedAt: z.optional(Time),
});
export type BotTokenView = z.infer<typeof BotTokenView>;

/** A room that a bot is in. */
const BotRoomView = z.object({
  id: RoomId,
  kind: RoomKind,
  /** Absent: one without a name, such as a direct room. */
  name: z.optional(z.string()),
  memberCount: z.int(),
});
export type BotRoomView = z.infer<typeof BotRoomView>;

const BotView = z.object({ bot: UserView, tokens: z.array(BotTokenView) });
export type BotView = z.infer<typeof BotView>;

export const bots = {
  create: route({
    ...at.create,
    policy: 'user',
    tag,
    summary: 'Make a bot: an account that is mine, has no password and acts by tokens.',
    body: z.strictObject({
      handle: z.string().check(z.minLength(1), z.maxLength(100)),
      name: text(limits.displayNameMax, 1),
    }),
    answer: z.object({ bot: BotView }),
    errors: ['handle-taken', 'handle-invalid', 'handle-confusable', 'too-many-bots'],
  }),
  list: route({
    ...at.list,
    policy: 'user',
    tag,
    summary: 'My bots and their tokens.',
    answer: z.object({ bots: z.array(BotView) }),
  }),
  change: route({
    ...at.change,
    policy: 'own',
    tag,
    summary: 'Change the name of a bot of mine, and what it says of itself.',
    params,
    body: z.strictObject({
      name: z.optional(text(limits.displayNameMax, 1)),
      about: z.optional(text(limits.aboutMax)),
    }),
    answer: z.object({ bot: BotView }),
    errors: ['bot-not-found'],
  }),
  rooms: route({
    ...at.rooms,
    policy: 'own',
    tag,
    summary: 'The rooms that a bot of mine is in, by last activity.',
    params,
    query: z.object({ after: z.optional(z.string()) }),
    answer: z.object({ rooms: z.array(BotRoomView), next: z.optional(z.string()) }),
    errors: ['bot-not-found'],
  }),
  delete: route({
    ...at.delete,
    policy: ['own', 'admin'],
    tag,
    summary: 'Delete a bot of mine: its tokens end, it leaves its rooms, what it said stays.',
    params,
    answer: z.object({}),
    errors: ['bot-not-found', 'last-owner'],
  }),
  makeToken: route({
    ...at.makeToken,
    policy: 'own',
    tag,
    summary: 'Make a token of a bot. The secret is in the answer and nowhere else.',
    params,
    body: z.strictObject({
      name: text(limits.displayNameMax, 1),
      read: z.boolean(),
      write: z.boolean(),
      /** Absent: every room of the bot, also later ones. A token of some rooms is for REST only. */
      rooms: z.optional(z.array(RoomId).check(z.minLength(1), z.maxLength(limits.tokenRoomsMax))),
      /** Absent: until somebody ends it. A moment that is over is refused. */
      expiresAt: z.optional(Time),
    }),
    answer: z.object({ token: BotTokenView, secret: z.string() }),
    errors: ['bot-not-found', 'too-many-tokens'],
  }),
  revokeToken: route({
    ...at.revokeToken,
    policy: ['own', 'admin'],
    tag,
    summary: 'End a token; what it holds open is closed.',
    params: z.object({ bot: UserId, token: SessionId }),
    answer: z.object({}),
    errors: ['bot-not-found', 'token-not-found'],
  }),
};
