// A message that begins with a slash and a word is a command and is never posted; two slashes are one that is only text.

export interface SlashArgument {
  readonly name: string;
  /** What is expected, in words. */
  readonly hint: string;
  readonly type: 'text' | 'person' | 'room' | 'number' | 'choice';
  readonly required: boolean;
  /** Of a choice: what it may be. */
  readonly choices?: readonly string[];
}

export interface SlashCommand {
  readonly name: string;
  readonly description: string;
  readonly arguments: readonly SlashArgument[];
  /** Whose it is; absent: the client does it itself. */
  readonly bot?: { readonly id: string; readonly name: string };
}

/** What somebody wrote: words for the chat, or a command with what stands behind it. */
export type Written =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'command'; readonly name: string; readonly rest: string };

/** What a command was given, or what is wrong with it. */
export type Given =
  | { readonly kind: 'given'; readonly values: ReadonlyMap<string, string> }
  | { readonly kind: 'missing' | 'wrong'; readonly argument: SlashArgument }
  | { readonly kind: 'too-much' };

/** A path such as `/etc/hosts` is none: behind the word of a command stands a space, or nothing. */
const commandPattern = /^\/([a-z][a-z0-9-]*)(?:\s+([\s\S]*))?$/i;

/** Reads what was written. */
export function readWritten(text: string): Written {
  if (text.startsWith('//')) return { kind: 'text', text: text.slice(1) };
  const [, name, rest = ''] = commandPattern.exec(text) ?? [];
  return name === undefined
    ? { kind: 'text', text }
    : { kind: 'command', name: name.toLowerCase(), rest: rest.trim() };
}

/** Gives each argument its word; a last one of words takes all that is left. */
export function readArguments({ arguments: wanted }: SlashCommand, rest: string): Given {
  const values = new Map<string, string>();
  let left = rest;
  for (const [at, argument] of wanted.entries()) {
    const takesAll = argument.type === 'text' && at === wanted.length - 1;
    const value = takesAll ? left : (left.split(/\s/u, 1)[0] ?? '');
    left = left.slice(value.length).trimStart();
    if (value === '' && argument.required) return { kind: 'missing', argument };
    if (value !== '' && !fits(argument, value)) return { kind: 'wrong', argument };
    if (value !== '') values.set(argument.name, value);
  }
  return left === '' ? { kind: 'given', values } : { kind: 'too-much' };
}

/** The command that is being written, and which of its arguments; undefined while its word is not whole. */
export function commandAt(
  text: string,
  commands: readonly SlashCommand[],
): { readonly command: SlashCommand; readonly current: number } | undefined {
  const [, name = '', rest] = /^\/([a-z][a-z0-9-]*)(?:\s+([\s\S]*))?$/i.exec(text) ?? [];
  const command = commands.find((one) => one.name === name.toLowerCase());
  if (!command || !/\s/u.test(text)) return undefined;
  const last = command.arguments.length - 1;
  const spaces = (rest ?? '').trimStart().match(/\s+/gu)?.length ?? 0;
  return { command, current: Math.min(spaces, last) };
}

/** The choice as its command says it, however it was typed. */
export function choiceOf(choices: readonly string[] | undefined, value: string): string | undefined {
  return choices?.find((one) => one.toLowerCase() === value.toLowerCase());
}

function fits({ type, choices }: SlashArgument, value: string): boolean {
  if (type === 'choice') return choiceOf(choices, value) !== undefined;
  if (type === 'number') return Number.isFinite(Number(value));
  return type !== 'person' || /^@?[\p{L}\p{N}._-]+$/u.test(value);
}
