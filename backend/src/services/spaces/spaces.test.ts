import { type Cmid, limits, type RoomId, type SpaceSort } from '@sup/protocol';
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

type Making = { kind?: 'group' | 'channel' | 'space'; public?: boolean; members?: readonly Caller[] };

async function make(by: Caller, name: string, { members = [], ...more }: Making = {}): Promise<RoomId> {
  const ask = { cmid: cmid(), kind: 'group' as const, name, members: members.map(({ user }) => user) };
  return (await world.rooms.create(by, { ...ask, ...more })).id;
}

const space = (by: Caller, name: string, more: Making = {}) => make(by, name, { ...more, kind: 'space' });

const put = (by: Caller, room: RoomId, child: RoomId) =>
  world.spaces.put(by, { room, child, before: undefined });

const place = (by: Caller, room: RoomId, [child, before]: [RoomId, RoomId | null]) =>
  world.spaces.put(by, { room, child, before });

const take = (by: Caller, room: RoomId, child: RoomId) => world.spaces.remove(by, { room, child });

const set = (by: Caller, room: RoomId, settings: object) =>
  world.rooms.change(by, room, { cmid: cmid(), settings });

type Asking = { query?: string; sort?: SpaceSort; after?: string | undefined };

async function pageOf(by: Caller, room: RoomId, ask: Asking = {}) {
  const asked = { room, query: '', sort: 'place' as const, after: undefined, ...ask };
  const { rooms, next } = await world.spaces.directory(by, asked);
  return { names: rooms.map(({ name }) => name), rooms, next };
}

const namesIn = async (by: Caller, room: RoomId, query = '') => (await pageOf(by, room, { query })).names;

test('R205: a space is a room in which nothing is said; who is in it is of it as of any room', async () => {
  const home = await space(ann, 'Home', { members: [bob] });
  expect(await codeOf(world.say(ann, home))).toBe('room-kind');
  expect(await codeOf(world.rooms.join(cid, home))).toBe('room-not-found');
  await world.rooms.addMember(bob, home, { user: cid.user, role: 'member' });
  await world.rooms.ban(ann, home, { user: cid.user });
  expect(await codeOf(world.rooms.get(cid, home))).toBe('room-not-found');
  expect(await codeOf(world.rooms.leave(ann, home))).toBe('last-owner');
  expect((await world.rooms.get(bob, home)).room).toMatchObject({ kind: 'space', children: [], unread: 0 });
});

test('R206: who arranges a space puts rooms into it that are theirs to change, and takes them out', async () => {
  const home = await space(ann, 'Home', { members: [bob] });
  const tea = await make(ann, 'Tea', { members: [bob] });
  const bobs = await make(bob, 'Bob’s');
  expect(await codeOf(put(bob, home, bobs))).toBe('forbidden');
  await world.rooms.addMember(ann, home, { user: bob.user, role: 'moderator' });
  expect(await codeOf(put(bob, home, tea))).toBe('forbidden');
  expect(await codeOf(put(ann, home, bobs))).toBe('room-not-found');
  await put(bob, home, bobs);
  await put(ann, home, tea);
  await put(ann, home, tea);
  expect((await world.rooms.get(bob, home)).room.children).toEqual([bobs, tea]);
  // Ann may not know that it is there.
  expect(await codeOf(take(ann, home, bobs))).toBe('room-not-found');
  await take(bob, home, tea);
  expect(await codeOf(take(bob, home, tea))).toBe('room-not-found');
  expect((await world.rooms.get(bob, home)).room.children).toEqual([bobs]);
});

test('R206: rooms with oneself or another cannot be in a space, nor can a room be a space', async () => {
  const home = await space(ann, 'Home');
  const direct = await world.rooms.openDirect(ann, bob.user);
  expect(await codeOf(put(ann, home, direct.id))).toBe('room-kind');
  expect(await codeOf(put(ann, await make(ann, 'Tea'), home))).toBe('room-kind');
  await set(ann, home, { archived: true });
  expect(await codeOf(put(ann, home, await make(ann, 'Tea')))).toBe('room-archived');
});

