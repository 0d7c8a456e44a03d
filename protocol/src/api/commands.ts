import * as z from 'zod/mini';
import { CommandName, Commands, CommandValues, CommandView } from '../command.ts';
import { Body, Time } from '../fields.ts';
import { Cmid, InvocationId, RoomId, UserId } from '../id.ts';
import { addresses } from './addresses.ts';
import { route } from './route.ts';

const at = addresses.commands;
const tag = 'commands';
const params = z.object({ room: RoomId });

export const commands = {
  list: route({
    ...at.list,
    policy: 'member',
    bot: 'read',
    tag,
    summary: 'The commands that bots of a room offer there.',
    params,
    answer: z.object({ commands: z.array(CommandView) }),
    errors: ['room-not-found'],
  }),
  offer: route({
    ...at.offer,
    policy: 'user',
    bot: 'write',
    tag,
    summary: 'For bots: offer these commands, and no others, in every room that I am in.',
    body: z.strictObject({ commands: Commands }),
    answer: z.object({}),
    errors: ['forbidden'],
  }),
  invoke: route({
    ...at.invoke,
    policy: 'right:send',
    tag,
    summary: 'Give a command to a bot of the room. What it answers is a message, or is told to me alone.',
    params,
    body: z.strictObject({ cmid: Cmid, bot: UserId, name: CommandName, arguments: CommandValues }),
    answer: z.object({ invocation: InvocationId, until: Time }),
    errors: [
      'room-not-found',
      'command-not-found',
      'cmid-conflict',
      'forbidden',
      'muted',
      'room-archived',
      'rate-limited',
    ],
  }),
  answer: route({
    ...at.answer,
    policy: 'own',
    bot: 'write',
    tag,
    summary: 'For bots: answer a command, once, to all of the room or to who gave it alone.',
    params: z.object({ invocation: InvocationId }),
    body: z.strictObject({ body: Body, to: z.enum(['room', 'person']) }),
    answer: z.object({}),
    errors: [
      'command-over',
      'cmid-conflict',
      'room-not-found',
      'forbidden',
      'muted',
      'room-archived',
      'slow-mode',
      'body-too-large',
      'body-malformed',
      'store-full',
      'store-unavailable',
    ],
  }),
};
