// R141–R144: messages that are sent later. A kill is the moment from which nothing of a process has an effect any more,
// after which the server is opened anew on its data.
import { type Cmid, limits, type RoomId, type ScheduleInput, SupError, stateKey } from '@sup/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { codeOf } from '../../../test/code-of.ts';
import { openWorld, type World } from '../../../test/embedded-world.ts';
import { sqlReminders } from '../../drivers/sql/reminders.ts';
import { sqlSchedules } from '../../drivers/sql/schedules.ts';
import type { Caller } from '../caller.ts';
import { createLater, type LaterParts } from './index.ts';

const hourMs = 3_600_000;

class Killed extends Error {}

let world: World;
let ann: Caller;
let bob: Caller;
let room: RoomId;
let later: ReturnType<typeof createLater>;

/** Later over the world's stores; each step passes `at` before and after. */
function laterThat(at: (moment: string) => void): LaterParts {
  const store = sqlSchedules(world.sql);
  const step = <Ask, Answer>(name: string, act: (ask: Ask) => Promise<Answer>) => {
    return async (ask: Ask): Promise<Answer> => {
      at(`before ${name}`);
      const answer = await act(ask);
      at(`after ${name}`);
      return answer;
    };
  };
  const { messaging, roomIndex: rooms, ownStream, ownStreamStore: settings, clock, telemetry } = world;
  return {
    store: {
      ...store,
      claim: step('claim', store.claim),
      finish: step('finish', store.finish),
      refuse: step('refuse', store.refuse),
      postpone: step('postpone', store.postpone),
    },
    reminders: sqlReminders(world.sql),
    messaging: {
      get: messaging.get,
      async send(by, ask) {
        at('before send');
        const ack = await messaging.send(by, ask);
        at('after send');
        return ack;
      },
    },
    rooms,
    ownStream,
    settings,
    clock,
    telemetry,
  };
}

const asEver = () => createLater(laterThat(() => undefined));

beforeEach(async () => {
  world = await openWorld();
  [ann, bob] = world.people();
  room = await world.group(ann, bob);
  later = asEver();
});
afterEach(async () => {
  await later.drain();
  await world.close();
});

const newId = () => world.newId<'Cmid'>() as Cmid;
const inAnHour = (more: Partial<ScheduleInput> = {}): ScheduleInput => ({
  room,
  when: { at: world.clock.now() + hourMs },
  body: 'later',
  encoding: 'text',
  ...more,
});

async function bodies(of = room, by = bob): Promise<(string | null)[]> {
  const { items } = await world.messaging.page(by, { room: of, limit: 100 });
  return items.flatMap((item) => (item.kind === 'message' ? [item.body] : []));
}

/** Lets time pass until the person's own stream has nothing under the key, or a value that fits. */
async function until(
  id: Cmid,
  fits: (value: unknown) => boolean = (value) => value === null,
): Promise<unknown> {
  const key = stateKey.schedule(id);
  for (;;) {
    const [item] = await world.ownStreamStore.get(ann.user, [key]);
    if (fits(item?.value ?? null)) return item?.value;
    await new Promise((resolve) => setImmediate(resolve));
    await world.clock.advance(50);
  }
}