test('R206: rooms stand as they were arranged, also when there is no place left between two', async () => {
  const home = await space(ann, 'Home');
  const rooms: RoomId[] = [];
  for (const name of ['a', 'b', 'c', 'd']) rooms.push(await make(ann, name));
  for (const room of rooms) await put(ann, home, room);
  const [a, b, c, d] = rooms as [RoomId, RoomId, RoomId, RoomId];
  await place(ann, home, [d, a]);
  await place(ann, home, [a, null]);
  expect(await namesIn(ann, home)).toEqual(['d', 'b', 'c', 'a']);
  // Each halves what is between the first two.
  for (let step = 0; step < 40; step += 1) {
    await place(ann, home, step % 2 === 0 ? [c, b] : [b, c]);
  }
  expect(await namesIn(ann, home)).toEqual(['d', 'b', 'c', 'a']);
  await world.stop();
  const again = await openWorld({ directory: world.directory, clock: world.clock });
  expect(
    (await again.spaces.directory(ann, { room: home, query: '', sort: 'place', after: undefined })).rooms,
  ).toMatchObject([{ name: 'd' }, { name: 'b' }, { name: 'c' }, { name: 'a' }]);
  world = again;
});

test('R206: more rooms than fit are refused', async () => {
  const home = await space(ann, 'Home');
  const tea = await make(ann, 'Tea');
  const entries = Array.from({ length: limits.spaceRoomsMax }, (_, at) => ({
    kind: 'space.child' as const,
    by: ann.user,
    room: world.newId<'RoomId'>() as RoomId,
    place: at,
  }));
  const proposal = { by: ann.user, device: ann.device, cmid: cmid(), since: 0, content: [] };
  await world.log.propose(home, { ...proposal, decide: () => ({ entries }) });
  expect(await codeOf(put(ann, home, tea))).toBe('too-many-rooms');
});

test('R207: the directory has what one is in or may join, and no trace of the rest', async () => {
  const home = await space(ann, 'Home', { members: [bob] });
  const open = await make(ann, 'Open', { kind: 'channel' });
  const led = await make(ann, 'Led in');
  await set(ann, led, { opensToSpaces: true });
  const secret = await make(ann, 'Secret');
  const old = await make(ann, 'Old', { kind: 'channel' });
  for (const room of [open, led, secret, old]) await put(ann, home, room);
  await set(ann, old, { archived: true });
  expect(await namesIn(ann, home)).toEqual(['Open', 'Led in', 'Secret']);
  expect(await namesIn(bob, home)).toEqual(['Open', 'Led in']);
  expect(await codeOf(namesIn(cid, home))).toBe('room-not-found');
  await world.rooms.ban(ann, open, { user: bob.user });
  expect(await namesIn(bob, home)).toEqual(['Led in']);
  // Neither by searching, nor by naming it, nor in the log.
  expect(await namesIn(bob, home, 'secret')).toEqual([]);
  await world.rooms.addMember(ann, home, { user: bob.user, role: 'admin' });
  const bobs = await make(bob, 'Bob’s');
  const never = world.newId<'RoomId'>() as RoomId;
  for (const hidden of [secret, never]) {
    expect(await codeOf(take(bob, home, hidden))).toBe('room-not-found');
    expect(await codeOf(place(bob, home, [bobs, hidden]))).toBe('room-not-found');
    expect(await codeOf(put(bob, home, hidden))).toBe('room-not-found');
  }
  const { entries } = await world.messaging.sync(bob, { room: home, from: 0 });
  const told = entries.filter(({ kind }) => kind === 'space.child');
  expect(told.length).toBe(4);
  for (const entry of told) expect(Object.keys(entry).sort()).toEqual(['at', 'kind', 'seq']);
  expect((await world.rooms.get(bob, home)).room.children).toEqual([]);
});

test('R207: a public space shows its directory to whoever comes, but to nobody whom it keeps out', async () => {
  const home = await space(ann, 'Home', { public: true });
  const inner = await space(ann, 'Inner');
  const led = await make(ann, 'Led in');
  await set(ann, led, { opensToSpaces: true });
  for (const room of [await make(ann, 'Open', { kind: 'channel' }), inner, led]) await put(ann, home, room);
  expect(await namesIn(bob, home)).toEqual(['Open']);
  const page = { query: 'ho', after: undefined };
  expect((await world.spaces.list(bob, page)).spaces).toMatchObject([
    { id: home, memberCount: 1, member: false },
  ]);
  await world.rooms.ban(ann, home, { user: bob.user });
  expect((await world.spaces.list(bob, page)).spaces).toEqual([]);
  expect(await codeOf(namesIn(bob, home))).toBe('room-not-found');
  await set(ann, home, { archived: true });
  expect((await world.spaces.list(cid, page)).spaces).toEqual([]);
  expect(await codeOf(namesIn(cid, home))).toBe('room-not-found');
});

