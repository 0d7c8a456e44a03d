import { type LocalStore, StoreFull } from '../src/local-store.ts';
import { annAndBob, bodiesOf, same, say, statusesOf } from './people.ts';
import type { Rule } from './rule.ts';
import type { World } from './world.ts';

const sends = ({ server }: World) =>
  server.asks.flatMap((frame) => (frame.type === 'message.send' ? [{ ...frame, id: 0 }] : []));

export const rulesOfWriting: readonly Rule[] = [
  {
    name: 'a message is shown at once, and its ticks follow it to the reader',
    async run(newWorld) {
      const { world, ann, bob, room } = await annAndBob(newWorld());
      const here = ann.client.room(room.id);
      here.send('hello bob');
      same(bodiesOf(here.getSnapshot()), ['hello bob']);
      same(statusesOf(here.getSnapshot()), ['queued']);
      await world.clock.advance(100);
      same(statusesOf(here.getSnapshot()), ['sent']);
      await world.clock.advance(3_000);
      same(statusesOf(here.getSnapshot()), ['delivered']);
      const there = bob.client.room(room.id);
      same([there.getSnapshot().unread, bodiesOf(there.getSnapshot())], [1, ['hello bob']]);
      there.markRead();
      await world.clock.advance(1_000);
      same(statusesOf(here.getSnapshot()), ['read']);
      same(there.getSnapshot().unread, 0);
      same([ann.client.unsent.getSnapshot(), ann.troubles.length, bob.troubles.length], [0, 0, 0]);
    },
  },
  {
    name: 'R23: what is refused for now goes out again as it was, later and later; a retry does not wait',
    async run(newWorld) {
      const { world, ann, room } = await annAndBob(newWorld());
      world.server.refuse = (frame) => ('cmid' in frame ? 'store-unavailable' : undefined);
      const here = ann.client.room(room.id);
      const cmid = here.send('patience');
      await world.clock.advance(60_000);
      const tries = sends(world);
      same(tries.length >= 4 && tries.length <= 8, true, `${tries.length} tries in a minute`);
      for (const frame of tries) same(frame, tries[0], 'the same frame');
      same(statusesOf(here.getSnapshot()), ['queued']);
      world.server.refuse = () => undefined;
      here.retry(cmid);
      await world.clock.advance(50);
      same(statusesOf(here.getSnapshot()), ['sent']);
      await here.settled(cmid);
    },
  },
  {
    name: 'R23: what is refused for good has failed, says why, and lets the later ones go on',
    async run(newWorld) {
      const { world, ann, room } = await annAndBob(newWorld());
      world.server.refuse = (frame) =>
        frame.type === 'message.send' && frame.body === 'bad' ? 'body-too-large' : undefined;
      const here = ann.client.room(room.id);
      const bad = here.send('bad');
      const refused = here.settled(bad).then(
        () => 'done',
        (error) => error.code,
      );
      here.send('good');
      await world.clock.advance(100);
      same(await refused, 'body-too-large');
      same(bodiesOf(here.getSnapshot()), ['good', 'bad']);
      same(statusesOf(here.getSnapshot()), ['sent', 'failed']);
      same(here.getSnapshot().items.at(-1)?.kind === 'message' && here.getSnapshot().failed, 1);
      here.discard(bad);
      same(bodiesOf(here.getSnapshot()), ['good']);
      await world.clock.advance(1_000);
      same(await ann.store.list('outbox'), []);
    },
  },
  {
    name: 'R24: the order is kept when an earlier one is refused for now',
    async run(newWorld) {
      const { world, ann, room } = await annAndBob(newWorld());
      let refusals = 2;
      world.server.refuse = (frame) => {
        if (frame.type !== 'message.send' || frame.body !== 'first' || refusals === 0) return undefined;
        refusals -= 1;
        return 'rate-limited';
      };
      const here = ann.client.room(room.id);
      for (const text of ['first', 'second', 'third']) here.send(text);
      await world.clock.advance(30_000);
      same(
        room.messages().map(({ body }) => body),
        ['first', 'second', 'third'],
      );
    },
  },
  {
    name: 'R24: a refused write returns to its connection even when its entry was seen, else the room stays shut',
    async run(newWorld) {
      const { world, ann, room } = await annAndBob(newWorld());
      let refusals = 1;
      world.server.refuse = (frame) => {
        if (frame.type !== 'message.send' || refusals === 0) return undefined;
        refusals -= 1;
        // An earlier try, on a connection that is gone, arrives only now.
        world.clock.after(30, () => world.server.write(room, ann.self.id, frame));
        return 'store-unavailable';
      };
      const here = ann.client.room(room.id);
      here.send('first');
      await world.clock.advance(500);
      here.send('second');
      await world.clock.advance(10_000);
      same(
        room.messages().map(({ body }) => body),
        ['first', 'second'],
      );
      same(ann.client.unsent.getSnapshot(), 0);
    },
  },
  {
    name: 'what was written before the app was killed goes out when it runs again, once',
    async run(newWorld) {
      const { world, ann, room } = await annAndBob(newWorld());
      ann.goOffline();
      ann.client.room(room.id).send('kept');
      await world.clock.advance(10);
      ann.kill();
      ann.isOffline = false;
      await ann.run();
      same(bodiesOf(ann.client.room(room.id).getSnapshot()), ['kept'], 'shown before it is connected');
      await world.clock.advance(5_000);
      same(
        room.messages().map(({ body }) => body),
        ['kept'],
      );
      same(await ann.store.list('outbox'), []);
    },
  },
  {
    name: 'a device without room left says so, and what is written goes out all the same',
    async run(newWorld) {
      const world = newWorld();
      const self = world.server.addUser('ann');
      const room = world.server.addRoom('direct', [self.id]);
      const store = world.runtime.store();
      let isFull = false;
      const write: LocalStore['write'] = (changes) =>
        isFull ? Promise.reject(new StoreFull()) : store.write(changes);
      const ann = world.device(self, {
        store: {
          get: store.get.bind(store),
          list: store.list.bind(store),
          close: store.close.bind(store),
          write,
        },
      });
      await ann.run();
      await world.clock.advance(2_000);
      isFull = true;
      const here = ann.client.room(room.id);
      here.send('not lost');
      await world.clock.advance(1_000);
      same(
        room.messages().map(({ body }) => body),
        ['not lost'],
      );
      same(ann.troubles.length > 0 && ann.troubles.every(({ what }) => what === 'store-full'), true, 'told');
      isFull = false;
      // The cache it could not keep whole is not taken for whole by the next run.
      ann.kill();
      await ann.run();
      await world.clock.advance(2_000);
      const again = ann.client.room(room.id);
      again.open();
      await world.clock.advance(1_000);
      same(bodiesOf(again.getSnapshot()), ['not lost']);
    },
  },
  {
    name: 'an edit, a reaction and a deletion show at once, and are taken back where they are refused for good',
    async run(newWorld) {
      const { world, ann, room } = await annAndBob(newWorld());
      const here = ann.client.room(room.id);
      here.send('one');
      await world.clock.advance(1_000);
      const message = room.messages()[0];
      if (message === undefined) throw new Error('it was sent');
      world.server.refuse = (frame) => (frame.type === 'message.edit' ? 'forbidden' : undefined);
      const edit = here.edit(message.id, 'two');
      here.react(message.id, '👍', true);
      const now = here.getSnapshot().items.at(-1);
      same(now?.kind === 'message' && [now.body, now.edited, now.reactions.length], ['two', true, 1]);
      await world.clock.advance(1_000);
      const after = here.getSnapshot().items.at(-1);
      same(after?.kind === 'message' && [after.body, after.pending, after.refusal?.code, after.refusedEdit], [
        'one',
        edit,
        'forbidden',
        'two',
      ]);
      here.discard(edit);
      here.delete(message.id);
      const deleted = here.getSnapshot().items.at(-1);
      same(deleted?.kind === 'message' && [deleted.body, deleted.deleted], [null, true]);
    },
  },
  {
    name: 'R47: that I write is said at most every 3 s, and is over 6 s after it was last said',
    async run(newWorld) {
      const { world, ann, bob, room } = await annAndBob(newWorld());
      const there = bob.client.room(room.id);
      for (let key = 0; key < 20; key += 1) {
        ann.client.room(room.id).typing();
        await world.clock.advance(200);
      }
      same(world.server.asks.filter(({ type }) => type === 'typing').length, 2, 'frames in 4 s');
      same(there.getSnapshot().typing, [ann.self.id]);
      await world.clock.advance(6_000);
      same(there.getSnapshot().typing, []);
      ann.client.room(room.id).typing();
      await world.clock.advance(100);
      say({ world, room }, ann, 'done');
      await world.clock.advance(100);
      same(there.getSnapshot().typing, [], 'a message ends it');
    },
  },
];
