// Messages that are there for a while only, as a client keeps them.
import { annAndBob, bodiesOf, messagesOf, same, say } from './people.ts';
import type { Rule } from './rule.ts';
import type { Device } from './world.ts';

const storedOf = async ({ store }: Device) =>
  (await store.list('items')).flatMap(({ value: { item } }) => (item.kind === 'message' ? [item.body] : []));

export const rulesOfLifecycle: readonly Rule[] = [
  {
    name: 'R134: a message that disappears goes at its moment from timeline, list, quotes and store, also without a connection',
    async run(newWorld) {
      const pair = await annAndBob(newWorld());
      const { world, ann, bob, room } = pair;
      const here = ann.client.room(room.id);
      say(pair, bob, 'stays');
      room.disappearAfterMs = 60_000;
      say(pair, bob, 'a secret');
      room.disappearAfterMs = 0;
      await world.clock.advance(2_000);
      const secret = messagesOf(here.getSnapshot()).at(-1);
      here.send('about the secret', { replyTo: secret!.id! });
      await world.clock.advance(10_000);
      same(bodiesOf(here.getSnapshot()), ['stays', 'a secret', 'about the secret']);
      same((await storedOf(ann)).includes('a secret'), true, 'stored before');
      ann.goOffline();
      await world.clock.advance(47_000);
      same(bodiesOf(here.getSnapshot()).length, 3, 'a second before its end');
      await world.clock.advance(1_500);
      same(bodiesOf(here.getSnapshot()), ['stays', 'about the secret']);
      same(messagesOf(here.getSnapshot()).at(-1)?.quoted?.text, null, 'the quote');
      await world.clock.advance(5_000);
      same((await storedOf(ann)).includes('a secret'), false, 'stored after');
    },
  },
  {
    name: 'R134: the list shows the message before one that has disappeared, and an app that was closed meanwhile shows nothing of it',
    async run(newWorld) {
      const pair = await annAndBob(newWorld());
      const { world, ann, bob, room } = pair;
      say(pair, bob, 'stays');
      room.disappearAfterMs = 60_000;
      say(pair, bob, 'a secret');
      await world.clock.advance(5_000);
      same(ann.client.room(room.id).getSnapshot().last?.text, 'a secret');
      ann.kill();
      ann.goOffline();
      await world.clock.advance(60_000);
      await ann.run();
      await world.clock.advance(10);
      const snapshot = ann.client.room(room.id).getSnapshot();
      same([bodiesOf(snapshot), snapshot.last?.text], [['stays'], 'stays']);
    },
  },
  {
    name: 'R132: what the server says has ended is taken out of timeline and counts',
    async run(newWorld) {
      const pair = await annAndBob(newWorld());
      const { world, ann, bob, room } = pair;
      for (const text of ['one', 'two', 'three']) say(pair, bob, text);
      await world.clock.advance(2_000);
      const here = ann.client.room(room.id);
      same(here.getSnapshot().unread, 3);
      const gone = messagesOf(here.getSnapshot()).slice(1);
      world.server.expire(
        room,
        gone.map(({ id }) => id!),
      );
      await world.clock.advance(5_000);
      const snapshot = here.getSnapshot();
      same([bodiesOf(snapshot), snapshot.last?.text, snapshot.unread], [['one'], 'one', 1]);
    },
  },
];
