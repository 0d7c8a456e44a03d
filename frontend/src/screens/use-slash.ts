// Commands that the client does itself. What stands in the field stays there until the command is done.
import type { UserId } from '@sup/protocol';
import { roomMentionName, SupError } from '@sup/protocol/wire';
import type * as Sdk from '@sup/sdk';
import { useMemo, useState } from 'react';
import { useClient } from '../client/client-context';
import { toRefusal } from '../client/refusal-words';
import { useAsk } from '../client/use-ask';
import { useBotCommands } from '../client/use-bot-commands';
import type { SlashLine } from '../components/conversation/command-line';
import { type Catalog, useWords } from '../i18n';
import type { Completion } from '../model/completion';
import { lengths } from '../model/mute';
import {
  choiceOf,
  readArguments,
  readWritten,
  type SlashArgument,
  type SlashCommand,
  type Written,
} from '../model/slash';
import { useChatView } from '../stores/chat';

/** So written that the markup leaves its arms alone. */
const shrug = '¯\\\\\\_(ツ)\\_/¯';

const mutes: Readonly<Record<string, number>> = {
  '1h': lengths.hour,
  '8h': lengths.hours8,
  week: lengths.week,
};

interface Slash {
  readonly line: SlashLine;
  readonly completions: readonly Completion[];
  /** The text of what is no command. What is one is done, or it is said why not, and there is no text. */
  read(typed: string, when: 'now' | 'later'): string | undefined;
  /** Something else stands in the field by now: what was said of it is taken back. */
  changed(text: string): void;
}

interface SlashParts {
  readonly room: Sdk.Room;
  readonly snapshot: Sdk.RoomSnapshot;
  /** Asks whether to leave; absent where one cannot. */
  readonly askLeave: (() => void) | undefined;
  readonly send: (text: string) => void;
  /** It was done: the field is emptied. */
  readonly done: () => void;
}

/** The commands of this place, and doing one. */
export function useSlash(parts: SlashParts): Slash {
  const { slash: words } = useWords();
  const { kind } = parts.snapshot;
  const canLeave = parts.askLeave !== undefined;
  const [typed, setTyped] = useState(false);
  const bots = useBotCommands(parts.room.id, typed);
  const own = useMemo(
    () => commandsOf(words, { isDirect: kind === 'direct', canLeave }),
    [words, kind, canLeave],
  );
  const commands = useMemo(() => [...own, ...bots], [own, bots]);
  const completions = useMemo(() => commands.map((one) => completionOf(one, words)), [commands, words]);
  const [error, setError] = useState<string>();
  const acts = useActs(parts);
  const giveTo = useGive(parts.room);
  const [waitingFor, setWaitingFor] = useState<string>();
  const [whisper, setWhisper] = useState<SlashLine['whisper']>();
  const ask = useAsk(async ({ command, values }: Meant) => {
    const { bot } = command;
    setWhisper(undefined);
    setWaitingFor(bot?.name);
    try {
      if (bot) {
        const text = await giveTo(command, values);
        if (text !== undefined) setWhisper({ bot: bot.name, text });
      } else await acts[command.name]?.(values);
      parts.done();
    } catch (reason) {
      setError(reason instanceof Said ? reason.message : toRefusal(reason).text);
    } finally {
      setWaitingFor(undefined);
      // The next slash asks the bots again.
      setTyped(false);
    }
  });
  const run = ({ name, rest }: Extract<Written, { kind: 'command' }>) => {
    const command = commands.find((one) => one.name === name);
    if (!command) return setError(words.unknown(name));
    const given = readArguments(command, rest);
    if (given.kind === 'given') return ask.run({ command, values: given.values });
    if (given.kind === 'too-much') return setError(words.tooMuch(name));
    const { argument } = given;
    setError(
      given.kind === 'missing'
        ? words.missing(name, argument.hint)
        : words.wrong(argument.name, argument.hint),
    );
  };
  return {
    line: { commands, error, waitingFor, whisper, onDismiss: () => setWhisper(undefined) },
    completions,
    changed(text) {
      setError(undefined);
      setTyped(text.startsWith('/'));
    },
    read(text, when) {
      const written = readWritten(text);
      if (written.kind === 'text') return written.text;
      if (when === 'now') run(written);
      else setError(words.notLater);
      return undefined;
    },
  };
}

/** Why something was not done, in words for the person. */
class Said extends Error {}

interface Meant {
  readonly command: SlashCommand;
  readonly values: ReadonlyMap<string, string>;
}

