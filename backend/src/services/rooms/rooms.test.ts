import { type Cmid, limits, type RoomId } from '@sup/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf } from '../../../test/code-of.ts';
import { openWorld, type World } from '../../../test/embedded-world.ts';
import type { Caller } from '../caller.ts';

let world: World;
let ann: Caller;
let bob: Caller;
let cid: Caller;

beforeEach(async () => {
  world = await openWorld();
  [ann, bob, cid] = world.people();
});

afterEach(() => world.close());

const cmid = () => world.newId<'Cmid'>() as Cmid;

const kindsIn = async (by: Caller, room: RoomId) =>
  (await world.messaging.sync(by, { room, from: 0 })).entries.map((entry) => entry.kind);

test('R38: a direct room exists once, also when both open it at the same moment', async () => {
  const opened = await Promise.all([
    world.rooms.openDirect(ann, bob.user),
    world.rooms.openDirect(bob, ann.user),
    world.rooms.openDirect(ann, bob.user),
  ]);
  expect(new Set(opened.map((room) => room.id)).size).toBe(1);
  const [room] = opened;
  expect(room?.memberCount).toBe(2);
  expect(await kindsIn(ann, room?.id as RoomId)).toEqual(['room.created', 'member.joined', 'member.joined']);
  expect((await world.rooms.list(bob, undefined)).rooms).toMatchObject([
    { kind: 'direct', peer: { id: ann.user } },
  ]);
});

test('R38: everyone has one room with themselves', async () => {
  const notes = await world.rooms.openDirect(ann, ann.user);
  expect((await world.rooms.openDirect(ann, ann.user)).id).toBe(notes.id);
  expect(notes).toMatchObject({ memberCount: 1, peer: { id: ann.user } });
});

test('a room made twice with one cmid is one room; another content under it is refused', async () => {
  const ask = { cmid: cmid(), kind: 'group' as const, name: 'Hike', members: [bob.user] };
  const [one, other] = await Promise.all([world.rooms.create(ann, ask), world.rooms.create(ann, ask)]);
  expect(other.id).toBe(one.id);
  expect(await codeOf(world.rooms.create(ann, { ...ask, name: 'Walk' }))).toBe('cmid-conflict');
  expect((await world.rooms.create(bob, ask)).id).not.toBe(one.id);
});

test('members of a group add people, its owner removes them and changes roles', async () => {
  const room = await world.group(ann, bob);
  expect(await codeOf(world.rooms.removeMember(bob, room, ann.user))).toBe('forbidden');
  expect(await codeOf(world.rooms.addMember(bob, room, { user: cid.user, role: 'owner' }))).toBe('forbidden');
  await world.rooms.addMember(bob, room, { user: cid.user, role: 'member' });
  await world.rooms.addMember(bob, room, { user: cid.user, role: 'member' });
  expect((await world.rooms.members(cid, room, undefined)).members.length).toBe(3);
  expect(await codeOf(world.rooms.addMember(cid, room, { user: bob.user, role: 'owner' }))).toBe('forbidden');
  await world.rooms.addMember(ann, room, { user: bob.user, role: 'owner' });
  await world.rooms.removeMember(bob, room, cid.user);
  expect(await codeOf(world.rooms.removeMember(bob, room, cid.user))).toBe('not-member');
  expect(await codeOf(world.rooms.get(cid, room))).toBe('room-not-found');
});

test('the last owner cannot leave while others are there, nor be made a member', async () => {
  const room = await world.group(ann, bob);
  expect(await codeOf(world.rooms.leave(ann, room))).toBe('last-owner');
  expect(await codeOf(world.rooms.addMember(ann, room, { user: ann.user, role: 'member' }))).toBe(
    'last-owner',
  );
  await world.rooms.addMember(ann, room, { user: bob.user, role: 'owner' });
  await world.rooms.leave(ann, room);
  await world.rooms.leave(bob, room);
  expect((await world.rooms.list(bob, undefined)).rooms).toEqual([]);
});

test('two owners who leave at one moment do not leave the others without one', async () => {
  const room = await world.group(ann, bob, cid);
  await world.rooms.addMember(ann, room, { user: bob.user, role: 'owner' });
  const results = await Promise.all([
    codeOf(world.rooms.leave(ann, room)),
    codeOf(world.rooms.leave(bob, room)),
  ]);
  expect(results.toSorted()).toEqual(['fine', 'last-owner']);
});

