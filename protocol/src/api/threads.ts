// Threads over REST. Replies are sent, edited and deleted like any message.
import * as z from 'zod/mini';
import { Seq } from '../fields.ts';
import { MessageId, RoomId } from '../id.ts';
import { RevDone } from '../up/cursor.ts';
import { ThreadListed } from '../up/thread.ts';
import { ThreadPage } from '../views.ts';
import { addresses } from './addresses.ts';
import { route } from './route.ts';

const at = addresses.threads;
const tag = 'threads';
const params = z.object({ room: RoomId, thread: MessageId });
const digits = z.string().check(z.regex(/^\d{1,15}$/));
const errors = ['room-not-found', 'message-not-found'] as const;

export const threads = {
  list: route({
    ...at.list,
    policy: 'user',
    bot: 'read',
    guest: true,
    tag,
    summary: 'The threads that I follow, by their last reply, newest first.',
    query: z.object({ after: z.optional(z.string()) }),
    answer: ThreadListed,
  }),
  page: route({
    ...at.page,
    policy: 'member',
    bot: 'read',
    guest: true,
    tag,
    summary: 'Replies in a thread: before, after or around a seq; the newest when none is given.',
    params,
    query: z.object({
      before: z.optional(digits),
      after: z.optional(digits),
      around: z.optional(digits),
      limit: z.optional(digits),
    }),
    answer: ThreadPage,
    errors,
  }),
  mark: route({
    ...at.mark,
    policy: 'member',
    bot: 'read',
    guest: true,
    tag,
    summary: 'Move my marker in a thread, also back: replies after it are unread.',
    params,
    body: z.strictObject({ seq: Seq }),
    answer: RevDone,
    errors,
  }),
  follow: route({
    ...at.follow,
    policy: 'member',
    bot: 'read',
    guest: true,
    tag,
    summary: 'Follow a thread, or end that; a mention follows it again.',
    params,
    body: z.strictObject({ on: z.boolean() }),
    answer: RevDone,
    errors,
  }),
};