/** Gives a command to its bot, and waits for it: what it tells me alone. Throws Said. */
function useGive(room: Sdk.Room) {
  const { commands, rest, rooms } = useClient();
  const { slash: words } = useWords();
  const read = async ({ type, choices }: SlashArgument, value: string): Promise<string | number> => {
    if (type === 'number') return Number(value);
    if (type === 'choice') return choiceOf(choices, value) ?? value;
    if (type === 'person') return (await mustFind(rest, value, words)).id;
    if (type !== 'room') return value;
    const name = value.replace(/^#/, '');
    const found = rooms.getSnapshot().rooms.find((one) => roomMentionName(one.name) === name);
    if (!found) throw new Said(words.noRoom(value));
    return found.id;
  };
  return async ({ name, bot, arguments: wanted }: SlashCommand, values: Meant['values']) => {
    if (!bot) return undefined;
    const given: Record<string, string | number> = {};
    for (const argument of wanted) {
      const value = values.get(argument.name);
      if (value !== undefined) given[argument.name] = await read(argument, value);
    }
    return commands
      .give(room.id, { bot: bot.id as UserId, name, arguments: given })
      .catch((reason: unknown) => {
        const isSilent = reason instanceof SupError && reason.code === 'command-over';
        throw isSilent ? new Said(words.silent(bot.name)) : reason;
      });
  };
}

/** The person with exactly this handle. Throws Said. */
async function mustFind(rest: Sdk.Client['rest'], typed: string, words: Catalog['slash']) {
  const handle = typed.replace(/^@/, '').toLowerCase();
  const { users } = await rest.users.search({ query: handle });
  const user = users.find((one) => one.handle === handle);
  if (!user) throw new Said(words.nobody(handle));
  return user;
}

type Act = (values: ReadonlyMap<string, string>) => Promise<void> | void;

function useActs({ room, askLeave, send }: SlashParts): Readonly<Record<string, Act>> {
  const { rest } = useClient();
  const { slash: words } = useWords();
  const notify = useChatView((view) => view.notify);
  return {
    shrug: (values) => send([values.get(words.shrug.text), shrug].filter(Boolean).join(' ')),
    leave: () => askLeave?.(),
    async topic(values) {
      await room.change({ topic: values.get(words.topic.text) ?? '' });
      notify(words.done.topic);
    },
    async invite(values) {
      const user = await mustFind(rest, values.get(words.invite.person) ?? '', words);
      await room.addMember(user.id);
      notify(words.done.invite(user.name));
    },
    mute(values) {
      const time = values.get(words.mute.time)?.toLowerCase();
      if (time === 'off') {
        room.setMute(undefined);
        return notify(words.done.unmuted);
      }
      const length = time === undefined ? undefined : mutes[time];
      room.setMute({ level: 'nothing', ...(length !== undefined && { until: Date.now() + length }) });
      notify(words.done.muted);
    },
  };
}

function commandsOf(
  words: Catalog['slash'],
  { isDirect, canLeave }: { isDirect: boolean; canLeave: boolean },
): readonly SlashCommand[] {
  const argument = (name: string, hint: string, more: Partial<SlashArgument> = {}): SlashArgument => {
    return { name, hint, type: 'text', required: true, ...more };
  };
  const choices = [...Object.keys(mutes), 'off'];
  const time = argument(words.mute.time, words.mute.hint, { type: 'choice', required: false, choices });
  const person = argument(words.invite.person, words.invite.hint, { type: 'person' });
  const ofRooms: readonly SlashCommand[] = [
    {
      name: 'topic',
      description: words.topic.description,
      arguments: [argument(words.topic.text, words.topic.hint)],
    },
    { name: 'invite', description: words.invite.description, arguments: [person] },
    ...(canLeave ? [{ name: 'leave', description: words.leave.description, arguments: [] }] : []),
  ];
  return [
    ...(isDirect ? [] : ofRooms),
    { name: 'mute', description: words.mute.description, arguments: [time] },
    {
      name: 'shrug',
      description: words.shrug.description,
      arguments: [argument(words.shrug.text, words.shrug.hint, { required: false })],
    },
  ];
}

function completionOf({ name, description, bot }: SlashCommand, { byBot }: Catalog['slash']): Completion {
  const detail = bot ? byBot(description, bot.name) : description;
  return {
    kind: 'command',
    id: `command ${bot?.id ?? ''} ${name}`,
    insert: `/${name}`,
    label: `/${name}`,
    detail,
  };
}
