import * as z from 'zod/mini';
import { History, Role, text } from '../fields.ts';
import { Cmid, RoomId, UserId } from '../id.ts';
import { limits } from '../limits.ts';
import { RoomListed } from '../up/room.ts';
import { MemberView, RoomView } from '../views.ts';
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
    tag,
    summary: 'My rooms, by last activity.',
    query: z.object({ after: z.optional(z.string()) }),
    answer: RoomListed,
  }),
  openDirect: route({
    ...at.openDirect,
    policy: 'user',
    tag,
    summary:
      'The one room that I and this person share; made when it does not exist yet. With myself: my notes.',
    body: z.strictObject({ user: UserId }),
    answer: One,
    errors: ['user-not-found', 'rate-limited'],
  }),
  create: route({
    ...at.create,
    policy: 'user',
    tag,
    summary: 'Make a group or a public channel. The same cmid gives the same room.',
    body: z.strictObject({
      cmid: Cmid,
      kind: z.enum(['group', 'channel']),
      name: text(limits.roomNameMax, 1),
      topic: z.optional(text(limits.roomTopicMax)),
      history: z.optional(History),
      members: z._default(z.array(UserId).check(z.maxLength(limits.groupCreateMembersMax)), []),
    }),
    answer: One,
    errors: ['user-not-found', 'cmid-conflict', 'rate-limited'],
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
        }),
      ),
      next: z.optional(z.string()),
    }),
  }),
  get: route({
    ...at.get,
    policy: 'user',
    tag,
    summary: 'A room of mine.',
    params,
    answer: One,
    errors: hidden,
  }),
  change: route({
    ...at.change,
    policy: 'user',
    tag,
    summary: 'Change name or topic.',
    params,
    body: z.strictObject({
      cmid: Cmid,
      name: z.optional(text(limits.roomNameMax, 1)),
      topic: z.optional(text(limits.roomTopicMax)),
    }),
    answer: One,
    errors: ['room-not-found', 'forbidden', 'room-kind', 'cmid-conflict'],
  }),
  join: route({
    ...at.join,
    policy: 'user',
    tag,
    summary: 'Join a public channel.',
    params,
    answer: One,
    errors: hidden,
  }),
  leave: route({
    ...at.leave,
    policy: 'user',
    tag,
    summary: 'Leave a group or channel.',
    params,
    answer: Empty,
    errors: ['room-not-found', 'room-kind', 'last-owner'],
  }),
  members: route({
    ...at.members,
    policy: 'user',
    tag,
    summary: 'Members, owners first, then by name.',
    params,
    query: z.object({ after: z.optional(z.string()) }),
    answer: z.object({ members: z.array(MemberView), next: z.optional(z.string()) }),
    errors: hidden,
  }),
  addMember: route({
    ...at.addMember,
    policy: 'user',
    tag,
    summary: 'Add a person, or change their role. Repeating it changes nothing.',
    params: member,
    body: z.strictObject({ role: z._default(Role, 'member') }),
    answer: Empty,
    errors: ['room-not-found', 'user-not-found', 'forbidden', 'room-kind', 'last-owner'],
  }),
  removeMember: route({
    ...at.removeMember,
    policy: 'user',
    tag,
    summary: 'Remove a person. From the answer on, nothing of the room reaches them.',
    params: member,
    answer: Empty,
    errors: ['room-not-found', 'forbidden', 'room-kind', 'not-member'],
  }),
};
