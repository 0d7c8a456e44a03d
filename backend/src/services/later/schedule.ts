import {
  type Cmid,
  DoNotDisturb,
  limits,
  type RevDone,
  type RoomId,
  type ScheduleInput,
  type ScheduleView,
  SupError,
  stateKey,
  type UserId,
  utf8Length,
  Zone,
} from '@sup/protocol';
import type { Caller } from '../caller.ts';
import type { LaterParts } from './later-parts.ts';
import { nextMorning } from './morning.ts';

/** Puts a message off, or changes one that waits (R141). */
export async function schedule(
  parts: LaterParts,
  by: Caller,
  { id, ...ask }: ScheduleInput & { id: Cmid },
): Promise<{ done: RevDone; dueAt: number }> {
  const { rooms, clock } = parts;
  // What one may do there is looked at when it is sent: much may be otherwise by then.
  if (!(await rooms.membership(ask.room, by.user))) throw new SupError('room-not-found');
  for (const message of [ask.thread, ask.replyTo])
    if (message !== undefined) await parts.messaging.get(by, { room: ask.room, message });
  const view: ScheduleView = { ...ask, madeAt: Math.floor(clock.now()), state: 'waiting' };
  if (utf8Length(JSON.stringify(view)) > limits.scheduleBytesMax) throw new SupError('body-too-large');
  const dueAt =
    'at' in ask.when ? within(ask.when.at, clock.now()) : await morningIn(parts, ask.room, by.user);
  const { user, device } = by;
  await parts.store.put({ id, user, device, view, dueAt, tries: 0, max: limits.schedulesMax });
  return { done: await told(parts, user, stateKey.schedule(id)), dueAt };
}

/** Tells the devices of a person what the store wrote for a key. */
export async function told(
  { ownStream }: Pick<LaterParts, 'ownStream'>,
  user: UserId,
  key: string,
): Promise<RevDone> {
  await ownStream.announce(user, [key]);
  return { rev: await ownStream.rev(user) };
}

/** Throws invalid-input for a moment that nobody can mean. */
export function within(at: number, now: number): number {
  if (at - now <= limits.laterMsMax) return at;
  throw new SupError('invalid-input', { fields: { at: 'is more than two years ahead' } });
}

/** The next morning of the other person in a direct chat, by where their clock is; that is told to nobody (R144). */
async function morningIn({ rooms, clock, settings }: LaterParts, room: RoomId, by: UserId): Promise<number> {
  const row = await rooms.room(room);
  const peer = row?.info.kind === 'direct' && (await rooms.memberIds(room)).find((user) => user !== by);
  if (!peer) throw new SupError('room-kind');
  const zone = (await zoneOf(settings, peer)) ?? (await zoneOf(settings, by)) ?? 'UTC';
  return nextMorning(clock.now(), zone, (clock.random(1)[0] ?? 0) / 256);
}

/** Where somebody's clock is, as their devices said or as they set it for their quiet hours. */
async function zoneOf(settings: LaterParts['settings'], user: UserId): Promise<string | undefined> {
  const items = await settings.get(user, [stateKey.zone(), stateKey.doNotDisturb()]);
  const itemOf = (key: string) => items.find((item) => item.key === key)?.value;
  const own = Zone.safeParse(itemOf(stateKey.zone())).data;
  return (own ?? DoNotDisturb.safeParse(itemOf(stateKey.doNotDisturb())).data)?.zone;
}