test('R207: the directory is sorted, paged without holes, and searched through the spaces within it', async () => {
  const home = await space(ann, 'Home', { members: [bob] });
  const inner = await space(ann, 'Inner', { public: true });
  const closed = await space(ann, 'Closed');
  await put(ann, home, inner);
  await put(ann, home, closed);
  const count = limits.spaceListMax + 5;
  for (let at = 0; at < count; at += 1) {
    const members = at === 7 ? [bob] : [];
    await put(ann, inner, await make(ann, `Room ${at}`, { kind: 'channel', members }));
  }
  await put(ann, closed, await make(ann, 'Room apart', { kind: 'channel' }));
  for (const sort of ['place', 'name', 'members'] as const) {
    const first = await pageOf(bob, inner, { sort });
    const second = await pageOf(bob, inner, { sort, after: first.next });
    expect(first.names.length).toBe(limits.spaceListMax);
    expect(new Set([...first.names, ...second.names]).size).toBe(count);
    expect(second.next).toBeUndefined();
    if (sort === 'members') expect(first.names[0]).toBe('Room 7');
  }
  expect((await pageOf(bob, home, { query: 'room 54' })).rooms).toMatchObject([
    { name: 'Room 54', parent: inner },
  ]);
  expect(await namesIn(bob, home, 'apart')).toEqual([]);
  expect(await namesIn(ann, home, 'apart')).toEqual(['Room apart']);
  expect(await namesIn(bob, home)).toEqual(['Inner']);
});

test('R208: who is in a space joins the groups in it that open to spaces, for as long as both are so', async () => {
  const home = await space(ann, 'Home', { members: [bob, cid] });
  const led = await make(ann, 'Led in');
  await put(ann, home, led);
  expect(await codeOf(world.rooms.join(bob, led))).toBe('room-not-found');
  await set(ann, led, { opensToSpaces: true });
  expect((await world.rooms.join(bob, led)).myRole).toBe('member');
  expect((await world.rooms.get(bob, home)).room.children).toEqual([led]);
  await world.rooms.ban(ann, led, { user: cid.user });
  expect(await codeOf(world.rooms.join(cid, led))).toBe('room-not-found');
  await world.rooms.unban(ann, led, cid.user);
  await world.rooms.removeMember(ann, home, cid.user);
  expect(await codeOf(world.rooms.join(cid, led))).toBe('room-not-found');
  await world.rooms.addMember(ann, home, { user: cid.user, role: 'member' });
  await set(ann, home, { archived: true });
  expect(await codeOf(world.rooms.join(cid, led))).toBe('room-not-found');
  await set(ann, home, { archived: false });
  await take(ann, home, led);
  expect(await codeOf(world.rooms.join(cid, led))).toBe('room-not-found');
});

test('R208: leaving a space leaves none of its rooms', async () => {
  const home = await space(ann, 'Home', { members: [bob] });
  const tea = await make(ann, 'Tea', { members: [bob] });
  await put(ann, home, tea);
  await world.rooms.leave(bob, home);
  expect((await world.rooms.list(bob, undefined)).rooms.map(({ id }) => id)).toEqual([tea]);
});

test('R208: a public space is joined, or asked to where it asks; what opens to spaces is of groups and spaces', async () => {
  const home = await space(ann, 'Home', { public: true });
  expect((await world.rooms.join(bob, home)).memberCount).toBe(2);
  await set(ann, home, { asks: true });
  expect(await codeOf(world.rooms.join(cid, home))).toBe('ask-first');
  const channel = await make(ann, 'Open', { kind: 'channel' });
  expect(await codeOf(set(ann, channel, { opensToSpaces: true }))).toBe('room-kind');
  expect(await codeOf(set(ann, channel, { public: true }))).toBe('room-kind');
  expect(await codeOf(make(ann, 'Group', { public: true }))).toBe('room-kind');
});

