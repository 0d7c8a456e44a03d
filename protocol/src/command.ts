// Commands that bots offer in rooms, and what becomes of one that somebody gives.
import * as z from 'zod/mini';
import { Time, text } from './fields.ts';
import { InvocationId, RoomId, UserId } from './id.ts';
import { limits } from './limits.ts';
import { UserView } from './views.ts';

/** As it is typed behind the slash. */
export const CommandName = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/));

const CommandArgument = z.strictObject({
  name: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/)),
  type: z.enum(['text', 'person', 'room', 'number', 'choice']),
  required: z.boolean(),
  /** What is expected, in words. */
  hint: text(limits.commandTextMax, 1),
  /** Of a choice, and of nothing else. */
  choices: z.optional(
    z.array(text(limits.commandTextMax, 1)).check(z.minLength(1), z.maxLength(limits.commandChoicesMax)),
  ),
});
export type CommandArgument = z.infer<typeof CommandArgument>;

/** A command as its bot declares it. */
export const Command = z.strictObject({
  name: CommandName,
  description: text(limits.commandTextMax, 1),
  arguments: z.array(CommandArgument).check(
    z.maxLength(limits.commandArgumentsMax),
    z.refine((all) => new Set(all.map(({ name }) => name)).size === all.length, {
      error: 'has a name twice',
    }),
    z.refine((all) => all.every(({ type, choices }) => (type === 'choice') === (choices !== undefined)), {
      error: 'has choices where there is no choice, or none where there is',
    }),
  ),
});
export type Command = z.infer<typeof Command>;

export const Commands = z.array(Command).check(
  z.maxLength(limits.commandsMax),
  z.refine((all) => new Set(all.map(({ name }) => name)).size === all.length, { error: 'has a name twice' }),
);

export const CommandView = z.object({ ...Command.shape, bot: UserView });
export type CommandView = z.infer<typeof CommandView>;

/** By the names of the arguments: ids of people and rooms, numbers, words. */
export const CommandValues = z.record(z.string(), z.union([z.number(), text(limits.commandValueMax)]));
export type CommandValues = z.infer<typeof CommandValues>;

/** What a bot finds in its own stream while somebody waits for it. */
export const InvocationView = z.object({
  id: InvocationId,
  room: RoomId,
  by: UserId,
  name: CommandName,
  arguments: CommandValues,
  at: Time,
  /** Nobody waits any more from then on. */
  until: Time,
});
export type InvocationView = z.infer<typeof InvocationView>;
