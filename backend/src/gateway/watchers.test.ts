import type { Presence as PresenceView, UserId } from '@sup/protocol';
import { newId } from '@sup/testkit';
import { beforeEach, expect, test } from 'vitest';
import { FanOutWorld, type TestConnection } from '../../test/fan-out-world.ts';
import { topics } from '../bus/bus.ts';
import { Watchers } from './watchers.ts';

const [ann, bob, cid] = [newId<'UserId'>(), newId<'UserId'>(), newId<'UserId'>()];

let world: FanOutWorld;
let watchers: Watchers;
let viewer: TestConnection;
/** Whom everybody may see. */
let visible: Set<UserId>;
let seeing: Promise<void>;
beforeEach(async () => {
  world = new FanOutWorld();
  visible = new Set([bob, cid]);
  seeing = Promise.resolve();
  const see = async (_by: unknown, users: readonly UserId[]) => {
    await seeing;
    const seen = users.filter((user) => visible.has(user));
    return Object.fromEntries(seen.map((user): [string, PresenceView] => [user, { status: 'offline' }]));
  };
  watchers = new Watchers({
    bus: world.bus,
    presence: { see, silent: async () => [] },
    clock: world.clock,
    telemetry: world.shared.telemetry,
  });
  viewer = await world.connect(ann);
});

const change = (user: UserId, status: 'online' | 'away') =>
  world.bus.publish(topics.user(user), { type: 'presence', user, status });
const told = () => viewer.of('presence').map(({ users }) => users);

test('R48: changes go to those who watch, in one frame a second', async () => {
  const seen = await watchers.watch(viewer.connection, viewer.by, [bob, cid]);
  expect(Object.keys(seen).toSorted()).toEqual([bob, cid].toSorted());
  change(bob, 'online');
  change(bob, 'away');
  change(cid, 'online');
  expect(told()).toEqual([]);
  watchers.turn();
  watchers.turn();
  await world.settle();
  expect(told()).toEqual([{ [bob]: { status: 'away' }, [cid]: { status: 'online' } }]);
});

test('R48: whoever may not be seen is neither answered nor told', async () => {
  visible.delete(cid);
  expect(Object.keys(await watchers.watch(viewer.connection, viewer.by, [bob, cid]))).toEqual([bob]);
  change(cid, 'online');
  watchers.turn();
  await world.settle();
  expect(told()).toEqual([]);
});

test('R48: nothing is told while it is being read who may be seen, and nothing is lost by that', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  seeing = promise;
  visible.delete(cid);
  const watching = watchers.watch(viewer.connection, viewer.by, [bob, cid]);
  change(bob, 'online');
  change(cid, 'online');
  watchers.turn();
  await world.settle();
  expect(told()).toEqual([]);
  resolve();
  await watching;
  watchers.turn();
  await world.settle();
  expect(told()).toEqual([{ [bob]: { status: 'online' } }]);
});

test('R48: a watch ends when the right to it ends, and with the next watch', async () => {
  await watchers.watch(viewer.connection, viewer.by, [bob, cid]);
  visible.delete(bob);
  await watchers.review(bob, []);
  change(bob, 'online');
  change(cid, 'online');
  watchers.turn();
  await world.settle();
  expect(told()).toEqual([{ [cid]: { status: 'online' } }]);
  await watchers.watch(viewer.connection, viewer.by, []);
  change(cid, 'away');
  watchers.turn();
  await world.settle();
  expect(told()).toHaveLength(1);
});

test('a changed profile is told at once to those who watch', async () => {
  await watchers.watch(viewer.connection, viewer.by, [bob]);
  const view = { id: bob, handle: 'bob', name: 'Robert' };
  world.bus.publish(topics.user(bob), { type: 'profile', user: bob, view });
  await world.settle();
  expect(viewer.of('user')).toEqual([{ type: 'user', user: view }]);
});

test('R48: a crowd of watchers is told a slice at a time, and whoever stops between is told nothing more', async () => {
  const crowd = await Promise.all(Array.from({ length: 450 }, () => world.connect()));
  for (const { connection, by } of crowd) await watchers.watch(connection, by, [bob]);
  change(bob, 'online');
  watchers.turn();
  const toldNow = () => crowd.filter((one) => one.of('presence').length > 0).length;
  const last = crowd.at(-1);
  if (last) watchers.leave(last.connection);
  change(bob, 'away');
  watchers.turn();
  await world.settle();
  expect(toldNow()).toBe(449);
  watchers.turn();
  await world.settle();
  const statuses = crowd
    .slice(0, 449)
    .map((one) => one.of('presence').map(({ users }) => users[bob]?.status));
  expect(statuses.every(([first, second]) => first === 'online' && second === 'away')).toBe(true);
});