describe('R141: a message that is put off', () => {
  test('R141: is sent when it is time and not before, and is then in no list', async () => {
    const id = newId();
    await later.schedule(ann, id, inAnHour());
    expect(await later.schedules(ann)).toMatchObject([{ id, body: 'later', state: 'waiting' }]);
    await world.clock.advance(hourMs - 1_000);
    expect(await bodies()).toEqual([]);
    await world.clock.advance(1_000);
    await until(id);
    expect(await bodies()).toEqual(['later']);
    expect(await later.schedules(ann)).toEqual([]);
    const { items } = await world.messaging.page(bob, { room, limit: 1 });
    expect(items.at(-1)).toMatchObject({ cmid: id, by: ann.user });
  });

  test('R141: is changed and put off further, or removed, until it is sent', async () => {
    const [changed, removed] = [newId(), newId()];
    await later.schedule(ann, changed, inAnHour({ body: 'first' }));
    await later.schedule(ann, removed, inAnHour({ body: 'never' }));
    await later.schedule(
      ann,
      changed,
      inAnHour({ body: 'second', when: { at: world.clock.now() + 2 * hourMs } }),
    );
    await later.unschedule(ann, removed);
    expect(await codeOf(later.unschedule(ann, removed))).toBe('schedule-not-found');
    await world.clock.advance(hourMs + 1_000);
    expect(await bodies()).toEqual([]);
    await world.clock.advance(hourMs);
    await until(changed);
    expect(await bodies()).toEqual(['second']);
  });

  test('R235, R143: calls its audience by what holds when it is due, and stays where its writer may not any more', async () => {
    const [sent, refused] = [newId(), newId()];
    const call = inAnHour({ when: { at: world.clock.now() + 2 * hourMs }, audience: ['everyone'] });
    await later.schedule(bob, sent, inAnHour({ audience: ['everyone'] }));
    await later.schedule(ann, refused, call);
    await world.rooms.transfer(ann, room, bob.user);
    await world.clock.advance(hourMs);
    await vi.waitFor(async () => expect(await bodies()).toHaveLength(1));
    expect((await world.rooms.counts(ann, [room]))[room]).toMatchObject({ mentions: 1 });
    const rights = { 'mention-everyone': 'owner' } as const;
    await world.rooms.change(bob, room, { cmid: newId(), settings: { rights } });
    await world.clock.advance(hourMs);
    const isRefused = (value: unknown) => (value as { state?: string } | null)?.state === 'refused';
    expect(await until(refused, isRefused)).toMatchObject({ refusal: { code: 'forbidden' } });
  });

  test('R141: stands in the writer’s own stream for all their devices, and in nobody else’s', async () => {
    const heard = world.hearUser(ann.user);
    const id = newId();
    await later.schedule(ann, id, inAnHour());
    const [item] = await world.ownStreamStore.get(ann.user, [stateKey.schedule(id)]);
    expect(item?.value).toMatchObject({ room, body: 'later', state: 'waiting' });
    expect(heard).toMatchObject([{ type: 'state', items: [{ key: stateKey.schedule(id) }] }]);
    expect(await world.ownStream.rev(bob.user)).toBe(1);
    expect(await later.schedules(bob)).toEqual([]);
    expect(await codeOf(later.unschedule(bob, id))).toBe('schedule-not-found');
    expect(await codeOf(world.ownStream.set(ann, stateKey.schedule(id), null))).toBe('state-key-refused');
  });

  test('R141: is for rooms of one’s own, of a size that fits, and not without end', async () => {
    expect(await codeOf(later.schedule(world.person(), newId(), inAnHour()))).toBe('room-not-found');
    const far = { at: world.clock.now() + limits.laterMsMax + 1_000 };
    expect(await codeOf(later.schedule(ann, newId(), inAnHour({ when: far })))).toBe('invalid-input');
    const wide = '\u0001'.repeat(16_384);
    expect(await codeOf(later.schedule(ann, newId(), inAnHour({ body: wide })))).toBe('body-too-large');
    for (let kept = 0; kept < limits.schedulesMax; kept += 1) await later.schedule(ann, newId(), inAnHour());
    expect(await codeOf(later.schedule(ann, newId(), inAnHour()))).toBe('too-many-kept');
  });
});

/** Opens everything anew on the same data, as after a kill. */
async function restart(): Promise<void> {
  const { clock, directory } = world;
  await world.stop();
  world = await openWorld({ clock, directory });
  later = asEver();
}

/** A process that is killed at a moment: nothing it does afterwards has an effect. */
async function runUntilKilled(moment: string): Promise<void> {
  let isDead = false;
  const reached = new Promise<void>((resolve) => {
    const dying = createLater(
      laterThat((now) => {
        if (now === moment) isDead = true;
        if (!isDead) return;
        resolve();
        throw new Killed(moment);
      }),
    );
    void dying;
  });
  await world.clock.advance(hourMs);
  await reached;
}

describe('R142: killed', () => {
  const steps = ['claim', 'send', 'finish'];
  test.each(steps.flatMap((step) => [`before ${step}`, `after ${step}`]))(
    'R142: %s, a message that was put off is sent once when the server is back',
    async (moment) => {
      const id = newId();
      await later.schedule(ann, id, inAnHour());
      await later.drain();
      await runUntilKilled(moment);
      await restart();
      await until(id);
      expect(await bodies()).toEqual(['later']);
      await restart();
      await world.clock.advance(hourMs);
      expect(await bodies()).toEqual(['later']);
    },
  );

  test.each(['before refuse', 'after refuse'])(
    'R143: %s, its reason is told when the server is back',
    async (moment) => {
      const id = newId();
      await later.schedule(ann, id, inAnHour());
      await later.drain();
      await world.rooms.removeMember(ann, room, bob.user);
      await world.rooms.addMember(ann, room, { user: bob.user, role: 'owner' });
      await world.rooms.leave(ann, room);
      await runUntilKilled(moment);
      await restart();
      await until(id, (value) => (value as { state?: string } | null)?.state === 'refused');
      expect(await later.schedules(ann)).toMatchObject([
        { id, body: 'later', refusal: { code: 'room-not-found' } },
      ]);
    },
  );

  test('R142: what is being sent is changed and removed no more; a change that comes after it was sent is not lost', async () => {
    const id = newId();
    let changing: Promise<string[]> | undefined;
    await later.schedule(ann, id, inAnHour());
    await later.drain();
    later = createLater(
      laterThat((now) => {
        if (now !== 'after claim') return;
        const attempts = [later.schedule(ann, id, inAnHour({ body: 'other' })), later.unschedule(ann, id)];
        changing = Promise.all(attempts.map((attempt) => codeOf(attempt)));
      }),
    );
    await world.clock.advance(hourMs);
    await until(id);
    expect(await changing).toEqual(['schedule-under-way', 'schedule-under-way']);
    expect(await bodies()).toEqual(['later']);
    // A device that heard of nothing: the same again is the same message, another text is kept with the reason.
    await later.schedule(ann, id, inAnHour({ when: { at: 0 } }));
    await until(id);
    await later.schedule(ann, id, inAnHour({ when: { at: 0 }, body: 'other' }));
    await until(id, (value) => (value as { state?: string } | null)?.state === 'refused');
    expect(await later.schedules(ann)).toMatchObject([{ body: 'other', refusal: { code: 'cmid-conflict' } }]);
    expect(await bodies()).toEqual(['later']);
  });

  test('R146: what became due while no server ran comes at once, in the order in which it was due', async () => {
    const ids = [newId(), newId(), newId()];
    const at = world.clock.now();
    for (const [n, id] of ids.entries())
      await later.schedule(ann, id, inAnHour({ body: `${n}`, when: { at: at + (3 - n) * 60_000 } }));
    await later.drain();
    await world.clock.advance(hourMs);
    expect(await bodies()).toEqual([]);
    await restart();
    for (const id of ids) await until(id);
    expect(await bodies()).toEqual(['2', '1', '0']);
  });
});

