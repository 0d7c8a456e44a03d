import * as z from 'zod/mini';
import { Time, text } from '../fields.ts';
import { InviteId, RoomId, UserId } from '../id.ts';
import { limits } from '../limits.ts';
import { RoomView, UserView } from '../views.ts';
import { addresses } from './addresses.ts';
import { here, SignedIn } from './auth.ts';
import { route } from './route.ts';

const at = addresses.invites;
const tag = 'invites';
const params = z.object({ room: RoomId });
const Empty = z.object({});
/** Nobody becomes owner by a link. */
const InviteRole = z.enum(['admin', 'moderator', 'member', 'guest']);
/** The code of a link, or one that was said aloud. Case, spaces and dashes do not count. */
const Code = z.string().check(z.minLength(1), z.maxLength(100));

/** An invitation as those see it who may take it back. The code itself is shown once, when it is made. */
const InviteView = z.object({
  id: InviteId,
  /** `link`: too long to guess. `spoken`: short, and good for a day at most. */
  kind: z.enum(['link', 'spoken']),
  role: InviteRole,
  /** For people without an account, who are in this one room until it expires. */
  guests: z.optional(z.boolean()),
  by: UserView,
  madeAt: Time,
  expiresAt: z.optional(Time),
  usesMax: z.optional(z.int()),
  uses: z.int(),
  /** The last letters of a link's code, to tell links apart. */
  hint: z.optional(z.string()),
});
/** What an invitation may make of a person. */
export type InviteRole = z.infer<typeof InviteRole>;
export type InviteView = z.infer<typeof InviteView>;

/** What a room shows to whoever holds a code: enough to know where it leads, nothing of what is said there. */
const InvitePreview = z.object({
  kind: z.enum(['group', 'channel', 'space']),
  name: z.string(),
  topic: z.optional(z.string()),
  memberCount: z.int(),
  role: InviteRole,
  /** Comes in with nothing but a name, until `expiresAt`. */
  guests: z.optional(z.boolean()),
  by: z.object({ id: UserId, handle: z.string(), name: z.string() }),
  expiresAt: z.optional(Time),
});
export type InvitePreview = z.infer<typeof InvitePreview>;

/** Someone who asks to be let into a room. */
const JoinRequestView = z.object({ user: UserView, at: Time, text: z.optional(z.string()) });
export type JoinRequestView = z.infer<typeof JoinRequestView>;

export const invites = {
  create: route({
    ...at.create,
    policy: ['right:add-member', 'right:invite-guest'],
    tag,
    summary:
      'Make an invitation. Its code is in the answer and nowhere else. One for guests, who need no account, is a link of role guest that expires.',
    params,
    body: z.strictObject({
      kind: z._default(z.enum(['link', 'spoken']), 'link'),
      role: z._default(InviteRole, 'member'),
      /** null: until it is revoked. Absent: a week, or an hour for a spoken code. */
      expiresInSeconds: z.optional(
        z.nullable(z.int().check(z.minimum(60), z.maximum(limits.inviteSecondsMax))),
      ),
      /** For people without an account: needs an expiry. */
      guests: z.optional(z.boolean()),
      /** Absent: as many as come; of guests as many as a link lets in. */
      usesMax: z.optional(z.int().check(z.minimum(1), z.maximum(limits.inviteUsesMax))),
    }),
    answer: z.object({ invite: InviteView, code: z.string(), link: z.string() }),
    errors: ['room-not-found', 'forbidden', 'room-kind', 'too-many-invites'],
  }),
  list: route({
    ...at.list,
    policy: 'member',
    tag,
    summary: 'Invitations of a room that can still be used: mine, or all for who may remove members.',
    params,
    answer: z.object({ invites: z.array(InviteView) }),
    errors: ['room-not-found'],
  }),
  revoke: route({
    ...at.revoke,
    policy: ['own', 'right:remove-member'],
    tag,
    summary: 'Take an invitation back. Repeating it changes nothing.',
    params: z.object({ room: RoomId, invite: InviteId }),
    answer: Empty,
    errors: ['room-not-found', 'forbidden', 'invite-not-found'],
  }),
  preview: route({
    ...at.preview,
    policy: 'anyone',
    tag,
    summary: 'Where a code leads, before joining or signing in.',
    body: z.strictObject({ code: Code }),
    answer: z.object({ preview: InvitePreview }),
    errors: ['link-invalid'],
  }),
  redeem: route({
    ...at.redeem,
    policy: 'user',
    tag,
    summary: 'Join a room with a code. Repeating it uses the invitation up once.',
    body: z.strictObject({ code: Code }),
    answer: z.object({ room: RoomView }),
    errors: ['link-invalid', 'guest-link', 'forbidden', 'store-full', 'store-unavailable'],
  }),
  enter: route({
    ...at.enter,
    policy: 'anyone',
    tag,
    summary:
      'Come in by a guest link, with nothing but a name: makes an account that is in this one room until the link expires, and signs it in.',
    body: z.strictObject({ code: Code, name: text(limits.displayNameMax, 1), ...here }),
    answer: z.object({ ...SignedIn.shape, room: RoomId }),
    errors: ['link-invalid', 'rate-limited', 'store-full', 'store-unavailable'],
  }),
  ask: route({
    ...at.ask,
    policy: 'visitor',
    tag,
    summary: 'Ask to be let into a channel that wants to be asked. Repeating it replaces the text.',
    params,
    body: z.strictObject({ text: z.optional(text(limits.joinRequestTextMax)) }),
    answer: Empty,
    errors: ['room-not-found', 'already-member', 'forbidden'],
  }),
  withdraw: route({
    ...at.withdraw,
    policy: 'visitor',
    tag,
    summary: 'Take my request to join back. Repeating it changes nothing.',
    params,
    answer: Empty,
  }),
  asked: route({
    ...at.asked,
    policy: 'user',
    tag,
    summary: 'The rooms that I have asked to be let into and that have not answered.',
    answer: z.object({ rooms: z.array(RoomId) }),
  }),
  requests: route({
    ...at.requests,
    policy: 'right:add-member',
    tag,
    summary: 'Who asks to join, oldest first; for those who may add members.',
    params,
    answer: z.object({ requests: z.array(JoinRequestView) }),
    errors: ['room-not-found', 'forbidden'],
  }),
  decide: route({
    ...at.decide,
    policy: 'right:add-member',
    tag,
    summary: 'Let in who asks to join, or turn them down.',
    params: z.object({ room: RoomId, user: UserId }),
    body: z.strictObject({ approve: z.boolean() }),
    answer: Empty,
    errors: ['room-not-found', 'forbidden', 'request-not-found'],
  }),
};