test('direct rooms know no adding, leaving or renaming', async () => {
  const { id } = await world.rooms.openDirect(ann, bob.user);
  expect(await codeOf(world.rooms.addMember(ann, id, { user: cid.user, role: 'member' }))).toBe('room-kind');
  expect(await codeOf(world.rooms.leave(ann, id))).toBe('room-kind');
  expect(await codeOf(world.rooms.change(ann, id, { cmid: cmid(), name: 'x' }))).toBe('room-kind');
  expect(await codeOf(world.rooms.removeMember(ann, id, bob.user))).toBe('room-kind');
});

test('a public channel is found, joined and read from its beginning; a group is neither found nor joined', async () => {
  const channel = await world.rooms.create(ann, {
    cmid: cmid(),
    kind: 'channel',
    name: 'Announcements',
    members: [],
  });
  const group = await world.group(ann);
  await world.say(ann, channel.id, 'welcome');
  const found = await world.rooms.directory(bob, 'nounce', undefined);
  expect(found.rooms).toMatchObject([{ id: channel.id, member: false, memberCount: 1 }]);
  const joined = await world.rooms.join(bob, channel.id);
  await world.rooms.join(bob, channel.id);
  expect(joined).toMatchObject({ myRole: 'member', memberCount: 2, unread: 0 });
  expect(await kindsIn(bob, channel.id)).toEqual([
    'room.created',
    'member.joined',
    'message',
    'member.joined',
  ]);
  expect(await codeOf(world.rooms.join(bob, group))).toBe('room-not-found');
});

test('R35: I9: once a removal is answered, the removed can neither read nor write, and hears of it', async () => {
  const room = await world.group(ann, bob);
  const heard = world.hearUser(bob.user);
  await world.rooms.removeMember(ann, room, bob.user);
  await world.say(ann, room, 'after');
  expect(await codeOf(world.say(bob, room))).toBe('room-not-found');
  expect(await codeOf(world.messaging.sync(bob, { room, from: 0 }))).toBe('room-not-found');
  expect(heard).toMatchObject([
    { type: 'membership', room, member: false },
    { type: 'state', items: [{ key: `room:${room}`, value: null }] },
  ]);
});

test('R36: who comes back to a room with history from joining does not see what was said meanwhile', async () => {
  const room = await world.group(ann, bob);
  await world.say(ann, room, 'one');
  await world.rooms.removeMember(ann, room, bob.user);
  await world.say(ann, room, 'two');
  await world.rooms.addMember(ann, room, { user: bob.user, role: 'member' });
  await world.say(ann, room, 'three');
  const text = JSON.stringify(await world.messaging.sync(bob, { room, from: 0 }));
  expect(text).not.toContain('two');
  expect(text).toContain('three');
});

test('R40: unread counts live messages of others after the marker; mentions those that name me', async () => {
  const room = await world.group(ann, bob);
  const counts = async () => {
    const counted = await world.rooms.counts(bob, [room]);
    return counted[room]?.unread;
  };
  for (let at = 0; at < 5; at += 1) await world.say(ann, room);
  expect(await counts()).toBe(5);
  await world.cursors.mark(bob, room, 5);
  expect(await counts()).toBe(3);
  await world.say(bob, room);
  expect(await counts()).toBe(0);
  await world.cursors.mark(bob, room, 3);
  expect(await counts()).toBe(5);
  expect(await world.rooms.counts(cid, [room])).toEqual({});
});

test('R41: joining sets the marker to the head', async () => {
  const room = await world.group(ann);
  for (let at = 0; at < 5; at += 1) await world.say(ann, room);
  await world.rooms.addMember(ann, room, { user: bob.user, role: 'member' });
  const { room: view } = await world.rooms.get(bob, room);
  expect(view).toMatchObject({ unread: 0, marker: view.head });
});

test('the list comes in pages by last activity, each room once', async () => {
  const made: RoomId[] = [];
  for (let at = 0; at < limits.roomListMax + 5; at += 1) {
    await world.clock.advance(1_000);
    made.push(await world.group(ann));
  }
  const first = await world.rooms.list(ann, undefined);
  const second = await world.rooms.list(ann, first.next);
  expect(second.next).toBeUndefined();
  expect([...first.rooms, ...second.rooms].map((room) => room.id)).toEqual(made.toReversed());
});

test('a renamed room says so to its members; the same name again says nothing', async () => {
  const room = await world.group(ann, bob);
  expect(await codeOf(world.rooms.change(bob, room, { cmid: cmid(), name: 'Mine' }))).toBe('forbidden');
  const view = await world.rooms.change(ann, room, { cmid: cmid(), name: 'Hike', topic: 'On Sunday' });
  await world.rooms.change(ann, room, { cmid: cmid(), name: 'Hike' });
  expect(view).toMatchObject({ name: 'Hike', topic: 'On Sunday' });
  expect((await kindsIn(bob, room)).filter((kind) => kind === 'room.changed').length).toBe(1);
});
