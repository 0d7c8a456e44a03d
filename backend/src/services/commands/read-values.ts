import {
  type Command,
  type CommandArgument,
  type CommandValues,
  type RoomId,
  SupError,
  type UserId,
} from '@sup/protocol';
import type { Caller } from '../caller.ts';
import type { CommandsParts } from './commands-parts.ts';

/** What was given, checked against what the bot asked for. Throws invalid-input, naming the arguments. */
export async function readValues(
  parts: Pick<CommandsParts, 'users' | 'roomIndex'>,
  by: Caller,
  { command, given }: { command: Command; given: CommandValues },
): Promise<CommandValues> {
  const faults: Record<string, string> = {};
  const known = new Map(command.arguments.map((argument) => [argument.name, argument]));
  for (const name of Object.keys(given))
    if (!known.has(name)) faults[`arguments.${name}`] = 'is not asked for';
  for (const argument of command.arguments) {
    const { name } = argument;
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    const isMissing = value === undefined || value === '';
    if (isMissing && argument.required) faults[`arguments.${name}`] = 'is missing';
    if (!isMissing && !(await fits(parts, by, { argument, value })))
      faults[`arguments.${name}`] = `is no ${argument.type} that can be given`;
  }
  if (Object.keys(faults).length > 0) throw new SupError('invalid-input', { fields: faults });
  return given;
}

async function fits(
  { users, roomIndex }: Pick<CommandsParts, 'users' | 'roomIndex'>,
  by: Caller,
  { argument, value }: { argument: CommandArgument; value: string | number },
): Promise<boolean> {
  if (argument.type === 'number') return typeof value === 'number' && Number.isFinite(value);
  if (typeof value !== 'string') return false;
  if (argument.type === 'choice') return argument.choices?.includes(value) === true;
  if (argument.type === 'person') return users.exists([value as UserId]);
  // A room that is not theirs is as one that never was.
  if (argument.type === 'room') return (await roomIndex.membership(value as RoomId, by.user)) !== undefined;
  return true;
}
