import { expect, test } from 'vitest';
import { createClient } from '../src/index.ts';
import { nodePlatform } from '../src/platform/node.ts';
import { nodeRuntime } from './node-runtime.ts';
import { annAndBob, bodiesOf, say } from './people.ts';
import { TabsHub } from './tabs-hub.ts';
import { World } from './world.ts';

test('signing out wipes all that the device keeps of the account', async () => {
  const { world, ann, bob, room } = await annAndBob(new World(nodeRuntime));
  say({ world, room }, bob, 'secret');
  ann.client.room(room.id).setDraft({ text: 'mine' });
  await world.clock.advance(1_000);
  expect((await ann.store.list('items')).length).toBeGreaterThan(0);
  await ann.client.session.logout();
  for (const table of ['rooms', 'items', 'users', 'state', 'outbox', 'drafts'] as const)
    expect(await ann.store.list(table), table).toEqual([]);
  const left = (await ann.store.list('meta')).map(({ key }) => key);
  expect(left.sort()).toEqual(['account', 'device']);
  expect(JSON.stringify(await ann.store.get('meta', 'account'))).not.toContain(ann.self.id);
  expect(ann.client.session.getSnapshot()).toEqual({ state: 'signed-out', why: 'logged-out' });
});

test('after an end on the server, drafts and unsent writes wait for the same person and for nobody else', async () => {
  for (const who of ['ann', 'bob']) {
    const { world, ann, bob, room } = await annAndBob(new World(nodeRuntime));
    world.server.refuse = (frame) => ('cmid' in frame ? 'store-unavailable' : undefined);
    ann.client.room(room.id).send('unsent');
    await world.clock.advance(1_000);
    ann.client.room(room.id).setDraft({ text: 'a draft' });
    for (const frame of world.server.asks) if (frame.type === 'hello') world.server.ended.add(frame.token);
    world.server.ended.add((await ann.store.get('meta', 'refresh')) as string);
    world.server.hangUp(4010);
    await world.clock.advance(5_000);
    expect(ann.client.session.getSnapshot().state).toBe('signed-out');
    world.server.refuse = () => undefined;
    await ann.client.session.login({ handle: who, password: 'a good password' });
    await world.clock.advance(5_000);
    expect(ann.client.room(room.id).draft()?.text).toBe(who === 'ann' ? 'a draft' : undefined);
    expect(room.messages().map(({ body }) => body)).toEqual(who === 'ann' ? ['unsent'] : []);
    expect(bob.troubles).toEqual([]);
  }
});

test('a token that was handed in is used as it is; without one nobody is signed in', async () => {
  const world = new World(nodeRuntime);
  const ann = world.server.addUser('ann');
  const fetch = async (request: Parameters<typeof world.server.fetch>[0]) => world.server.fetch(request);
  const platform = {
    ...nodePlatform(),
    fetch,
    openSocket: () => ({ send: () => undefined, close: () => undefined }),
  };
  const bot = createClient({ url: 'http://sup.test', platform, token: `access/${ann.id}/1` });
  await bot.start();
  expect(bot.session.getSnapshot()).toMatchObject({ state: 'signed-in', self: { handle: 'ann' } });
  await bot.stop();
  const nobody = createClient({
    url: 'http://sup.test',
    platform: { ...platform, store: nodePlatform().store },
  });
  await nobody.start();
  expect(nobody.session.getSnapshot()).toEqual({ state: 'signed-out' });
  await nobody.stop();
});

async function twoTabs() {
  const world = new World(nodeRuntime);
  const self = world.server.addUser('ann');
  const bob = world.server.addUser('bob');
  const room = world.server.addRoom('direct', [self.id, bob.id]);
  const hub = new TabsHub();
  const first = world.device(self, { tabs: hub.open() });
  const second = world.device(self, { tabs: hub.open(), store: first.store });
  await first.run();
  await second.run();
  await world.clock.advance(2_000);
  return { world, first, second, room };
}

test('tabs share one refresh, and both go on', async () => {
  const { world, first, second } = await twoTabs();
  const before = world.server.refreshes;
  await world.clock.advance(890_000);
  const calls = Promise.all([first, second].map(({ client }) => client.rest.users.me({})));
  await world.clock.advance(1_000);
  await calls;
  expect(world.server.refreshes - before).toBe(1);
});

test('of two tabs the leader sends what both write, once; when it is closed the other one does', async () => {
  const { world, first, second, room } = await twoTabs();
  second.client.room(room.id).send('from the second');
  first.client.room(room.id).send('from the first');
  await world.clock.advance(2_000);
  expect(
    room
      .messages()
      .map(({ body }) => body)
      .sort(),
  ).toEqual(['from the first', 'from the second']);
  const frames = world.server.asks.filter(({ type }) => type === 'message.send');
  expect(frames).toHaveLength(2);
  for (const { client } of [first, second]) {
    expect(bodiesOf(client.room(room.id).getSnapshot())).toHaveLength(2);
    expect(client.unsent.getSnapshot()).toBe(0);
  }
  world.server.isDown = true;
  world.cutAll();
  first.client.room(room.id).send('left behind');
  await world.clock.advance(100);
  await first.client.stop();
  world.server.isDown = false;
  await world.clock.advance(60_000);
  expect(room.messages().at(-1)?.body).toBe('left behind');
});

test('R25: a tab that takes over reads what the one before left before it sends what is its own', async () => {
  const { world, first, second, room } = await twoTabs();
  const list = first.store.list.bind(first.store);
  let read: Promise<void> = Promise.resolve();
  first.store.list = async (table, prefix, last) => {
    if (table === 'outbox') await read;
    return list(table, prefix, last);
  };
  world.server.isDown = true;
  world.cutAll();
  first.client.room(room.id).send('from the first');
  await world.clock.advance(100);
  second.client.room(room.id).send('from the second');
  await world.clock.advance(100);
  const { promise, resolve } = Promise.withResolvers<void>();
  read = promise;
  await first.client.stop();
  world.server.isDown = false;
  await world.clock.advance(60_000);
  expect(room.messages()).toEqual([]);
  resolve();
  await world.clock.advance(2_000);
  expect(room.messages().map(({ body }) => body)).toEqual(['from the first', 'from the second']);
});

test('a write that was refused for good can be discarded from another tab', async () => {
  const { world, first, second, room } = await twoTabs();
  world.server.refuse = (frame) => ('cmid' in frame ? 'forbidden' : undefined);
  const cmid = second.client.room(room.id).send('no');
  await world.clock.advance(1_000);
  for (const { client } of [first, second]) expect(client.room(room.id).getSnapshot().failed).toBe(1);
  second.client.room(room.id).discard(cmid);
  await world.clock.advance(100);
  for (const { client } of [first, second]) expect(client.room(room.id).getSnapshot().failed).toBe(0);
});

test('signing out in one tab signs the others out', async () => {
  const { world, first, second } = await twoTabs();
  await first.client.session.logout();
  await world.clock.advance(100);
  expect(second.client.session.getSnapshot()).toEqual({ state: 'signed-out', why: 'logged-out' });
  expect(second.client.rooms.getSnapshot().rooms).toEqual([]);
  await world.clock.advance(5_000);
  expect(await first.store.list('rooms')).toEqual([]);
});
