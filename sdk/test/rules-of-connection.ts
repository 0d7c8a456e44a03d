import { annAndBob, bodiesOf, same, say } from './people.ts';
import type { Rule } from './rule.ts';
import type { World } from './world.ts';

const hellos = ({ server }: World) => server.asks.filter((frame) => frame.type === 'hello');
const pings = ({ server }: World) => server.asks.filter(({ type }) => type === 'ping').length;

/** Ann alone, connected. */
async function annAlone(world: World) {
  const ann = world.device(world.server.addUser('ann'));
  await ann.run();
  await world.clock.advance(2_000);
  return ann;
}

export const rulesOfConnection: readonly Rule[] = [
  {
    name: 'R5: frames of types that the client does not know, and fields it does not know, are ignored',
    async run(newWorld) {
      const { world, ann, bob, room } = await annAndBob(newWorld());
      world.server.sayAll('{"type":"something.new","room":1}');
      world.server.sayAll('{"type":"typing","room":"none","user":"nobody","on":true,"mood":"new"}');
      say({ world, room }, bob, 'still here');
      await world.clock.advance(1_000);
      same(bodiesOf(ann.client.room(room.id).getSnapshot()), ['still here']);
      same(ann.client.connection.getSnapshot(), { state: 'ready' });
    },
  },
  {
    name: 'R14: a quick return says hello with the resume token, a late one with an access token',
    async run(newWorld) {
      const world = newWorld();
      await annAlone(world);
      world.cutAll();
      await world.clock.advance(5_000);
      same(
        hellos(world).map(({ token }) => token.split('/')[0]),
        ['access', 'resume'],
      );
      await world.clock.advance(120_000);
      world.cutAll();
      await world.clock.advance(5_000);
      same(
        hellos(world).map(({ token }) => token.split('/')[0]),
        ['access', 'resume', 'access'],
      );
    },
  },
  {
    name: 'R16: the client pings, and leaves a connection on which it heard nothing for 60 s',
    async run(newWorld) {
      const world = newWorld();
      const ann = await annAlone(world);
      await world.clock.advance(100_000);
      same(pings(world), 4, 'pings in 102 s');
      same(world.opened.length, 1, 'sockets');
      world.server.isMute = true;
      await world.clock.advance(80_000);
      same(ann.client.connection.getSnapshot().state === 'ready', false, 'still ready');
      world.server.isMute = false;
      await world.clock.advance(40_000);
      same(ann.client.connection.getSnapshot(), { state: 'ready' });
    },
  },
  {
    name: 'the first three tries come within a second each, later ones further and further apart',
    async run(newWorld) {
      const world = newWorld();
      await annAlone(world);
      await world.clock.advance(10_000);
      world.server.isDown = true;
      world.cutAll();
      await world.clock.advance(300_000);
      const gaps = world.opened.slice(1).map((at, index) => at - (world.opened[index] ?? 0));
      const [, second = 0, third = 0] = gaps;
      same([second < 1_100, third < 1_100], [true, true], 'tries two and three');
      same(
        gaps.every((gap) => gap <= 31_000),
        true,
        'none later than 30 s',
      );
      same(
        world.opened.length > 10 && world.opened.length < 60,
        true,
        `${world.opened.length} tries in 5 min`,
      );
    },
  },
  {
    name: 'a slow reader (4008) is back at once, one that flooded (4009) waits',
    async run(newWorld) {
      const world = newWorld(3);
      await annAlone(world);
      await world.clock.advance(10_000);
      const before = world.clock.monotonic();
      world.server.hangUp(4008);
      await world.clock.advance(5_000);
      same((world.opened[1] ?? 0) - before <= 60, true, 'after 4008');
      await world.clock.advance(10_000);
      world.server.hangUp(4009);
      await world.clock.advance(0);
      await world.clock.advance(60_000);
      same(world.opened.length, 3);
    },
  },
  {
    name: 'a server that says when to come back is not asked before',
    async run(newWorld) {
      const world = newWorld();
      await annAlone(world);
      const before = world.clock.monotonic();
      world.server.sayAll('{"type":"bye","code":"going-away","text":"","retryAfterMs":7000}');
      await world.clock.advance(10);
      world.server.hangUp(4011);
      await world.clock.advance(20_000);
      same((world.opened[1] ?? 0) - before >= 7_000, true, 'came back');
    },
  },
  {
    name: 'R18: a session that ended on the server leads to signed-out, and what was cached is gone',
    async run(newWorld) {
      const { world, ann, bob, room } = await annAndBob(newWorld());
      say({ world, room }, bob, 'secret');
      ann.client.room(room.id).setDraft({ text: 'mine' });
      await world.clock.advance(1_000);
      for (const { token } of hellos(world)) world.server.ended.add(token);
      const refresh = (await ann.store.get('meta', 'refresh')) as string;
      world.server.ended.add(refresh);
      world.server.hangUp(4010);
      await world.clock.advance(10_000);
      same(ann.client.session.getSnapshot(), { state: 'signed-out', why: 'ended' });
      same(ann.client.rooms.getSnapshot().rooms, []);
      same(await ann.store.list('items'), []);
      same((await ann.store.list('drafts')).length, 1, 'drafts');
      same(bob.client.session.getSnapshot().state, 'signed-in');
    },
  },
  {
    name: 'R13: a token that has expired is renewed once, whoever needs it, and the connection goes on',
    async run(newWorld) {
      const world = newWorld();
      const ann = await annAlone(world);
      await world.clock.advance(890_000);
      world.cutAll();
      const { rest } = ann.client;
      const calls = Promise.all([rest.users.me({}), rest.users.me({}), rest.users.me({})]);
      await world.clock.advance(5_000);
      await calls;
      same(world.server.refreshes, 1, 'refreshes');
      same(ann.client.connection.getSnapshot(), { state: 'ready' });
    },
  },
  {
    name: 'offline: no tries; online: at once; there are never two sockets',
    async run(newWorld) {
      const world = newWorld();
      const ann = await annAlone(world);
      ann.goOffline();
      await world.clock.advance(100_000);
      same(world.opened.length, 1, 'sockets while offline');
      same(ann.client.connection.getSnapshot().state, 'offline');
      ann.goOnline();
      ann.client.connection.retryNow();
      ann.show(false);
      ann.show(true);
      await world.clock.advance(1_000);
      same(world.wires.size, 1, 'sockets');
      same(ann.client.connection.getSnapshot(), { state: 'ready' });
    },
  },
  {
    name: 'after sleep a dead connection is found out within 5 s of looking at the app',
    async run(newWorld) {
      const world = newWorld();
      const ann = await annAlone(world);
      world.server.isMute = true;
      ann.show(true);
      await world.clock.advance(6_000);
      same(ann.client.connection.getSnapshot().state === 'ready', false, 'still ready');
    },
  },
];
