// Threads: any message of a room may grow one. Replies are entries of the room's log; this reads and follows them.
import * as z from 'zod/mini';
import { AskId, PositiveSeq, Seq } from '../fields.ts';
import { MessageId, RoomId } from '../id.ts';
import { limits } from '../limits.ts';
import { ThreadView, UserView } from '../views.ts';

const ask = <Type extends string>(type: Type) => ({ type: z.literal(type), id: AskId });
const one = { room: RoomId, thread: MessageId };

export const ThreadPageInput = z.strictObject({
  ...one,
  /** At most one of the three; none means the newest. */
  before: z.optional(PositiveSeq),
  after: z.optional(Seq),
  around: z.optional(PositiveSeq),
  limit: z._default(z.int().check(z.minimum(1), z.maximum(limits.pageMessagesMax)), 50),
});
export type ThreadPageInput = z.infer<typeof ThreadPageInput>;
/** A part of a thread; also of one that has no reply yet. */
export const ThreadPageAsk = z.strictObject({ ...ask('thread.page'), ...ThreadPageInput.shape });

/** Threads of one room, with exact counts. Those that I may not see are absent from the answer. */
export const ThreadGet = z.strictObject({
  ...ask('thread.get'),
  room: RoomId,
  threads: z.array(MessageId).check(z.maxLength(limits.threadsGetMax)),
});
export const ThreadGot = z.object({ threads: z.array(ThreadView), users: z.array(UserView) });
export type ThreadGot = z.infer<typeof ThreadGot>;

/** The threads that I follow, by their last reply, newest first. `next` continues; absent at the end. */
export const ThreadList = z.strictObject({
  ...ask('thread.list'),
  after: z.optional(z.string().check(z.maxLength(100))),
});
export const ThreadListed = z.object({ ...ThreadGot.shape, next: z.optional(z.string()) });
export type ThreadListed = z.infer<typeof ThreadListed>;

/** Moves my marker in a thread, also back: what comes after it is unread. */
export const ThreadMark = z.strictObject({ ...ask('thread.mark'), ...one, seq: Seq });
/** Follows a thread, or ends that; a mention follows it again. */
export const ThreadFollow = z.strictObject({ ...ask('thread.follow'), ...one, on: z.boolean() });
