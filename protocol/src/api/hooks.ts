import * as z from 'zod/mini';
import { Seq, Time, text } from '../fields.ts';
import { HookId, RoomId, UserId } from '../id.ts';
import { limits } from '../limits.ts';
import { Ack } from '../up/message.ts';
import { UserView } from '../views.ts';
import { addresses } from './addresses.ts';
import { route } from './route.ts';

const at = addresses.hooks;
const tag = 'hooks';
const params = z.object({ room: RoomId });

/** An address at which programs post into a room. Its messages are those of an account of its own. */
const IncomingHookView = z.object({
  id: HookId,
  /** The account that its messages are by. */
  account: UserView,
  /** Who made it or turned it on again last: it works while they are in the room. */
  by: UserId,
  /** `off` from when they are not in the room any more, until somebody turns it on again. */
  state: z.enum(['on', 'off']),
  madeAt: Time,
  /** To the minute. */
  lastUsedAt: z.optional(Time),
  /** The last letters of its address, to tell it from others. */
  hint: z.string(),
});
export type IncomingHookView = z.infer<typeof IncomingHookView>;

/** An address that is told of every entry of a room's log. */
const OutgoingHookView = z.object({
  id: HookId,
  name: z.string(),
  url: z.string(),
  by: UserId,
  madeAt: Time,
  /** `off` when somebody turned it off, or after a day without success; until it is turned on nothing is lost and nothing sent. */
  state: z.enum(['on', 'off']),
  /** What has arrived: entries after it are to come. */
  delivered: Seq,
  /** Since when nothing arrives; absent while it works. */
  failingSince: z.optional(Time),
});
export type OutgoingHookView = z.infer<typeof OutgoingHookView>;

const DeliveryView = z.object({
  seq: Seq,
  at: Time,
  durationMs: z.int(),
  /** The status of the answer, or why there was none. */
  outcome: z.string(),
  arrived: z.boolean(),
});
export type DeliveryView = z.infer<typeof DeliveryView>;

const one = z.object({ room: RoomId, hook: HookId });

const roomErrors = ['room-not-found', 'room-kind', 'forbidden'] as const;

/** What other programs send to such addresses: Slack's format. What is unknown in it is not looked at. */
const SlackPayload = z.object({
  text: z.optional(z.string()),
  /** Stands as a first line, if it is not the hook's own name. */
  username: z.optional(text(limits.displayNameMax)),
  attachments: z.optional(z.array(z.record(z.string(), z.unknown())).check(z.maxLength(limits.hookPartsMax))),
  blocks: z.optional(z.array(z.record(z.string(), z.unknown())).check(z.maxLength(limits.hookPartsMax))),
});
export type SlackPayload = z.infer<typeof SlackPayload>;

export const hooks = {
  incoming: route({
    ...at.incoming,
    policy: 'right:change-room',
    tag,
    summary: 'The addresses at which programs post into a room, for those who may change the room.',
    params,
    answer: z.object({ hooks: z.array(IncomingHookView) }),
    errors: [...roomErrors],
  }),
  makeIncoming: route({
    ...at.makeIncoming,
    policy: 'right:change-room',
    tag,
    summary: 'Make an address at which programs post into a room. It is in the answer and nowhere else.',
    params,
    body: z.strictObject({ name: text(limits.displayNameMax, 1) }),
    answer: z.object({ hook: IncomingHookView, url: z.string() }),
    errors: [...roomErrors, 'too-many-hooks'],
  }),
  revokeIncoming: route({
    ...at.revokeIncoming,
    policy: 'right:change-room',
    tag,
    summary: 'End such an address. Its messages stay.',
    params: one,
    answer: z.object({}),
    errors: [...roomErrors, 'hook-not-found'],
  }),
  resumeIncoming: route({
    ...at.resumeIncoming,
    policy: 'right:change-room',
    tag,
    summary: 'Answer for such an address from now on, and turn it on again if it is off.',
    params: one,
    answer: z.object({}),
    errors: [...roomErrors, 'hook-not-found'],
  }),
  outgoing: route({
    ...at.outgoing,
    policy: 'right:change-room',
    tag,
    summary: 'The addresses that are told of what happens in a room.',
    params,
    answer: z.object({ hooks: z.array(OutgoingHookView) }),
    errors: [...roomErrors],
  }),
  makeOutgoing: route({
    ...at.makeOutgoing,
    policy: 'right:change-room',
    tag,
    summary: 'Tell an address of every entry from now on, in order, signed with the secret in the answer.',
    params,
    body: z.strictObject({ name: text(limits.displayNameMax, 1), url: z.string().check(z.maxLength(2_048)) }),
    answer: z.object({ hook: OutgoingHookView, secret: z.string() }),
    errors: [...roomErrors, 'too-many-hooks'],
  }),
  deleteOutgoing: route({
    ...at.deleteOutgoing,
    policy: 'right:change-room',
    tag,
    summary: 'Tell an address nothing more.',
    params: one,
    answer: z.object({}),
    errors: [...roomErrors, 'hook-not-found'],
  }),
  resumeOutgoing: route({
    ...at.resumeOutgoing,
    policy: 'right:change-room',
    tag,
    summary: 'Try an address again now; it goes on where it stopped.',
    params: one,
    answer: z.object({}),
    errors: [...roomErrors, 'hook-not-found'],
  }),
  pauseOutgoing: route({
    ...at.pauseOutgoing,
    policy: 'right:change-room',
    tag,
    summary: 'Tell an address nothing for now; turned on again, it goes on where it stopped.',
    params: one,
    answer: z.object({}),
    errors: [...roomErrors, 'hook-not-found'],
  }),
  deliveries: route({
    ...at.deliveries,
    policy: 'right:change-room',
    tag,
    summary: 'The last tries to tell an address, newest first.',
    params: one,
    answer: z.object({ deliveries: z.array(DeliveryView) }),
    errors: [...roomErrors, 'hook-not-found'],
  }),
  post: route({
    ...at.post,
    policy: 'anyone',
    tag,
    summary: "Post into a room, in Slack's format. The address is the right to do so.",
    params: z.object({ secret: z.string() }),
    /** Names one message over all tries: a repeat with the same key posts nothing. */
    query: z.object({ key: z.optional(text(limits.hookKeyMax, 1)) }),
    body: SlackPayload,
    answer: Ack,
    errors: [
      'hook-not-found',
      'rate-limited',
      'cmid-conflict',
      'room-archived',
      'muted',
      'forbidden',
      'slow-mode',
      'body-malformed',
      'store-full',
      'store-unavailable',
    ],
  }),
};