test('R209: no space is ever within itself, whoever nests what at the same moment', async () => {
  for (let round = 0; round < 20; round += 1) {
    const spaces = [await space(ann, 'a'), await space(ann, 'b'), await space(ann, 'c')] as const;
    const [a, b, c] = spaces;
    const codes = await Promise.all(
      [put(ann, a, b), put(ann, b, c), put(ann, c, a), put(ann, b, a)].map(codeOf),
    );
    expect(codes.filter((code) => code !== 'fine' && code !== 'space-loop')).toEqual([]);
    const inside = new Map<RoomId, readonly RoomId[]>();
    for (const one of spaces) inside.set(one, (await world.rooms.get(ann, one)).room.children ?? []);
    const reaches = (from: RoomId, to: RoomId, steps = 3): boolean =>
      steps > 0 && (inside.get(from) ?? []).some((next) => next === to || reaches(next, to, steps - 1));
    for (const one of spaces) expect(reaches(one, one), `round ${round}`).toBe(false);
    // What was refused claims nothing: another order is possible right after.
    for (const [parent, children] of inside) for (const child of children) await take(ann, parent, child);
    await put(ann, b, a);
  }
  const home = await space(ann, 'Home');
  expect(await codeOf(put(ann, home, home))).toBe('space-loop');
});

test('R209: spaces are nested four deep and no deeper, counted above and below', async () => {
  const made: RoomId[] = [];
  for (let depth = 0; depth < limits.spaceDepthMax; depth += 1) made.push(await space(ann, `${depth}`));
  const [top, second, third, last] = made as [RoomId, RoomId, RoomId, RoomId];
  await put(ann, third, last);
  await put(ann, top, second);
  await put(ann, second, third);
  const one = await space(ann, 'one more');
  expect(await codeOf(put(ann, last, one))).toBe('space-too-deep');
  expect(await codeOf(put(ann, one, top))).toBe('space-too-deep');
  expect(await codeOf(put(ann, second, one))).toBe('fine');
});

test('R209: a nesting that was cut off between claim and log is forgotten by the next start', async () => {
  const [a, b] = [await space(ann, 'a'), await space(ann, 'b')];
  await world.nesting.claim({ id: world.newId(), parent: a, child: b });
  expect(await codeOf(put(ann, b, a))).toBe('space-loop');
  await world.stop();
  world = await openWorld({ directory: world.directory, clock: world.clock });
  expect(await codeOf(put(ann, b, a))).toBe('fine');
});

test('R245: a space is deleted by its owners, and everything that is in it stays, but for its place', async () => {
  const above = await space(ann, 'Above', { public: true });
  const home = await space(ann, 'Home', { public: true, members: [bob] });
  const inner = await space(bob, 'Inner');
  const tea = await make(ann, 'Tea', { members: [bob] });
  await put(ann, above, home);
  await put(ann, home, tea);
  await set(ann, tea, { opensToSpaces: true });
  await world.rooms.addMember(ann, home, { user: bob.user, role: 'admin' });
  await put(bob, home, inner);
  const dan = world.person();
  await world.rooms.addMember(ann, home, { user: dan.user, role: 'owner' });
  expect(await namesIn(dan, home)).toEqual(['Tea']);
  expect(await codeOf(world.deletion.delete(bob, home))).toBe('forbidden');
  await world.rooms.addMember(ann, above, { user: cid.user, role: 'member' });
  expect(await namesIn(cid, above)).toEqual(['Home']);
  await world.deletion.delete(ann, home);
  // For all who do not keep it, it never was.
  expect(await namesIn(cid, above)).toEqual([]);
  expect((await world.spaces.list(cid, { query: '', after: undefined })).spaces).toMatchObject([
    { id: above },
  ]);
  for (const one of [bob, cid]) {
    expect(await codeOf(namesIn(one, home))).toBe('room-not-found');
    expect(await codeOf(world.rooms.join(one, home))).toBe('room-not-found');
  }
  // Who keeps it reads what was in it, and arranges nothing; by it nobody comes in anywhere.
  expect(await namesIn(ann, home)).toEqual(['Tea']);
  expect((await world.rooms.get(ann, home)).room.children).toEqual([tea]);
  expect(await codeOf(put(ann, home, await make(ann, 'New')))).toBe('room-deleted');
  expect(await codeOf(take(ann, home, tea))).toBe('room-deleted');
  expect(await codeOf(put(ann, above, home))).toBe('room-deleted');
  expect(await namesIn(dan, home)).toEqual([]);
  expect(await codeOf(world.rooms.join(dan, tea))).toBe('room-not-found');
  await world.rooms.leave(bob, tea);
  expect(await codeOf(world.rooms.join(bob, tea))).toBe('room-not-found');
  await world.rooms.addMember(ann, tea, { user: bob.user, role: 'member' });
  expect(await world.say(bob, tea)).toBeGreaterThan(0);
  expect(await namesIn(bob, inner)).toEqual([]);
});

