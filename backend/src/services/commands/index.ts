// Commands (R226 to R229): a bot offers them, a member gives one, and it waits in the bot's own stream until it is
// answered or its time is over.
import { createHash } from 'node:crypto';
import {
  type Cmid,
  type CommandView,
  limits,
  makeId,
  type RoomId,
  SupError,
  stateKey,
  type UserId,
} from '@sup/protocol';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { topics } from '../../bus/bus.ts';
import type { Caller } from '../caller.ts';
import { createDueRunner, type DueWork } from '../due-runner.ts';
import { mustBeAllowed } from '../log/index.ts';
import type { CommandsDoor } from './commands.ts';
import type { CommandsParts } from './commands-parts.ts';
import { readValues } from './read-values.ts';

export type { CommandsParts } from './commands-parts.ts';

/** Commands that one person may give. */
const invokeLimit = { points: 30, duration: 60 };
/** So long a repeat of the same cmid is known. */
const keptMs = 86_400_000;

/** Builds commands, and ends what became over while no server ran. */
export function createCommands(parts: CommandsParts): CommandsDoor & { drain(): Promise<void> } {
  const { clock, telemetry } = parts;
  const given = new RateLimiterMemory(invokeLimit);
  const runner = createDueRunner({ clock, telemetry, works: [endings(parts)] });
  return {
    list: (by, room) => list(parts, by, room),
    async offer(by, { commands }) {
      if (!by.scope) throw new SupError('forbidden');
      await parts.store.offer({ bot: by.user, commands });
    },
    async invoke(by, room, ask) {
      const view = await mustInvoke(parts, by, { room, ...ask });
      await mustBeWithinRate(parts, given, by);
      const digest = createHash('sha256')
        .update(JSON.stringify([ask.bot, ask.name, Object.entries(ask.arguments).toSorted()]))
        .digest('base64url');
      const { bot, cmid } = ask;
      const waitingMax = limits.invocationsWaitingMax;
      const { invocation } = await parts.store.invoke({ view, bot, cmid, digest, waitingMax });
      runner.wake(invocation.until);
      // A repeat rings again: the first bell may have been lost.
      await parts.ownStream.announce(bot, [stateKey.command(invocation.slot)]);
      return { invocation: invocation.id, until: invocation.until };
    },
    answer: (by, invocation, ask) => answer(parts, by, { invocation, ...ask }),
    drain: () => runner.drain(),
  };
}

async function list(
  { store, roomIndex, users }: CommandsParts,
  by: Caller,
  room: RoomId,
): Promise<CommandView[]> {
  if (!(await roomIndex.membership(room, by.user))) throw new SupError('room-not-found');
  const offered = await store.offered();
  const here = new Set<UserId>();
  for (const bot of offered.keys()) if (await roomIndex.membership(room, bot)) here.add(bot);
  const bots = await users.views([...here]);
  return bots.flatMap((bot) => (offered.get(bot.id) ?? []).map((command) => ({ ...command, bot })));
}

type InvokeAsk = Parameters<CommandsDoor['invoke']>[2] & { readonly room: RoomId };

/** Whoever may send here may give commands here; what is given is what the bot asked for. */
async function mustInvoke(parts: CommandsParts, by: Caller, ask: InvokeAsk) {
  const { roomIndex, clock, store } = parts;
  const { room, bot, name } = ask;
  const [row, member, there] = await Promise.all([
    roomIndex.room(room),
    roomIndex.membership(room, by.user),
    roomIndex.membership(room, bot),
  ]);
  if (!row || !member) throw new SupError('room-not-found');
  const at = clock.now();
  if (row.info.settings?.archived) throw new SupError('room-archived');
  if ((member.mutedUntil ?? 0) > at) throw new SupError('muted');
  mustBeAllowed(row, member.role, 'send');
  const command = there && (await store.offered()).get(bot)?.find((one) => one.name === name);
  if (!command) throw new SupError('command-not-found');
  const values = await readValues(parts, by, { command, given: ask.arguments });
  const id = makeId<'InvocationId'>(at, clock.random(10));
  return { id, room, by: by.user, name, arguments: values, at, until: at + limits.commandAnswerMs };
}

/** Says what the bot answers: as a message of its own, whose cmid is the invocation, or to the one person. */
async function answer(
  { store, clock, messaging, roomIndex, bus }: CommandsParts,
  by: Caller,
  {
    invocation: id,
    body,
    to,
  }: Parameters<CommandsDoor['answer']>[2] & { invocation: Parameters<CommandsDoor['answer']>[1] },
): Promise<void> {
  const found = await store.get(id);
  if (
    found?.bot !== by.user ||
    found.state === 'over' ||
    (found.state === 'waiting' && found.until <= clock.now())
  )
    throw new SupError('command-over');
  const { room } = found;
  const [bot, person] = await Promise.all([
    roomIndex.membership(room, by.user),
    roomIndex.membership(room, found.by),
  ]);
  if (!bot || !person) throw new SupError('command-over');
  if (to === 'room')
    await messaging.send(by, { room, cmid: id as string as Cmid, since: 0, encoding: 'text', body });
  if (!(await store.answered({ id }))) return;
  const said = to === 'person' && { body };
  bus.publish(topics.user(found.by), {
    type: 'command-answered',
    user: found.by,
    invocation: id,
    room,
    bot: by.user,
    ...said,
  });
}

async function mustBeWithinRate(
  { options, telemetry }: CommandsParts,
  given: RateLimiterMemory,
  by: Caller,
): Promise<void> {
  if (!options.rateLimits) return;
  try {
    await given.consume(by.user);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    telemetry.rateLimitReached('command_invoke');
    throw new SupError('rate-limited', { retryAfterMs: Math.max(1, Math.ceil(refusal.msBeforeNext)) });
  }
}

/** Takes what nobody waits for any more out of the streams of bots. */
function endings({ store, ownStream }: CommandsParts): DueWork {
  return {
    name: 'commands that were not answered',
    next: () => store.nextEnd(),
    async run(now) {
      const ended = await store.end({ now, forgetBefore: now - keptMs });
      for (const { bot, slot } of ended) await ownStream.announce(bot, [stateKey.command(slot)]);
    },
  };
}
