import { expect, test } from 'vitest';
import { World } from '../test/world.ts';
import type { RoomSnapshot } from './snapshots.ts';

async function annAndBob(seed = 1) {
  const world = new World(seed);
  const ann = world.device(world.server.addUser('ann'));
  const bob = world.device(world.server.addUser('bob'));
  const room = world.server.addRoom('direct', [ann.self.id, bob.self.id]);
  await Promise.all([ann.run(), bob.run()]);
  await world.clock.advance(1_000);
  return { world, ann, bob, room };
}

const bodies = ({ items }: RoomSnapshot) =>
  items.flatMap((item) => (item.kind === 'message' ? [item.body] : []));
const statuses = ({ items }: RoomSnapshot) =>
  items.flatMap((item) => (item.kind === 'message' ? [item.status] : []));

test('a message is shown at once, and its ticks follow it to the reader', async () => {
  const { world, ann, bob, room } = await annAndBob();
  const annRoom = ann.client.room(room.id);
  annRoom.send('hello bob');
  expect(bodies(annRoom.getSnapshot())).toEqual(['hello bob']);
  expect(statuses(annRoom.getSnapshot())).toEqual(['queued']);
  await world.clock.advance(100);
  expect(statuses(annRoom.getSnapshot())).toEqual(['sent']);
  await world.clock.advance(3_000);
  expect(statuses(annRoom.getSnapshot())).toEqual(['delivered']);
  expect(bob.client.room(room.id).getSnapshot().unread).toBe(1);
  expect(bodies(bob.client.room(room.id).getSnapshot())).toEqual(['hello bob']);
  bob.client.room(room.id).markRead();
  await world.clock.advance(1_000);
  expect(statuses(annRoom.getSnapshot())).toEqual(['read']);
  expect(bob.client.room(room.id).getSnapshot().unread).toBe(0);
  expect(ann.client.unsent.getSnapshot()).toBe(0);
  expect(ann.troubles).toEqual([]);
  expect(bob.troubles).toEqual([]);
});
