// Votes are no entries of the log: the last one of a person counts, from whatever device.
import * as z from 'zod/mini';
import { AskId } from '../fields.ts';
import { MessageId, RoomId, UserId } from '../id.ts';
import { PollChoices } from '../poll.ts';
import { UserView } from '../views.ts';

const ask = <Type extends string>(type: Type) => ({ type: z.literal(type), id: AskId });
const place = { room: RoomId, message: MessageId };

export const VoteInput = z.strictObject({
  ...place,
  /** In place of all that I voted before. */
  choices: PollChoices,
});
export type VoteInput = z.infer<typeof VoteInput>;

export const PollVote = z.strictObject({ ...ask('poll.vote'), ...VoteInput.shape });
export const PollGet = z.strictObject({ ...ask('poll.get'), ...place });
/** The ack is that of its last entry; of a poll that is closed already, too. */
export const PollClose = z.strictObject({ ...ask('poll.close'), ...place });

export const PollGot = z.object({
  /** What I voted. */
  mine: z.array(z.int()),
  /** By choice: who chose it, up to limits.pollVotersShown of them. Absent where it is anonymous. */
  who: z.optional(z.array(z.array(UserId))),
  users: z.array(UserView),
});
export type PollGot = z.infer<typeof PollGot>;
