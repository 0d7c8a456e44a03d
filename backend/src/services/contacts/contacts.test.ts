import { limits, type RoomId, type SupError, stateKey, type UserId } from '@sup/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf } from '../../../test/code-of.ts';
import { openWorld, type World } from '../../../test/embedded-world.ts';
import type { Caller } from '../caller.ts';

let world: World;
let ann: Caller;
let bob: Caller;
let cid: Caller;
beforeEach(async () => {
  world = await openWorld({ strangers: 'inbox' });
  [ann, bob, cid] = world.people();
});
afterEach(() => world.close());

const direct = async (by: Caller, other: Caller): Promise<RoomId> =>
  (await world.rooms.openDirect(by, other.user)).id;
const waiting = async (by: Caller) =>
  (await world.contacts.list(by, undefined)).requests.map(({ room, by: { id } }) => ({ room, by: id }));
const mine = async (by: Caller) => (await world.rooms.list(by, undefined)).rooms.map(({ id }) => id);
const bodies = async (by: Caller, room: RoomId) =>
  (await world.messaging.page(by, { room, limit: 50 })).items.flatMap((item) =>
    item.kind === 'message' ? [item.body] : [],
  );

test('R170: a stranger shares no room with me that both of us have accepted; writing to one, or adding one, asks them', async () => {
  const room = await direct(ann, bob);
  await world.say(ann, room);
  expect(await waiting(bob)).toEqual([{ room, by: ann.user }]);
  // Whoever waits is no acquaintance yet: the next room asks, too.
  const group = await world.group(ann, bob);
  expect((await waiting(bob)).map((one) => one.room).sort()).toEqual([room, group].sort());
  await world.contacts.accept(bob, group);
  const second = await world.group(ann, bob);
  expect(await mine(bob)).toContain(second);
  // Cid knows Bob by nobody: Ann, who does, does not count.
  const third = await world.group(cid, ann, bob);
  expect(await waiting(ann)).toEqual([{ room: third, by: cid.user }]);
  expect(await mine(cid)).toEqual([third]);
});

test('R170: whoever adds a member asks strangers only, and adding twice asks once', async () => {
  const group = await world.group(ann);
  await world.rooms.addMember(ann, group, { user: bob.user, role: 'member' });
  await world.rooms.addMember(ann, group, { user: bob.user, role: 'member' });
  expect(await waiting(bob)).toEqual([{ room: group, by: ann.user }]);
  const { members } = await world.rooms.members(ann, group, undefined);
  expect(members.map(({ user }) => user.id).sort()).toEqual([ann.user, bob.user].sort());
});

test('R171: a direct room is a request once something was said in it, and the same room is none once it is accepted', async () => {
  const room = await direct(ann, bob);
  expect(await waiting(bob)).toEqual([]);
  expect(await mine(bob)).toEqual([]);
  await world.say(ann, room, 'Hello Bob');
  expect(await waiting(bob)).toHaveLength(1);
  expect(await codeOf(world.rooms.get(bob, room))).toBe('room-not-found');
  await world.contacts.accept(bob, room);
  expect(await waiting(bob)).toEqual([]);
  expect(await bodies(bob, room)).toEqual(['Hello Bob']);
  expect((await world.rooms.get(bob, room)).room.unread).toBe(1);
});

test('R171: what waits is no room: not in lists, pages, syncs, counts, own settings, receipts or typing', async () => {
  const room = await world.group(ann, bob);
  await world.say(ann, room, 'psst');
  const { rooms, messaging, cursors } = world;
  expect(await mine(bob)).toEqual([]);
  expect(await rooms.following(bob.user)).toEqual([]);
  expect(await rooms.counts(bob, [room])).toEqual({});
  for (const ask of [
    rooms.get(bob, room),
    rooms.members(bob, room, undefined),
    rooms.rights(bob, room),
    messaging.page(bob, { room, limit: 10 }),
    messaging.sync(bob, { room, from: 0 }),
    cursors.read(bob, room, 9),
    cursors.mark(bob, room, 9),
    world.ownStream.set(bob, stateKey.pin(room), { at: 1 }),
  ])
    expect(await codeOf(ask)).toBe('room-not-found');
  await cursors.delivered(bob, { [room]: 9 });
  expect((await cursors.receipts([room])).get(room)?.receipts.get(bob.user)).toBeUndefined();
  expect(await world.roomIndex.shareRoom(bob.user, [ann.user])).toEqual(new Set());
  expect(await world.roomIndex.shareRoom(ann.user, [bob.user])).toEqual(new Set());
});

