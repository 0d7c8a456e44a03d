import { limits, type MessageId, type RoomId, stateKey } from '@sup/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf } from '../../../test/code-of.ts';
import { openWorld, type World } from '../../../test/embedded-world.ts';
import type { Caller } from '../caller.ts';

let world: World;
let ann: Caller;
let bob: Caller;
let room: RoomId;

beforeEach(async () => {
  world = await openWorld();
  [ann, bob] = world.people();
  room = await world.group(ann, bob);
});
afterEach(() => world.close());

const say = (by: Caller, body: string, to = room) => world.message(by, { room: to, body });

const bodies = async (by: Caller, places: Parameters<World['messaging']['list']>[1]) =>
  (await world.messaging.list(by, places)).messages.map(({ message }) => message.body).sort();

test('R140: saved messages are asked for over all rooms at once; what may not be seen is not in the answer', async () => {
  const other = await world.group(bob);
  const mine = { room, message: await say(ann, 'seen') };
  const deleted = { room, message: await say(ann, 'marker-deleted') };
  const foreign = { room: other, message: await say(bob, 'marker-foreign', other) };
  const misplaced = { room, message: foreign.message };
  const remove = { room, cmid: world.newId<'Cmid'>() as never, since: 0, message: deleted.message };
  await world.messaging.delete(ann, remove);
  expect(await bodies(ann, [mine, deleted, foreign, misplaced])).toEqual([null, 'seen'].sort());
  expect(await bodies(bob, [mine, foreign])).toEqual(['marker-foreign', 'seen']);
});

test('R140: from before the joining, where history begins with it, nothing is seen of what was saved', async () => {
  const eve = world.person();
  const ask = { kind: 'group' as const, name: 'Late', history: 'joined' as const, members: [] };
  const late = (await world.rooms.create(ann, { ...ask, cmid: world.newId<'Cmid'>() as never })).id;
  const early = { room: late, message: await say(ann, 'before', late) };
  await world.rooms.addMember(ann, late, { user: eve.user, role: 'member' });
  expect(await bodies(eve, [early])).toEqual([]);
  await world.rooms.removeMember(ann, late, eve.user);
  expect(await bodies(eve, [early])).toEqual([]);
});

test('R140: a saved message is its place alone; a stranger to the room saves none, and there is a limit', async () => {
  const eve = world.person();
  const message = await say(ann, 'marker-of-the-text');
  const key = stateKey.saved(room, message);
  await world.ownStream.set(ann, key, { at: 5 });
  expect(JSON.stringify(await world.ownStream.sync(ann, 0))).not.toContain('marker-of-the-text');
  expect(await codeOf(world.ownStream.set(eve, key, { at: 5 }))).toBe('room-not-found');
  expect(await codeOf(world.ownStream.set(ann, key, { at: 5, text: 'x' }))).toBe('invalid-input');
  const many = Array.from({ length: limits.savedMax - 1 }, () => ({
    key: stateKey.saved(room, world.newId<'MessageId'>() as MessageId),
    value: { at: 1 },
  }));
  await world.ownStreamStore.put(ann.user, many);
  const next = stateKey.saved(room, world.newId<'MessageId'>() as MessageId);
  expect(await codeOf(world.ownStream.set(ann, next, { at: 6 }))).toBe('too-many-kept');
  // What is saved already can be saved again, and letting one go makes room.
  expect(await codeOf(world.ownStream.set(ann, key, { at: 7 }))).toBe('fine');
  await world.ownStream.set(ann, key, null);
  expect(await codeOf(world.ownStream.set(ann, next, { at: 6 }))).toBe('fine');
});
