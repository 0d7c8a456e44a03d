// What a person keeps for later: the same on all devices, and never more than they may see now.

import { annAndBob, bodiesOf, messagesOf, same, say } from './people.ts';
import type { Rule } from './rule.ts';
import type { Device, World } from './world.ts';

const shownOf = ({ client }: Device) =>
  client.later.getSnapshot().saved.map((kept) => (kept.state === 'here' ? kept.text : kept.state));

const sends = ({ server }: World) =>
  server.asks.flatMap((frame) => (frame.type === 'message.send' ? frame.body : []));

export const rulesOfLater: readonly Rule[] = [
  {
    name: 'R148: what I write is on my other device within five seconds, in rooms and threads; the later of two stays, a send clears it',
    async run(newWorld) {
      const pair = await annAndBob(newWorld());
      const { world, ann, bob, room } = pair;
      const other = world.device(ann.self);
      await other.run();
      say(pair, bob, 'root');
      await world.clock.advance(2_000);
      const [root] = messagesOf(ann.client.room(room.id).getSnapshot()).map(({ id }) => id!);
      const placesOf = ({ client }: Device) => [client.room(room.id), client.thread(room.id, root!)] as const;
      const draftsOf = (device: Device) => placesOf(device).map((place) => place.draft()?.text ?? null);
      const [here, thread] = placesOf(ann);
      here.setDraft({ text: 'in the room' });
      thread.setDraft({ text: 'in the thread' });
      await world.clock.advance(5_000);
      same(draftsOf(other), ['in the room', 'in the thread']);
      // Written apart while one is offline: the later stays, on both.
      ann.goOffline();
      here.setDraft({ text: 'earlier' });
      await world.clock.advance(1_000);
      other.client.room(room.id).setDraft({ text: 'later' });
      await world.clock.advance(1_000);
      ann.goOnline();
      await world.clock.advance(10_000);
      same([draftsOf(ann)[0], draftsOf(other)[0]], ['later', 'later']);
      other.kill();
      await other.run();
      await world.clock.advance(2_000);
      same(draftsOf(other), ['later', 'in the thread']);
      here.send('sent');
      await world.clock.advance(5_000);
      same(draftsOf(other), [null, 'in the thread']);
    },
  },
  {
    name: 'R147: a held message is shown and does not go out until its time is over; undone it never does',
    async run(newWorld) {
      const { world, ann, room } = await annAndBob(newWorld());
      const here = ann.client.room(room.id);
      const undone = here.send('undone', { holdMs: 5_000 });
      const sent = here.send('sent', { holdMs: 5_000 });
      same(bodiesOf(here.getSnapshot()), ['undone', 'sent']);
      // What is not held does not wait for it.
      here.send('at once');
      await world.clock.advance(4_900);
      same(sends(world), ['at once']);
      same(here.discard(undone), true);
      await world.clock.advance(200);
      same(sends(world), ['at once', 'sent']);
      same(here.discard(sent), false, 'what went out is not undone');
      await world.clock.advance(60_000);
      same(bodiesOf(here.getSnapshot()), ['at once', 'sent']);
    },
  },
  {
    name: 'R147: a page that goes sends what it holds; one that is killed sends it once when the app runs again',
    async run(newWorld) {
      const { world, ann, room } = await annAndBob(newWorld());
      ann.client.room(room.id).send('one', { holdMs: 20_000 });
      await world.clock.advance(100);
      ann.client.release();
      await world.clock.advance(100);
      same(sends(world), ['one']);
      ann.client.room(room.id).send('two', { holdMs: 20_000 });
      await world.clock.advance(100);
      ann.kill();
      await world.clock.advance(60_000);
      same(sends(world), ['one']);
      await ann.run();
      await world.clock.advance(2_000);
      same(sends(world), ['one', 'two']);
      same(bodiesOf(ann.client.room(room.id).getSnapshot()), ['one', 'two']);
    },
  },
  {
    name: 'R140: what I save on one device is on the other, newest first, and what it says is asked for while I look',
    async run(newWorld) {
      const pair = await annAndBob(newWorld());
      const { world, ann, bob, room } = pair;
      const other = world.device(ann.self);
      await other.run();
      for (const text of ['one', 'two', 'three']) say(pair, bob, text);
      await world.clock.advance(2_000);
      const [one, , three] = messagesOf(ann.client.room(room.id).getSnapshot()).map(({ id }) => id!);
      ann.client.later.save(room.id, one!, true);
      await world.clock.advance(1_000);
      ann.client.later.save(room.id, three!, true);
      same(ann.client.later.isSaved(room.id, one!), true);
      await world.clock.advance(2_000);
      same(shownOf(other), ['loading', 'loading']);
      const close = other.client.later.open();
      await world.clock.advance(1_000);
      same(shownOf(other), ['three', 'one']);
      ann.client.later.save(room.id, three!, false);
      await world.clock.advance(2_000);
      same(shownOf(other), ['one']);
      close();
      same(shownOf(other), ['loading'], 'nothing is kept of it');
      other.kill();
      await other.run();
      await world.clock.advance(2_000);
      same(other.client.later.getSnapshot().savedCount, 1, 'after a restart');
    },
  },
  {
    name: 'R140: a saved message loses its text when it is deleted, and when the room is no longer mine',
    async run(newWorld) {
      const pair = await annAndBob(newWorld());
      const { world, ann, bob, room } = pair;
      say(pair, bob, 'one');
      say(pair, bob, 'two');
      await world.clock.advance(2_000);
      const [one, two] = messagesOf(bob.client.room(room.id).getSnapshot()).map(({ id }) => id!);
      ann.client.later.save(room.id, one!, true);
      await world.clock.advance(1_000);
      ann.client.later.save(room.id, two!, true);
      ann.client.later.open();
      await world.clock.advance(1_000);
      same(shownOf(ann), ['two', 'one']);
      bob.client.room(room.id).delete(one!);
      await world.clock.advance(1_000);
      same(shownOf(ann), ['two', 'deleted']);
      world.server.remove(room, ann.self.id, bob.self.id);
      await world.clock.advance(1_000);
      same(shownOf(ann), ['gone', 'gone']);
      ann.client.later.save(room.id, one!, false);
      await world.clock.advance(1_000);
      same(shownOf(ann), ['gone']);
    },
  },
];