test('R246: a space that is restored is where it was, with what was in it, wherever that was put meanwhile', async () => {
  const above = await space(ann, 'Above', { members: [bob] });
  const home = await space(ann, 'Home', { members: [bob] });
  const inner = await space(ann, 'Inner', { members: [bob] });
  const [tea, cake, gone] = [await make(ann, 'Tea'), await make(ann, 'Cake'), await make(ann, 'Gone')];
  await put(ann, above, home);
  for (const room of [tea, inner, cake, gone]) await put(ann, home, room);
  await world.deletion.delete(ann, home);
  await put(ann, above, tea);
  await world.deletion.delete(ann, gone);
  await world.deletion.restore(ann, home);
  expect((await world.rooms.get(ann, home)).room.children).toEqual([tea, inner, cake, gone]);
  expect(await namesIn(ann, home)).toEqual(['Tea', 'Inner', 'Cake']);
  expect((await world.rooms.get(bob, above)).room.children).toEqual([home]);
  expect(await namesIn(bob, home)).toEqual(['Inner']);
  // It is in force again: what would be a loop by it is none.
  expect(await codeOf(put(ann, inner, above))).toBe('space-loop');
});

test('R246: what was nested otherwise meanwhile does not come back as a loop, nor too deep', async () => {
  const top = await space(ann, 'Top');
  const home = await space(ann, 'Home');
  const [inner, deep, other] = [
    await space(ann, 'Inner'),
    await space(ann, 'Deep'),
    await space(ann, 'Other'),
  ];
  const tea = await make(ann, 'Tea');
  await put(ann, top, home);
  for (const room of [inner, tea, deep, other]) await put(ann, home, room);
  await world.deletion.delete(ann, home);
  await put(ann, inner, top);
  await put(ann, deep, await space(ann, 'a'));
  const [b, c] = [await space(ann, 'b'), await space(ann, 'c')];
  await put(ann, b, c);
  await put(ann, deep, b);
  await Promise.all([world.deletion.restore(ann, home), world.deletion.restore(ann, home)]);
  expect((await world.rooms.get(ann, home)).room.children).toEqual([tea, other]);
  // What was claimed for it is free again.
  expect(await codeOf(put(ann, other, deep))).toBe('space-too-deep');
  await take(ann, inner, top);
  expect(await codeOf(put(ann, home, inner))).toBe('fine');
  const { entries } = await world.messaging.sync(ann, { room: home, from: 0 });
  const restored = entries.findIndex(({ kind }) => kind === 'room.restored');
  expect(entries.slice(restored, restored + 3).map(({ kind }) => kind)).toEqual([
    'room.restored',
    'space.child',
    'space.child',
  ]);
});

test('R246: whoever nests what while a space is restored, there is never a loop', async () => {
  for (let round = 0; round < 10; round += 1) {
    const [home, inner] = [await space(ann, 'Home'), await space(ann, 'Inner')];
    await put(ann, home, inner);
    await world.deletion.delete(ann, home);
    const above = await space(ann, 'Above');
    await put(ann, inner, above);
    const codes = await Promise.all(
      [
        world.deletion.restore(ann, home),
        put(ann, above, inner),
        world.deletion.restore(ann, home).then(() => put(ann, above, home)),
      ].map(codeOf),
    );
    expect(codes[0]).toBe('fine');
    expect(codes.slice(1).filter((code) => code !== 'fine' && code !== 'space-loop')).toEqual([]);
    const reaches = async (from: RoomId, steps: number): Promise<boolean> => {
      if (steps === 0) return true;
      const { children = [] } = (await world.rooms.get(ann, from)).room;
      for (const child of children) if (await reaches(child, steps - 1)) return true;
      return false;
    };
    for (const one of [home, inner, above])
      expect(await reaches(one, limits.spaceDepthMax), `round ${round}`).toBe(false);
  }
});
