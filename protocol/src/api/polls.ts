// The same acts as over the socket. A poll is sent as a message.
import * as z from 'zod/mini';
import { MessageId, RoomId } from '../id.ts';
import { PollChoices } from '../poll.ts';
import { RevDone } from '../up/cursor.ts';
import { Ack } from '../up/message.ts';
import { PollGot } from '../up/poll.ts';
import { addresses } from './addresses.ts';
import { route } from './route.ts';

const at = addresses.polls;
const tag = 'polls';
const params = z.object({ room: RoomId, message: MessageId });
const writeErrors = [
  'room-not-found',
  'forbidden',
  'message-not-found',
  'message-deleted',
  'moved',
  'rate-limited',
  'store-full',
  'store-unavailable',
] as const;

export const polls = {
  vote: route({
    ...at.vote,
    policy: 'right:react',
    bot: 'write',
    guest: true,
    tag,
    summary: 'Vote, in place of all that I voted before; no choices take my vote back.',
    params,
    body: z.strictObject({ choices: PollChoices }),
    answer: RevDone,
    errors: [...writeErrors, 'room-archived', 'muted', 'poll-closed'],
  }),
  get: route({
    ...at.get,
    policy: 'member',
    bot: 'read',
    guest: true,
    tag,
    summary: 'What I voted, and who voted what; of an anonymous poll only the former.',
    params,
    answer: PollGot,
    errors: ['room-not-found', 'message-not-found', 'message-deleted'],
  }),
  close: route({
    ...at.close,
    policy: ['author', 'right:delete-any'],
    bot: 'write',
    guest: true,
    tag,
    summary: 'Close a poll: nobody votes any more.',
    params,
    answer: Ack,
    errors: writeErrors,
  }),
};
