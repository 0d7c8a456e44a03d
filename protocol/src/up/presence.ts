// What is true only now: typing, presence, the heartbeat. Never stored.
import * as z from 'zod/mini';
import { AskId } from '../fields.ts';
import { RoomId, UserId } from '../id.ts';
import { limits } from '../limits.ts';
import { Presence } from '../views.ts';

/** At most once in 3 s while I write; `on: false` when I stop. Not answered. */
export const Typing = z.strictObject({
  type: z.literal('typing'),
  room: RoomId,
  on: z.boolean(),
});

/** Whose presence and profile I show: replaces what I watched before. Answered with what is true now; later come diffs. */
export const PresenceWatch = z.strictObject({
  type: z.literal('presence.watch'),
  id: AskId,
  users: z.array(UserId).check(z.maxLength(limits.presenceWatchMax)),
});
export const PresenceWatched = z.object({ users: z.record(z.string(), Presence) });

/** Whether I am looking (online) or the app is in the background (away). Not answered. */
export const PresenceSet = z.strictObject({
  type: z.literal('presence.set'),
  status: z.enum(['online', 'away']),
});

/** The heartbeat. Answered by pong. */
export const Ping = z.strictObject({ type: z.literal('ping') });