test('R171: a mention and a thread reach nobody who has not accepted the room', async () => {
  const room = await world.group(ann, bob);
  const send = (body: string, more: object) =>
    world.messaging.send(ann, {
      room,
      cmid: world.newId<'Cmid'>() as never,
      since: 0,
      encoding: 'text',
      body,
      mentions: [bob.user],
      ...more,
    });
  const { message: root } = await send('@bob', {});
  await send('@bob, again', { thread: root });
  expect((await world.threads.list(bob, undefined)).threads).toEqual([]);
  const keys = (await world.ownStream.sync(bob, 0)).items.map(({ key }) => key);
  expect(keys).toEqual(['requests']);
});

test('R173: writing there accepts, and so does opening the chat oneself', async () => {
  const room = await direct(ann, bob);
  await world.say(ann, room, 'one');
  await world.say(bob, room, 'two');
  expect(await waiting(bob)).toEqual([]);
  expect(await bodies(bob, room)).toEqual(['one', 'two']);
  const other = await direct(ann, cid);
  await world.say(ann, other, 'three');
  expect(await direct(cid, ann)).toBe(other);
  expect(await bodies(cid, other)).toEqual(['three']);
});

test('R38 R173: two strangers who open their room at the same moment are both in it', async () => {
  const [one, two] = await Promise.all([direct(ann, bob), direct(bob, ann)]);
  expect(one).toBe(two);
  await world.say(ann, one, 'hi');
  expect(await bodies(bob, one)).toEqual(['hi']);
});

test('R174: what was turned away stays invisible, what comes after it too, and the next try is turned away by itself', async () => {
  const room = await direct(ann, bob);
  await world.say(ann, room, 'one');
  await world.contacts.decline(bob, room, { block: false });
  await world.say(ann, room, 'two');
  expect(await waiting(bob)).toEqual([]);
  expect(await codeOf(world.contacts.accept(bob, room))).toBe('request-not-found');
  expect(await codeOf(world.contacts.preview(bob, room))).toBe('request-not-found');
  expect(await mine(bob)).toEqual([]);
  // Whoever writes to them later on their own begins from there.
  expect(await direct(bob, ann)).toBe(room);
  await world.say(ann, room, 'three');
  expect(await bodies(bob, room)).toEqual(['three']);
  expect((await world.rooms.get(bob, room)).room.unread).toBe(1);

  const group = await world.group(ann, cid);
  await world.contacts.decline(cid, group, { block: false });
  await world.rooms.removeMember(ann, group, cid.user);
  await world.rooms.addMember(ann, group, { user: cid.user, role: 'member' });
  expect(await waiting(cid)).toEqual([]);
  expect(await mine(cid)).toEqual([]);
});

test('R174: with a block nothing of the one who asked waits any more', async () => {
  const room = await direct(ann, bob);
  await world.say(ann, room);
  await world.contacts.decline(bob, room, { block: true });
  expect(await world.users.blocks(bob.user, ann.user)).toBe(true);
  expect(await waiting(bob)).toEqual([]);
});

