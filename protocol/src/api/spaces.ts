import * as z from 'zod/mini';
import { RoomKind, text } from '../fields.ts';
import { RoomId } from '../id.ts';
import { limits } from '../limits.ts';
import { addresses } from './addresses.ts';
import { route } from './route.ts';

const at = addresses.spaces;
const tag = 'spaces';
const Empty = z.object({});
const params = z.object({ room: RoomId });
const child = z.object({ room: RoomId, child: RoomId });

/** What is told of a room to who is not in it: of a public space, or of what is in a space. */
const Listed = {
  id: RoomId,
  name: z.string(),
  topic: z.optional(z.string()),
  memberCount: z.int(),
  /** Whether I am in it. */
  member: z.boolean(),
  /** People ask to be let in instead of joining. */
  asks: z.optional(z.boolean()),
};

const SpaceView = z.object(Listed);
export type SpaceView = z.infer<typeof SpaceView>;

const SpaceChildView = z.object({
  ...Listed,
  kind: RoomKind,
  /** The space that it is in: with `query` perhaps one within the space that is asked about. */
  parent: RoomId,
  /** Of a space: I may read its directory. */
  opens: z.optional(z.boolean()),
});
export type SpaceChildView = z.infer<typeof SpaceChildView>;

/** As they were arranged, by name, or the largest first. */
const SpaceSort = z.enum(['place', 'name', 'members']);
export type SpaceSort = z.infer<typeof SpaceSort>;

const after = z.optional(z.string());
const query = z.optional(text(limits.roomNameMax));

export const spaces = {
  list: route({
    ...at.list,
    policy: 'user',
    tag,
    summary: 'Public spaces, by name.',
    query: z.object({ query, after }),
    answer: z.object({ spaces: z.array(SpaceView), next: z.optional(z.string()) }),
  }),
  directory: route({
    ...at.directory,
    policy: 'visitor',
    tag,
    summary:
      'What is in a space of mine or a public one, as far as I may see or join it. With `query`, by name through all the spaces within it.',
    params,
    query: z.object({ query, sort: z.optional(SpaceSort), after }),
    answer: z.object({ rooms: z.array(SpaceChildView), next: z.optional(z.string()) }),
    errors: ['room-not-found'],
  }),
  put: route({
    ...at.put,
    policy: 'right:arrange',
    tag,
    summary: 'Put a room of mine into a space, or to another place in it. Takes the right change-room there.',
    params: child,
    body: z.strictObject({
      /** Before this one; null: as the last; absent: as the last, or where it is. */
      before: z.optional(z.nullable(RoomId)),
    }),
    answer: Empty,
    errors: [
      'room-not-found',
      'forbidden',
      'room-kind',
      'room-archived',
      'too-many-rooms',
      'space-loop',
      'space-too-deep',
    ],
  }),
  remove: route({
    ...at.remove,
    policy: 'right:arrange',
    tag,
    summary: 'Take a room that I may see out of a space.',
    params: child,
    answer: Empty,
    errors: ['room-not-found', 'forbidden', 'room-kind', 'room-archived'],
  }),
};
