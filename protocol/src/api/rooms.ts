import * as z from 'zod/mini';
import { History, Right, Role, RoomSettings, Time, text } from '../fields.ts';
import { Cmid, RoomId, UserId } from '../id.ts';
import { limits } from '../limits.ts';
import { RoomListed } from '../up/room.ts';
import { BanView, MemberView, RoomView, UserView } from '../views.ts';
import { addresses } from './addresses.ts';
import { route } from './route.ts';

const at = addresses.rooms;
const Empty = z.object({});
const tag = 'rooms';
const params = z.object({ room: RoomId });
const member = z.object({ room: RoomId, user: UserId });
const One = z.object({ room: RoomView });
const hidden = ['room-not-found'] as const;

export const rooms = {
  list: route({
    ...at.list,
    policy: 'user',
    bot: 'read',
    guest: true,
    tag,
    summary: 'My rooms, by last activity.',
    query: z.object({ after: z.optional(z.string()) }),
    answer: RoomListed,
  }),
  openDirect: route({
    ...at.openDirect,
    policy: 'user',
    bot: 'write',
    tag,
    summary:
      'The one room that I and this person share; made when it does not exist yet. With myself: my notes.',
    body: z.strictObject({ user: UserId }),
    answer: One,
    errors: ['user-not-found', 'is-guest', 'rate-limited'],
  }),
  create: route({
    ...at.create,
    policy: 'user',
    tag,
    summary: 'Make a group, a public channel or a space. The same cmid gives the same room.',
    body: z.strictObject({
      cmid: Cmid,
      kind: z.enum(['group', 'channel', 'space']),
      name: text(limits.roomNameMax, 1),
      topic: z.optional(text(limits.roomTopicMax)),
      history: z.optional(History),
      /** Of a space. */
      public: z.optional(z.boolean()),
      members: z._default(z.array(UserId).check(z.maxLength(limits.groupCreateMembersMax)), []),
    }),
    answer: One,
    errors: ['user-not-found', 'is-guest', 'cmid-conflict', 'rate-limited', 'room-kind'],
  }),
  directory: route({
    ...at.directory,
    policy: 'user',
    tag,
    summary: 'Public channels, by name.',
    query: z.object({ query: z.optional(text(limits.roomNameMax)), after: z.optional(z.string()) }),
    answer: z.object({
      rooms: z.array(
        z.object({
          id: RoomId,
          name: z.string(),
          topic: z.optional(z.string()),
          memberCount: z.int(),
          member: z.boolean(),
          /** People ask to be let in instead of joining. */
          asks: z.optional(z.boolean()),
        }),
      ),
      next: z.optional(z.string()),
    }),
  }),
  get: route({
    ...at.get,
    policy: 'member',
    bot: 'read',
    guest: true,
    tag,
    summary: 'A room of mine.',
    params,
    answer: One,
    errors: hidden,
  }),
  change: route({
    ...at.change,
    policy: ['right:change-room', 'right:change-settings', 'right:archive', 'right:change-rights'],
    tag,
    summary: 'Change name, topic or settings. What is not named stays.',
    params,
    body: z.strictObject({
      cmid: Cmid,
      name: z.optional(text(limits.roomNameMax, 1)),
      topic: z.optional(text(limits.roomTopicMax)),
      settings: z.optional(z.strictObject(RoomSettings.shape)),
    }),
    answer: One,
    errors: ['room-not-found', 'forbidden', 'room-kind', 'cmid-conflict'],
  }),
  delete: route({
    ...at.delete,
    policy: 'right:delete-room',
    tag,
    summary:
      'Delete a group, channel or space. It can be restored until the answered moment by those who may delete it, and is not there for anyone else. What is in a space stays.',
    params,
    answer: One,
    errors: ['room-not-found', 'forbidden', 'room-kind'],
  }),
  restore: route({
    ...at.restore,
    policy: 'right:delete-room',
    tag,
    summary: 'Restore a deleted room: everyone finds it as it was.',
    params,
    answer: One,
    errors: ['room-not-found', 'forbidden', 'room-kind'],
  }),
  join: route({
    ...at.join,
    policy: 'visitor',
    tag,
    summary: 'Join a public channel or space, or what a space of mine lets me join.',
    params,
    answer: One,
    errors: [...hidden, 'ask-first'],
  }),
  leave: route({
    ...at.leave,
    policy: 'member',
    bot: 'write',
    guest: true,
    tag,
    summary: 'Leave a group or channel.',
    params,
    answer: Empty,
    errors: ['room-not-found', 'room-kind', 'last-owner'],
  }),
  members: route({
    ...at.members,
    policy: 'member',
    bot: 'read',
    guest: true,
    tag,
    summary: 'Members, owners first, then by name.',
    params,
    query: z.object({ after: z.optional(z.string()) }),
    answer: z.object({ members: z.array(MemberView), next: z.optional(z.string()) }),
    errors: hidden,
  }),
  addMember: route({
    ...at.addMember,
    policy: ['right:add-member', 'right:change-role', 'self'],
    tag,
    summary: 'Add a person, or change their role. Repeating it changes nothing.',
    params: member,
    body: z.strictObject({ role: z._default(Role, 'member') }),
    answer: Empty,
    errors: [
      'room-not-found',
      'user-not-found',
      'is-guest',
      'forbidden',
      'room-kind',
      'last-owner',
      'banned',
    ],
  }),
  removeMember: route({
    ...at.removeMember,
    policy: ['right:remove-member', 'self'],
    tag,
    summary: 'Remove a person. From the answer on, nothing of the room reaches them.',
    params: member,
    answer: Empty,
    errors: ['room-not-found', 'forbidden', 'room-kind', 'not-member'],
  }),
  transfer: route({
    ...at.transfer,
    policy: 'owner',
    tag,
    summary: 'Hand over: the other becomes an owner and I an admin, in one step.',
    params,
    body: z.strictObject({ user: UserId }),
    answer: Empty,
    errors: ['room-not-found', 'forbidden', 'room-kind', 'not-member'],
  }),
  rights: route({
    ...at.rights,
    policy: 'member',
    bot: 'read',
    guest: true,
    tag,
    summary: 'Who may do what here: the lowest role of each right. What nobody may is absent.',
    params,
    answer: z.object({
      rights: z.partialRecord(Right, Role),
      /** Days for which a room that is deleted now can be restored. */
      graceDays: z.int(),
    }),
    errors: hidden,
  }),
  bans: route({
    ...at.bans,
    policy: 'right:ban',
    tag,
    summary: 'Who is banned now, newest first, for those who may ban.',
    params,
    query: z.object({ after: z.optional(z.string()) }),
    answer: z.object({ bans: z.array(BanView), users: z.array(UserView), next: z.optional(z.string()) }),
    errors: ['room-not-found', 'forbidden', 'room-kind'],
  }),
  ban: route({
    ...at.ban,
    policy: 'right:ban',
    tag,
    summary: 'Ban a person, and remove them if they are a member. Absent `until`: until somebody ends it.',
    params: member,
    body: z.strictObject({ until: z.optional(Time), reason: z.optional(text(limits.banReasonMax)) }),
    answer: Empty,
    errors: ['room-not-found', 'user-not-found', 'forbidden', 'room-kind', 'too-many-bans'],
  }),
  unban: route({
    ...at.unban,
    policy: 'right:ban',
    tag,
    summary: 'End a ban.',
    params: member,
    answer: Empty,
    errors: ['room-not-found', 'forbidden', 'room-kind', 'not-banned'],
  }),
  mute: route({
    ...at.mute,
    policy: 'right:mute',
    tag,
    summary: 'Keep a member from writing. Absent `until`: until somebody ends it.',
    params: member,
    body: z.strictObject({ until: z.optional(Time) }),
    answer: Empty,
    errors: ['room-not-found', 'forbidden', 'room-kind', 'not-member'],
  }),
  unmute: route({
    ...at.unmute,
    policy: 'right:mute',
    tag,
    summary: 'Let a member write again. Repeating it changes nothing.',
    params: member,
    answer: Empty,
    errors: ['room-not-found', 'forbidden', 'room-kind', 'not-member'],
  }),
};