test('R176: one person begins so many chats with strangers a day, and those who have accepted count like the others', async () => {
  const strangers = Array.from({ length: limits.strangerChatsPerDay }, () => world.person());
  for (const stranger of strangers) await direct(ann, stranger);
  const [first] = strangers;
  if (!first) throw new Error('there are strangers');
  await direct(first, ann);
  const refusal = await world.rooms.openDirect(ann, bob.user).then(
    () => undefined,
    (error: SupError) => error,
  );
  expect(refusal?.code).toBe('stranger-limit');
  expect(refusal?.details.retryAfterMs).toBeGreaterThan(0);
  // The room that there is already is opened again, and others write on.
  expect(await direct(ann, first)).toBeDefined();
  expect(await direct(bob, ann)).toBeDefined();
  await world.clock.advance(86_400_001);
  expect(await direct(ann, cid)).toBeDefined();
});

test('R176: whether somebody has accepted cannot be told by what still fits into a day', async () => {
  const others = [world.person(), world.person()] as const;
  const rooms = await Promise.all(others.map((other) => direct(ann, other)));
  for (const room of rooms) await world.say(ann, room);
  await world.contacts.accept(others[0], rooms[0] as RoomId);
  const room = await world.group(ann);
  for (let at = 1; at < limits.strangerInvitationsPerDay; at += 1)
    await world.rooms.addMember(ann, room, { user: world.person().user, role: 'member' });
  const add = ({ user }: Caller) => codeOf(world.rooms.addMember(ann, room, { user, role: 'member' }));
  expect(await add(others[0])).toBe('fine');
  expect(await add(others[1])).toBe('stranger-limit');
  // Neither does it matter for who is brought back.
  await world.rooms.removeMember(ann, room, others[0].user);
  expect(await add(others[0])).toBe('fine');
}, 60_000);

test('R176: several invitations at the same moment do not pass the limit together', async () => {
  const group = await world.group(ann);
  const tries = Array.from({ length: limits.strangerInvitationsPerDay + 20 }, () =>
    codeOf(world.rooms.addMember(ann, group, { user: world.person().user, role: 'member' })),
  );
  const codes = await Promise.all(tries);
  expect(codes.filter((code) => code === 'stranger-limit')).toHaveLength(20);
}, 60_000);

test('R170: programs are written to by anybody, and where strangers are welcome nobody waits', async () => {
  world.users.views = async (ids: readonly UserId[]) =>
    ids.map((id) => ({ id, handle: id, name: id, bot: { owner: cid.user } }));
  const room = await direct(ann, bob);
  expect(await mine(bob)).toEqual([room]);
  const open = await openWorld({ strangers: 'open' });
  const [dan, eve] = [open.person(), open.person()];
  const { id } = await open.rooms.openDirect(dan, eve.user);
  expect((await open.rooms.list(eve, undefined)).rooms.map((one) => one.id)).toEqual([id]);
  await open.close();
});

test('R177: ten thousand invitations are one badge: two short items at most a second, and nothing else', async () => {
  const heard = world.hearUser(bob.user);
  const invitations = 10_000;
  const makers = Array.from({ length: invitations / limits.strangerInvitationsPerDay }, () => world.person());
  const invite = async (by: Caller): Promise<void> => {
    for (let at = 0; at < limits.strangerInvitationsPerDay; at += 1) await world.group(by, bob);
  };
  await Promise.all(makers.map(invite));
  await world.clock.advance(1_000);
  await world.contacts.drain();
  const bytes = JSON.stringify(heard).length;
  expect(heard.map(({ type }) => type)).toEqual(heard.map(() => 'state'));
  // No time has passed here but the second at the end: one item at once, one then.
  expect(heard).toHaveLength(2);
  expect(bytes).toBeLessThan(400);
  const { items } = await world.ownStream.sync(bob, 0);
  expect(items).toMatchObject([{ key: 'requests', value: { count: limits.contactRequestsCounted } }]);
  expect((await world.rooms.list(bob, undefined)).rooms).toEqual([]);
  const { requests, next } = await world.contacts.list(bob, undefined);
  expect(requests).toHaveLength(limits.contactRequestListMax);
  let count = requests.length;
  for (let after = next; after !== undefined; ) {
    const page = await world.contacts.list(bob, after);
    count += page.requests.length;
    after = page.next;
  }
  expect(count).toBe(invitations);
}, 300_000);
