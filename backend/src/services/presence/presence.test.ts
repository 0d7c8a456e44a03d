import { limits } from '@sup/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWorld, type World } from '../../../test/embedded-world.ts';
import { createPresence, type LastSeenStore, type Presence } from './index.ts';

let world: World;
let presence: Presence;
let saves: { user: string; at: number }[][];
let lastSeen: LastSeenStore;
beforeEach(async () => {
  world = await openWorld();
  saves = [];
  lastSeen = {
    get: (users) => world.lastSeen.get(users),
    async save(seen) {
      saves.push([...seen]);
      await world.lastSeen.save(seen);
    },
  };
  presence = open();
});
afterEach(async () => {
  await presence.drain();
  await world.close();
});

function open(): Presence {
  const { roomIndex, users, bus, clock, telemetry } = world;
  return createPresence({ lastSeen, rooms: roomIndex, users, bus, clock, telemetry });
}

async function annAndBob() {
  const [ann, bob] = [world.person(), world.person()];
  return { ann, bob, room: await world.group(ann, bob) };
}

test('R48: a change is told once, however many devices make it', async () => {
  const ann = world.person();
  const heard = world.hearUser(ann.user);
  const [phone, desk] = [presence.arrive(ann.user), presence.arrive(ann.user)];
  phone.set('away');
  desk.set('away');
  desk.set('online');
  desk.leave();
  expect(heard.map((event) => event.type === 'presence' && event.status)).toEqual([
    'online',
    'away',
    'online',
    'away',
  ]);
  phone.leave();
});

test('R48: offline is said 5 s late with the time of leaving, and a quick return says nothing', async () => {
  const { ann, bob } = await annAndBob();
  const heard = world.hearUser(ann.user);
  presence.arrive(ann.user).leave();
  await world.clock.advance(4_000);
  const back = presence.arrive(ann.user);
  await world.clock.advance(10_000);
  expect(heard).toEqual([{ type: 'presence', user: ann.user, status: 'online' }]);

  const leftAt = world.clock.now();
  back.leave();
  back.set('online');
  await world.clock.advance(4_000);
  expect(await presence.see(bob, [ann.user])).toEqual({ [ann.user]: { status: 'online' } });
  await world.clock.advance(2_000);
  expect(heard.slice(1)).toEqual([
    { type: 'presence', user: ann.user, status: 'offline', lastSeenAt: leftAt },
  ]);
  expect(await presence.see(bob, [ann.user])).toEqual({
    [ann.user]: { status: 'offline', lastSeenAt: leftAt },
  });
});

test('R48: a storm of reconnects says nothing', async () => {
  const people = Array.from({ length: 200 }, () => world.person());
  const before = people.map(({ user }) => presence.arrive(user));
  const heard = people.map(({ user }) => world.hearUser(user));
  for (const connection of before) connection.leave();
  await world.clock.advance(3_000);
  for (const { user } of people) presence.arrive(user);
  await world.clock.advance(20_000);
  expect(heard.flat()).toEqual([]);
});

test('R48: presence is shown to who shares a room, and to myself', async () => {
  const { ann, bob } = await annAndBob();
  const eve = world.person();
  for (const { user } of [ann, bob, eve]) presence.arrive(user);
  expect(await presence.see(ann, [ann.user, bob.user, eve.user])).toEqual({
    [ann.user]: { status: 'online' },
    [bob.user]: { status: 'online' },
  });
  expect(await presence.see(eve, [ann.user, bob.user])).toEqual({});
});

test('R49: where one blocks the other neither sees the other’s presence', async () => {
  const { ann, bob } = await annAndBob();
  world.block(ann, bob);
  expect(await presence.see(ann, [bob.user])).toEqual({});
  expect(await presence.see(bob, [ann.user])).toEqual({});
});

test('last seen outlives a restart, and is written at most once a minute for all together', async () => {
  const { ann, bob } = await annAndBob();
  const connection = presence.arrive(ann.user);
  presence.arrive(bob.user);
  const leftAt = world.clock.now();
  connection.leave();
  await world.clock.advance(59_000);
  expect(saves).toEqual([]);
  await world.clock.advance(1_000);
  expect(saves).toHaveLength(1);
  expect(saves[0]).toContainEqual({ user: ann.user, at: leftAt });
  expect(saves[0]).toContainEqual({ user: bob.user, at: leftAt + 60_000 });
  await presence.drain();
  presence = open();
  expect(await presence.see(bob, [ann.user])).toEqual({
    [ann.user]: { status: 'offline', lastSeenAt: leftAt },
  });
});

test('R47: typing is told at most once in 3 s a person and room, its end at once', async () => {
  const { ann, bob, room } = await annAndBob();
  const heard = world.hearRoom(room);
  const type = (on: boolean) => presence.typing(ann, { room, on });
  await type(false);
  await type(true);
  await type(true);
  await world.clock.advance(limits.typingRepeatMs - 1);
  await type(true);
  expect(heard).toEqual([{ type: 'typing', room, user: ann.user, on: true }]);
  await world.clock.advance(1);
  await type(true);
  expect(heard).toHaveLength(2);
  await type(false);
  await type(false);
  await type(true);
  expect(heard.slice(2)).toEqual([{ type: 'typing', room, user: ann.user, on: false }]);
  await presence.typing(bob, { room, on: true });
  expect(heard).toHaveLength(4);
});

test('R47: typing that has ended by itself needs no end', async () => {
  const { ann, room } = await annAndBob();
  const heard = world.hearRoom(room);
  await presence.typing(ann, { room, on: true });
  await world.clock.advance(limits.typingExpiryMs + 1_000);
  await presence.typing(ann, { room, on: false });
  expect(heard).toHaveLength(1);
});

test('R35: who is not a member cannot type in a room, soon after leaving it either', async () => {
  const { ann, bob, room } = await annAndBob();
  const eve = world.person();
  await expect(presence.typing(eve, { room, on: true })).rejects.toMatchObject({ code: 'room-not-found' });
  await presence.typing(bob, { room, on: true });
  await world.rooms.removeMember(ann, room, bob.user);
  await world.clock.advance(5_000);
  await expect(presence.typing(bob, { room, on: true })).rejects.toMatchObject({ code: 'room-not-found' });
});

test('R49: in a direct room where one blocks the other nobody is told of typing', async () => {
  const [ann, bob] = [world.person(), world.person()];
  const room = (await world.rooms.openDirect(ann, bob.user)).id;
  world.block(ann, bob);
  const heard = world.hearRoom(room);
  await presence.typing(bob, { room, on: true });
  await presence.typing(ann, { room, on: true });
  expect(heard).toEqual([]);
});

test('one wheel turns for everybody, and stops when drained', async () => {
  const before = world.clock.pending;
  for (let count = 0; count < 50; count += 1) presence.arrive(world.person().user).leave();
  expect(world.clock.pending).toBe(before);
  await presence.drain();
  expect(world.clock.pending).toBe(before - 1);
});
