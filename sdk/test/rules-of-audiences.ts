import { annAndBob, messagesOf, type Pair, same, say } from './people.ts';
import type { Rule } from './rule.ts';
import type { World } from './world.ts';

const countAsks = ({ server }: World) => server.asks.filter(({ type }) => type === 'room.counts').length;

/** Ann and Bob in a group that looks like a large one, which Ann does not show. */
async function inACrowd(newWorld: () => World): Promise<Pair> {
  const pair = await annAndBob(newWorld());
  const { world, ann, bob } = pair;
  const room = world.server.addRoom('group', [bob.self.id, ann.self.id]);
  room.claimedMembers = 1_000;
  await world.clock.advance(5_000);
  return { ...pair, room };
}

export const rulesOfAudiences: readonly Rule[] = [
  {
    name: 'R236: a message calls me as everyone or by the role that I had at its seq, and counts once',
    async run(newWorld) {
      const { world, ann, bob } = await annAndBob(newWorld());
      const room = world.server.addRoom('group', [bob.self.id, ann.self.id]);
      await world.clock.advance(2_000);
      const here = ann.client.room(room.id);
      const close = here.open();
      await world.clock.advance(2_000);
      const place = { world, room };
      say(place, bob, { body: 'all', audience: ['everyone'], mentions: [ann.self.id] });
      say(place, bob, { body: 'admins', audience: ['admin'] });
      world.server.changeRole(room, ann.self.id, 'admin');
      say(place, bob, { body: 'admins now', audience: ['owner', 'admin'] });
      world.server.changeRole(room, ann.self.id, 'member');
      say(place, bob, { body: 'admins again', audience: ['admin'] });
      await world.clock.advance(2_000);
      const { unread, mentions } = here.getSnapshot();
      same([unread, mentions], [4, 2]);
      const called = messagesOf(here.getSnapshot()).map(({ mentionsMe, calledAs }) => [mentionsMe, calledAs]);
      same(called, [
        [true, 'everyone'],
        [false, undefined],
        [true, 'admin'],
        [false, undefined],
      ]);
      close();
    },
  },
  {
    name: 'R236: what came while I was away is counted by the roles that I had then',
    async run(newWorld) {
      const { world, ann, bob } = await annAndBob(newWorld());
      const room = world.server.addRoom('group', [bob.self.id, ann.self.id]);
      await world.clock.advance(2_000);
      const here = ann.client.room(room.id);
      here.open();
      await world.clock.advance(2_000);
      ann.goOffline();
      const place = { world, room };
      say(place, bob, { body: 'members', audience: ['member'] });
      world.server.changeRole(room, ann.self.id, 'moderator');
      say(place, bob, { body: 'members', audience: ['member'] });
      say(place, bob, { body: 'moderators', audience: ['moderator'] });
      world.server.changeRole(room, ann.self.id, 'member');
      ann.goOnline();
      await world.clock.advance(40_000);
      const { unread, mentions } = here.getSnapshot();
      same([unread, mentions], [3, 2]);
    },
  },
  {
    name: 'R236: an edit decides anew whether a message calls me',
    async run(newWorld) {
      const { world, ann, bob, room } = await annAndBob(newWorld());
      const here = ann.client.room(room.id);
      const place = { world, room };
      const message = say(place, bob, 'hello');
      const edit = async (more: { audience?: ['everyone'] }, at: number) => {
        const cmid = `${at}`.padStart(26, '0') as ReturnType<typeof here.send>;
        const ask = { type: 'message.edit', id: 1, room: room.id, since: 0, cmid, message } as const;
        world.server.write(room, bob.self.id, { ...ask, body: `edit ${at}`, encoding: 'text', ...more });
        await world.clock.advance(2_000);
        return here.getSnapshot().mentions;
      };
      same(
        [
          await edit({ audience: ['everyone'] }, 1),
          await edit({}, 2),
          await edit({ audience: ['everyone'] }, 3),
        ],
        [1, 0, 1],
      );
    },
  },
  {
    name: 'R237: in a large room that is not shown a call is shown at once, and the counts are asked for later and once',
    async run(newWorld) {
      const { world, ann, bob, room } = await inACrowd(newWorld);
      const here = ann.client.room(room.id);
      const before = countAsks(world);
      say({ world, room }, bob, { body: 'all', audience: ['everyone'] });
      await world.clock.advance(50);
      const { unread, mentions } = here.getSnapshot();
      same([unread, mentions, countAsks(world) - before], [1, 1, 0]);
      say({ world, room }, bob, 'more');
      say({ world, room }, bob, { body: 'all', audience: ['everyone'] });
      await world.clock.advance(2_500);
      const after = here.getSnapshot();
      same([after.unread, after.mentions, countAsks(world) - before], [3, 2, 1]);
    },
  },
  {
    name: 'R237: in a large room that is not shown an edit may take a call away',
    async run(newWorld) {
      const { world, ann, bob, room } = await inACrowd(newWorld);
      const here = ann.client.room(room.id);
      const message = say({ world, room }, bob, { body: 'all', audience: ['everyone'] });
      await world.clock.advance(3_000);
      same(here.getSnapshot().mentions, 1);
      const cmid = '1'.padStart(26, '0') as ReturnType<typeof here.send>;
      const ask = { type: 'message.edit', id: 1, room: room.id, since: 0, cmid, message } as const;
      world.server.write(room, bob.self.id, { ...ask, body: 'nobody', encoding: 'text' });
      await world.clock.advance(3_000);
      same([here.getSnapshot().unread, here.getSnapshot().mentions], [1, 0]);
    },
  },
];
