// R145: messages that come back. Killed like the scheduled ones.
import { limits, type MessageId, type RoomId, stateKey } from '@sup/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf } from '../../../test/code-of.ts';
import { openWorld, type World } from '../../../test/embedded-world.ts';
import { sqlReminders } from '../../drivers/sql/reminders.ts';
import { sqlSchedules } from '../../drivers/sql/schedules.ts';
import type { Caller } from '../caller.ts';
import { createLater } from './index.ts';
import type { ReminderStore } from './reminder-store.ts';

const hourMs = 3_600_000;
let world: World;
let ann: Caller;
let bob: Caller;
let room: RoomId;
let message: MessageId;
let later: ReturnType<typeof createLater>;

function open(wrap: (store: ReminderStore) => ReminderStore = (store) => store) {
  const { messaging, roomIndex: rooms, ownStream, ownStreamStore: settings, clock, telemetry } = world;
  const reminders = wrap(sqlReminders(world.sql));
  const store = sqlSchedules(world.sql);
  return createLater({ store, reminders, messaging, rooms, ownStream, settings, clock, telemetry });
}

beforeEach(async () => {
  world = await openWorld();
  [ann, bob] = world.people();
  room = await world.group(ann, bob);
  const ask = { room, cmid: world.newId<'Cmid'>() as never, since: 0, encoding: 'text' as const, body: 'x' };
  message = (await world.messaging.send(bob, ask)).message as MessageId;
  later = open();
});
afterEach(async () => {
  await later.drain();
  await world.close();
});

const inAnHour = () => ({ room, message, at: world.clock.now() + hourMs });

async function reminder(of = ann): Promise<unknown> {
  const [item] = await world.ownStreamStore.get(of.user, [stateKey.reminder(room, message)]);
  return item?.value ?? null;
}

/** Everything that a person's devices are told of the reminder from now on. */
function hear(of = ann): unknown[] {
  const told: unknown[] = [];
  const heard = world.hearUser(of.user);
  heard.push = (...events) => {
    for (const event of events)
      if (event.type === 'state')
        told.push(...event.items.filter(({ key }) => key.startsWith('reminder:')).map(({ value }) => value));
    return 0;
  };
  return told;
}

async function settled(count: number, told: readonly unknown[]): Promise<void> {
  while (told.length < count) {
    await new Promise((resolve) => setImmediate(resolve));
    await world.clock.advance(50);
  }
}

test('R145: a message comes back when it is time, on all devices, once, and stays until it is put away', async () => {
  const told = hear();
  const ask = inAnHour();
  await later.remind(ann, ask);
  expect(await reminder()).toEqual({ at: ask.at });
  await world.clock.advance(hourMs - 1_000);
  expect(told).toEqual([{ at: ask.at }]);
  await world.clock.advance(1_000);
  await settled(2, told);
  expect(told[1]).toMatchObject({ at: ask.at, firedAt: expect.any(Number) });
  await world.clock.advance(24 * hourMs);
  expect(told).toHaveLength(2);
  expect(await reminder(bob)).toBe(null);
  await later.forget(ann, { room, message });
  expect(await reminder()).toBe(null);
});

test('R145: a later moment takes the place of the one before, and an end ends it', async () => {
  const told = hear();
  await later.remind(ann, inAnHour());
  await later.remind(ann, { ...inAnHour(), at: world.clock.now() + 2 * hourMs });
  await world.clock.advance(hourMs + 1_000);
  expect(told).toHaveLength(2);
  await later.forget(ann, { room, message });
  await world.clock.advance(2 * hourMs);
  expect(told).toEqual([expect.anything(), expect.anything(), null]);
});

test.each(['before', 'after'])(
  'R145: killed %s it came back, it has come back once when the server is',
  async (moment) => {
    await later.remind(ann, inAnHour());
    await later.drain();
    let isDead = false;
    const killed = new Promise<void>((resolve) => {
      const kill = () => {
        isDead = true;
        resolve();
        throw new Error('killed');
      };
      open((store) => ({
        ...store,
        async fire(ask) {
          if (isDead || moment === 'before') return kill();
          await store.fire(ask);
          return kill();
        },
      }));
    });
    await world.clock.advance(hourMs);
    await killed;
    const before = await world.ownStream.rev(ann.user);
    const { clock, directory } = world;
    await world.stop();
    world = await openWorld({ clock, directory });
    later = open();
    const expected = moment === 'before' ? before + 1 : before;
    while ((await world.ownStream.rev(ann.user)) < expected) {
      await new Promise((resolve) => setImmediate(resolve));
      await world.clock.advance(50);
    }
    await world.clock.advance(hourMs);
    expect(await world.ownStream.rev(ann.user)).toBe(expected);
    expect(await reminder()).toMatchObject({ firedAt: expect.any(Number) });
  },
);

test('R145: it is for messages that one may see, not too far ahead, and not without end', async () => {
  expect(await codeOf(later.remind(world.person(), inAnHour()))).toBe('room-not-found');
  const nothing = world.newId<'MessageId'>() as MessageId;
  expect(await codeOf(later.remind(ann, { ...inAnHour(), message: nothing }))).toBe('message-not-found');
  const far = world.clock.now() + limits.laterMsMax + 1_000;
  expect(await codeOf(later.remind(ann, { ...inAnHour(), at: far }))).toBe('invalid-input');
  const store = sqlReminders(world.sql);
  const at = world.clock.now() + hourMs;
  for (let kept = 0; kept < limits.remindersMax; kept += 1)
    await store.put({
      user: ann.user,
      room,
      message: world.newId<'MessageId'>() as MessageId,
      at,
      max: 1_000,
    });
  expect(await codeOf(later.remind(ann, inAnHour()))).toBe('too-many-kept');
  const eve = world.person();
  await later.forget(eve, { room, message });
});
