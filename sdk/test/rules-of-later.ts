// What a person keeps for later: the same on all devices, and never more than they may see now.

import { annAndBob, messagesOf, same, say } from './people.ts';
import type { Rule } from './rule.ts';
import type { Device } from './world.ts';

const shownOf = ({ client }: Device) =>
  client.later.getSnapshot().saved.map((kept) => (kept.state === 'here' ? kept.text : kept.state));

export const rulesOfLater: readonly Rule[] = [
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
