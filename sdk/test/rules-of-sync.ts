import { stateKey } from '@sup/protocol/wire';
import { annAndBob, bodiesOf, same, say, statusesOf } from './people.ts';
import type { Rule } from './rule.ts';
import type { World } from './world.ts';

const syncs = ({ server }: World) => server.asks.filter((frame) => frame.type === 'room.sync');

export const rulesOfSync: readonly Rule[] = [
  {
    name: 'R31, R34: nothing beyond a gap is shown before what lies between was fetched',
    async run(newWorld) {
      const { world, ann, bob, room } = await annAndBob(newWorld());
      const here = ann.client.room(room.id);
      world.server.isMute = true;
      say({ world, room }, bob, 'lost on the way');
      world.server.isMute = false;
      const shown: (string | null)[][] = [];
      here.subscribe(() => shown.push(bodiesOf(here.getSnapshot())));
      say({ world, room }, bob, 'after it');
      await world.clock.advance(1_000);
      same(bodiesOf(here.getSnapshot()), ['lost on the way', 'after it']);
      same(
        shown.some((bodies) => bodies.includes('after it') && bodies.length === 1),
        false,
        'shown beyond the gap',
      );
      same(syncs(world).length > 0, true, 'asked');
    },
  },
  {
    name: 'R34: a last event that was lost is noticed by the heads of the next pong',
    async run(newWorld) {
      const { world, ann, bob, room } = await annAndBob(newWorld());
      world.server.isMute = true;
      say({ world, room }, bob, 'lost');
      world.server.isMute = false;
      await world.clock.advance(26_000);
      same(bodiesOf(ann.client.room(room.id).getSnapshot()), ['lost']);
    },
  },
  {
    name: 'R34: the first message of a new room that comes with its news is shown',
    async run(newWorld) {
      const { world, ann, bob } = await annAndBob(newWorld());
      const room = world.server.addRoom('group', [bob.self.id, ann.self.id]);
      // Its view is on the way back when the message is said: both arrive in one turn of the event loop.
      await world.clock.advance(10);
      say({ world, room }, bob, 'welcome');
      await world.clock.advance(2_000);
      const here = ann.client.room(room.id);
      same([here.getSnapshot().unread, here.getSnapshot().last?.text], [1, 'welcome']);
      here.open();
      await world.clock.advance(1_000);
      same(bodiesOf(here.getSnapshot()), ['welcome']);
    },
  },
  {
    name: 'R33: a client far behind takes a snapshot, drops what it had, and keeps draft and outbox',
    async run(newWorld) {
      const { world, ann, bob, room } = await annAndBob(newWorld());
      const here = ann.client.room(room.id);
      say({ world, room }, bob, 'old');
      await world.clock.advance(1_000);
      ann.goOffline();
      here.setDraft({ text: 'a draft' });
      here.send('queued');
      here.setDraft({ text: 'a draft' });
      for (let at = 0; at < 100; at += 1) say({ world, room }, bob, `message ${at}`);
      world.server.snapshotAfter = 50;
      ann.goOnline();
      await world.clock.advance(5_000);
      const bodies = bodiesOf(here.getSnapshot());
      same([bodies.includes('old'), bodies.at(-2), bodies.at(-1)], [false, 'message 99', 'queued']);
      same(here.draft()?.text, 'a draft');
      same([here.getSnapshot().hasOlder, here.getSnapshot().unread], [true, 0]);
    },
  },
  {
    name: 'R33: entries are asked for until they reach the head',
    async run(newWorld) {
      const { world, ann, bob, room } = await annAndBob(newWorld());
      ann.goOffline();
      for (let at = 0; at < 20; at += 1) say({ world, room }, bob, `message ${at}`);
      world.server.syncMax = 6;
      ann.goOnline();
      await world.clock.advance(5_000);
      same(bodiesOf(ann.client.room(room.id).getSnapshot()).length, 20);
      same(syncs(world).length, 4);
    },
  },
  {
    name: 'R33: who was away from a room and back while offline begins anew in it, and keeps the draft',
    async run(newWorld) {
      const { world, ann, bob } = await annAndBob(newWorld());
      const room = world.server.addRoom('group', [bob.self.id, ann.self.id]);
      say({ world, room }, bob, 'to be deleted');
      say({ world, room }, bob, 'to stay');
      await world.clock.advance(2_000);
      const here = ann.client.room(room.id);
      here.open();
      await world.clock.advance(1_000);
      same(bodiesOf(here.getSnapshot()), ['to be deleted', 'to stay']);
      here.setDraft({ text: 'a draft' });
      await world.clock.advance(1_000);
      ann.goOffline();
      world.server.remove(room, ann.self.id, bob.self.id);
      const [first] = room.messages();
      if (first) bob.client.room(room.id).delete(first.id);
      await world.clock.advance(1_000);
      world.server.join(room, ann.self.id, bob.self.id);
      say({ world, room }, bob, 'welcome back');
      ann.goOnline();
      await world.clock.advance(5_000);
      same(bodiesOf(here.getSnapshot()), [null, 'to stay', 'welcome back']);
      same([here.getSnapshot().state, here.draft()?.text], ['ready', 'a draft']);
    },
  },
  {
    name: 'R39: another epoch drops the cached log and keeps drafts and outbox, which goes out again',
    async run(newWorld) {
      const { world, ann, bob, room } = await annAndBob(newWorld());
      const here = ann.client.room(room.id);
      say({ world, room }, bob, 'in the backup');
      await world.clock.advance(1_000);
      // The server is restored from a backup without what came after it.
      const backup = [...room.log];
      say({ world, room }, bob, 'not in the backup');
      await world.clock.advance(1_000);
      here.setDraft({ text: 'a draft' });
      await world.clock.advance(1_000);
      ann.goOffline();
      here.send('waiting');
      here.setDraft({ text: 'a draft' });
      await world.clock.advance(1_000);
      room.log.splice(0, room.log.length, ...backup);
      world.server.epoch = world.server.newEpoch();
      ann.goOnline();
      await world.clock.advance(5_000);
      const opened = here.loadOlder();
      await world.clock.advance(1_000);
      await opened;
      same(bodiesOf(here.getSnapshot()), ['in the backup', 'waiting']);
      same(here.draft()?.text, 'a draft');
      same(
        room.messages().map(({ body }) => body),
        ['in the backup', 'waiting'],
      );
    },
  },
  {
    name: 'R40: unread counts the messages of others after my marker that are not deleted; a marker may go back',
    async run(newWorld) {
      const { world, ann, bob, room } = await annAndBob(newWorld());
      const here = ann.client.room(room.id);
      const there = bob.client.room(room.id);
      for (const text of ['one', 'two', 'three']) there.send(text);
      await world.clock.advance(1_000);
      same(here.getSnapshot().unread, 3);
      const [first, second] = room.messages();
      if (first === undefined || second === undefined) throw new Error('they were sent');
      there.delete(second.id);
      await world.clock.advance(2_000);
      same([here.getSnapshot().unread, room.counts(ann.self.id).unread], [2, 2]);
      here.markRead();
      same(here.getSnapshot().unread, 0);
      await world.clock.advance(1_000);
      here.markUnread(first.seq);
      same([here.getSnapshot().unread, here.getSnapshot().firstUnreadSeq], [2, first.seq]);
      await world.clock.advance(1_000);
      same(room.counts(ann.self.id).unread, 2);
    },
  },
  {
    name: 'R40, R46: a large room that is not open tells its head; its counts are asked for, its entries when it opens',
    async run(newWorld) {
      const world = newWorld();
      const ann = world.device(world.server.addUser('ann'));
      const bob = world.device(world.server.addUser('bob'));
      const room = world.server.addRoom('channel', [ann.self.id, bob.self.id]);
      room.claimedMembers = 100;
      await ann.run();
      await world.clock.advance(2_000);
      const here = ann.client.room(room.id);
      for (const text of ['one', 'two']) say({ world, room }, bob, text);
      await world.clock.advance(2_000);
      same([here.getSnapshot().unread, here.getSnapshot().last?.text], [2, 'two']);
      same(bodiesOf(here.getSnapshot()), []);
      const close = here.open();
      await world.clock.advance(2_000);
      same(bodiesOf(here.getSnapshot()), ['one', 'two']);
      say({ world, room }, bob, 'three');
      await world.clock.advance(100);
      same([bodiesOf(here.getSnapshot()).length, here.getSnapshot().unread], [3, 3]);
      close();
    },
  },
  {
    name: 'R43: receipts that repeat or come late take no tick back; what was missed is read on return',
    async run(newWorld) {
      const { world, ann, bob, room } = await annAndBob(newWorld());
      const here = ann.client.room(room.id);
      here.send('hello');
      await world.clock.advance(5_000);
      ann.goOffline();
      bob.client.room(room.id).markRead();
      await world.clock.advance(1_000);
      same(statusesOf(here.getSnapshot()), ['delivered']);
      ann.goOnline();
      await world.clock.advance(3_000);
      same(statusesOf(here.getSnapshot()), ['read']);
      const late = { type: 'receipts', room: room.id, user: bob.self.id, delivered: 1, read: 0 };
      world.server.sayAll(JSON.stringify(late));
      await world.clock.advance(100);
      same(statusesOf(here.getSnapshot()), ['read']);
    },
  },
  {
    name: 'R45: my own stream is fetched from the rev I have; what I changed meanwhile wins until the server has it',
    async run(newWorld) {
      const { world, ann, room } = await annAndBob(newWorld());
      const here = ann.client.room(room.id);
      ann.goOffline();
      world.server.setState(ann.self.id, stateKey.pin(room.id), { at: 1 });
      world.server.setState(ann.self.id, stateKey.mute(room.id), { level: 'mentions' });
      here.setMute({ level: 'nothing' });
      ann.goOnline();
      await world.clock.advance(3_000);
      same([here.getSnapshot().pinned, here.getSnapshot().mute], [true, { level: 'nothing' }]);
      world.server.setState(ann.self.id, stateKey.mute(room.id), null);
      await world.clock.advance(100);
      same(here.getSnapshot().mute, undefined);
    },
  },
  {
    name: 'R45: what another device changed while my change waited counts if mine is refused',
    async run(newWorld) {
      const { world, ann, room } = await annAndBob(newWorld());
      const here = ann.client.room(room.id);
      world.server.refuse = (frame) => (frame.type === 'state.set' ? 'overloaded' : undefined);
      here.setMute({ level: 'nothing' });
      await world.clock.advance(500);
      world.server.setState(ann.self.id, stateKey.mute(room.id), { level: 'mentions' });
      await world.clock.advance(100);
      same(here.getSnapshot().mute, { level: 'nothing' });
      world.server.refuse = (frame) => (frame.type === 'state.set' ? 'state-key-refused' : undefined);
      await world.clock.advance(5_000);
      same(here.getSnapshot().mute, { level: 'mentions' });
    },
  },
  {
    name: 'R35: a room that I am removed from is gone from list and store',
    async run(newWorld) {
      const { world, ann, bob } = await annAndBob(newWorld());
      const room = world.server.addRoom('group', [bob.self.id, ann.self.id]);
      await world.clock.advance(2_000);
      same(ann.client.rooms.getSnapshot().rooms.length, 2);
      world.server.remove(room, ann.self.id, bob.self.id);
      await world.clock.advance(2_000);
      same(ann.client.rooms.getSnapshot().rooms.length, 1);
      same(ann.client.room(room.id).getSnapshot().state, 'gone');
      same((await ann.store.list('rooms')).length, 1);
    },
  },
];