describe('R143: what is refused', () => {
  test('R143: stays with its reason until its writer changes it, and then is sent', async () => {
    const id = newId();
    await world.rooms.mute(ann, room, { user: bob.user, until: world.clock.now() + 2 * hourMs });
    await later.schedule(bob, id, inAnHour());
    const key = stateKey.schedule(id);
    const heard = world.nextOf(bob.user, (event) => {
      return event.type === 'state' && JSON.stringify(event.items).includes('"refused"');
    });
    await world.clock.advance(hourMs);
    await heard;
    const [kept] = await world.ownStreamStore.get(bob.user, [key]);
    expect(kept?.value).toMatchObject({ body: 'later', state: 'refused', refusal: { code: 'muted' } });
    await world.clock.advance(2 * hourMs);
    expect(await bodies()).toEqual([]);
    await later.schedule(bob, id, inAnHour({ body: 'again', when: { at: world.clock.now() } }));
    const gone = world.nextOf(bob.user, (event) => {
      return event.type === 'state' && event.items.some((item) => item.key === key && item.value === null);
    });
    await world.clock.advance(1_000);
    await gone;
    expect(await bodies()).toEqual(['again']);
  });

  test('R143: what may pass is tried again, ever more seldom', async () => {
    const id = newId();
    let refusals = 3;
    await later.schedule(ann, id, inAnHour());
    await later.drain();
    later = createLater(
      laterThat((now) => {
        if (now !== 'before send' || refusals === 0) return;
        refusals -= 1;
        throw new SupError('store-full');
      }),
    );
    await world.clock.advance(hourMs);
    await until(id);
    expect(refusals).toBe(0);
    expect(await bodies()).toEqual(['later']);
  });
});

describe('R144: in the reader’s morning', () => {
  const zoneOf = (by: Caller, zone: string) => world.ownStream.set(by, stateKey.zone(), { zone });

  test.each(['Pacific/Auckland', 'America/Los_Angeles', 'Europe/Helsinki', 'Asia/Kolkata'])(
    'R144: for who is in %s it comes between 8 and 9 there, and its writer is told nothing of it before',
    async (zone) => {
      const direct = (await world.rooms.openDirect(ann, bob.user)).id;
      await zoneOf(ann, 'UTC');
      await zoneOf(bob, zone);
      const id = newId();
      await later.schedule(ann, id, { ...inAnHour(), room: direct, when: { morning: true } });
      const told = JSON.stringify([await later.schedules(ann), await world.ownStream.sync(ann, 0)]);
      expect(told).toContain('"when":{"morning":true}');
      expect(told).not.toContain(zone);
      const { due_at: dueAt } = await world.sql.read
        .selectFrom('schedules')
        .select('due_at')
        .executeTakeFirstOrThrow();
      expect(told).not.toContain(String(dueAt));
      const format = new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' });
      expect(format.format(dueAt)).toBe('08');
      expect(dueAt - world.clock.now()).toBeLessThanOrEqual(25 * hourMs);
      await world.clock.advance(dueAt - world.clock.now());
      await until(id);
      expect(await bodies(direct)).toEqual(['later']);
    },
  );

  test('R144: it is for a direct chat with somebody else', async () => {
    const notes = (await world.rooms.openDirect(ann, ann.user)).id;
    const morning = { when: { morning: true } } as const;
    expect(await codeOf(later.schedule(ann, newId(), inAnHour(morning)))).toBe('room-kind');
    expect(await codeOf(later.schedule(ann, newId(), { ...inAnHour(morning), room: notes }))).toBe(
      'room-kind',
    );
  });
});

test('R141: a person who deleted their account sends nothing any more', async () => {
  await later.schedule(ann, newId(), inAnHour());
  await world.sql.write('accounts.delete', { user: ann.user, at: world.clock.now(), address: '192.0.2.1' });
  await world.clock.advance(2 * hourMs);
  expect(await bodies()).toEqual([]);
  expect(await later.schedules(ann)).toEqual([]);
});
