// People without an account from outside: over REST and with sockets, in the one room of theirs.
import { type Address, addresses, type RoomId, type SignedIn, type UserView } from '@sup/protocol';
import {
  callRoute,
  hello,
  message,
  newId,
  openSocket,
  password,
  registerAll,
  startServerHere,
  type TestPerson,
} from '@sup/testkit';
import { TestPerson as Person } from '@sup/testkit/people';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

const { invites, messages, rooms, users } = addresses;
const sup = await startServerHere();
let ann: TestPerson;
let bob: TestPerson;
let cid: TestPerson;
let room: RoomId;
let made: { code: string; invite: { id: string } };
let gil: TestPerson;

beforeAll(async () => {
  [ann, bob, cid] = await registerAll(sup, ['ann', 'bob', 'cid']);
});
beforeEach(async () => {
  room = await ann.group([bob], { name: 'Workshop' });
  made = await ann.must(invites.create, {
    params: { room },
    body: { role: 'guest', guests: true, expiresInSeconds: 3_600 },
  });
  gil = await enter('Gil');
});
afterAll(() => sup.stop());

async function enter(name: string): Promise<TestPerson> {
  const device = newId<'DeviceId'>();
  const { status, body } = await callRoute<SignedIn>(sup, invites.enter, {
    body: { code: made.code, name, device },
  });
  expect(status, JSON.stringify(body)).toBe(200);
  return new Person(sup, device, body);
}
const codeOf = async (by: TestPerson, address: Address, ask: object = {}) =>
  ((await by.call(address, ask)).body as { code?: string }).code ?? 'fine';
const say = (text: string) => {
  const { room: _room, ...body } = message(room, text);
  return { params: { room }, body };
};

test('R218: a guest reads, writes, reacts and leaves a room in which others see who they are', async () => {
  const theirs = await bob.connect();
  const mine = await gil.connect();
  const { message: said } = await gil.must<{ message: string }>(messages.send, say('hello from outside'));
  expect((await theirs.next('entries')).entries).toMatchObject([{ kind: 'message', by: gil.id }]);
  await ann.must(messages.send, say('welcome'));
  await expect.poll(() => JSON.stringify(mine.frames)).toContain('welcome');
  expect(await mine.ask('room.page', { room })).toMatchObject({ items: expect.anything() });
  expect(
    await mine.ask('message.react', { room, cmid: newId(), since: 0, message: said, emoji: '👍', on: true }),
  ).toBeTruthy();
  const { members } = await gil.must<{ members: { user: UserView; role: string }[] }>(rooms.members, {
    params: { room },
  });
  const me = members.find(({ user }) => user.id === gil.id);
  expect(me).toMatchObject({ role: 'guest', user: { name: 'Gil', guest: { until: expect.any(Number) } } });
  expect(await codeOf(gil, rooms.leave, { params: { room } })).toBe('fine');
  expect((await mine.closed).code).toBe(4010);
});

test('R219: whatever leads out of the room is refused', async () => {
  const other = await ann.group([], { name: 'Elsewhere' });
  const channel = await ann.group([], { kind: 'channel', name: `Open ${newId()}` });
  const of = (id: string) => ({ params: { room: id } });
  const refused: [Address, object][] = [
    [rooms.directory, {}],
    [rooms.create, { body: { cmid: newId(), kind: 'group', name: 'Mine' } }],
    [rooms.openDirect, { body: { user: bob.id } }],
    [rooms.join, of(channel)],
    [rooms.addMember, { params: { room, user: cid.id }, body: {} }],
    [invites.create, { ...of(room), body: {} }],
    [invites.list, of(room)],
    [invites.redeem, { body: { code: made.code } }],
    [invites.ask, { ...of(channel), body: {} }],
    [users.search, { query: { query: 'bo' } }],
    [users.block, { params: { user: bob.id } }],
    [users.changeMe, { body: { name: 'Ann' } }],
    [addresses.bots.create, { body: { handle: 'gils-bot', name: 'Bot' } }],
    [addresses.contacts.list, {}],
    [addresses.hooks.incoming, of(room)],
    [addresses.auth.sessions, {}],
    [addresses.auth.claimAdmin, { body: { code: 'x' } }],
    [messages.pin, { params: { room, message: newId() }, body: { cmid: newId(), on: true } }],
  ];
  for (const [address, ask] of refused)
    expect(await codeOf(gil, address, ask), address.path).toBe('forbidden');
  expect(await codeOf(gil, rooms.get, of(other))).toBe('room-not-found');
  expect(await codeOf(gil, rooms.get, of(channel))).toBe('room-not-found');
  expect(await codeOf(gil, users.get, { params: { user: cid.id } })).toBe('user-not-found');
  expect(await codeOf(gil, users.get, { params: { user: bob.id } })).toBe('fine');
  const socket = await gil.connect();
  await expect(
    socket.ask('message.move', { room, cmid: newId(), since: 0, messages: [newId()], to: { room: other } }),
  ).rejects.toThrow(/forbidden/);
  await expect(socket.ask('room.page', { room: other })).rejects.toThrow(/room-not-found/);
  expect(await socket.ask('presence.watch', { users: [cid.id, bob.id] })).not.toHaveProperty(
    `users.${cid.id}`,
  );
});

test('R220: nobody reaches a guest outside of the room', async () => {
  expect(await codeOf(cid, rooms.openDirect, { body: { user: gil.id } })).toBe('is-guest');
  expect(
    await codeOf(ann, rooms.addMember, { params: { room, user: gil.id }, body: { role: 'member' } }),
  ).toBe('is-guest');
  const { users: found } = await cid.must<{ users: UserView[] }>(users.search, { query: { query: 'Gil' } });
  expect(found).toEqual([]);
});

test.each(['removed', 'revoked'])(
  'R221: %s: sockets are cut, tokens refused, and the name is gone',
  async (why) => {
    const socket = await gil.connect();
    const resume = (await gil.connect()).frames.find((frame) => frame.type === 'welcome')?.resume ?? '';
    if (why === 'removed') await ann.must(rooms.removeMember, { params: { room, user: gil.id } });
    else await ann.must(invites.revoke, { params: { room, invite: made.invite.id } });
    await ann.must(messages.send, say('only for us'));
    expect((await socket.closed).code).toBe(4010);
    if (why === 'removed') expect(JSON.stringify(socket.frames)).not.toContain('only for us');
    expect(await codeOf(gil, users.me)).toBe('session-ended');
    const again = await openSocket(sup.wsUrl);
    again.say(hello(resume, gil.device));
    expect((await again.next('error')).code).toBe('session-ended');
    const refresh = { body: { refreshToken: gil.refreshToken } };
    expect((await callRoute<{ code: string }>(sup, addresses.auth.refresh, refresh)).body.code).toBe(
      'token-invalid',
    );
    await expect
      .poll(async () => (await ann.must<{ user: UserView }>(users.get, { params: { user: gil.id } })).user)
      .toMatchObject({ name: 'Guest', deleted: true });
    const { items } = await ann.must<{ items: { kind: string; user?: string }[] }>(messages.page, {
      params: { room },
    });
    expect(items.filter(({ kind, user }) => kind === 'member.left' && user === gil.id)).toHaveLength(1);
  },
);

test('R221: the guests of a room that is deleted are over, also if it is restored', async () => {
  const socket = await gil.connect();
  await ann.must(rooms.delete, { params: { room } });
  expect((await socket.closed).code).toBe(4010);
  expect(await codeOf(gil, users.me)).toBe('session-ended');
  await expect
    .poll(async () => (await ann.must<{ user: UserView }>(users.get, { params: { user: gil.id } })).user)
    .toMatchObject({ name: 'Guest', deleted: true });
  await ann.must(rooms.restore, { params: { room } });
  const { members } = await ann.must<{ members: { user: UserView }[] }>(rooms.members, { params: { room } });
  expect(members.map(({ user }) => user.id).toSorted()).toEqual([ann.id, bob.id].toSorted());
});

test('R247: a guest makes an account while their sockets are open, and what they had goes on', async () => {
  const theirs = await bob.connect();
  const socket = await gil.connect();
  const channel = await ann.group([], { kind: 'channel', name: `Open ${newId()}` });
  const ack = await gil.must<{ message: string }>(messages.send, say('hello from outside'));
  const pin = () => ({ room, cmid: newId(), since: 0, message: ack.message, on: true });
  await expect(socket.ask('message.pin', pin())).rejects.toThrow(/forbidden/);
  expect(await codeOf(gil, rooms.join, { params: { room: channel } })).toBe('forbidden');
  const handle = `gil-${newId().slice(-8)}`;
  const asked = { body: { handle, password } };
  const kept = await gil.must<{ self: UserView; recoveryCodes: string[] }>(addresses.auth.upgrade, asked);
  expect(kept.self).toMatchObject({ id: gil.id, handle, name: 'Gil' });
  expect(kept.recoveryCodes.length).toBeGreaterThan(0);
  // The same socket, which was a guest's: it is told who they are now, and is bound by nothing.
  await expect.poll(() => JSON.stringify(socket.frames)).toContain(handle);
  expect(await socket.ask('message.pin', pin())).toMatchObject({ seq: expect.any(Number) });
  await expect.poll(() => JSON.stringify(theirs.frames)).toContain('"kind":"pin"');
  expect(await codeOf(gil, rooms.join, { params: { room: channel } })).toBe('fine');
  expect(await codeOf(gil, addresses.auth.sessions)).toBe('fine');
  expect(await codeOf(gil, addresses.auth.upgrade, asked)).toBe('not-guest');
  await ann.must(invites.revoke, { params: { room, invite: made.invite.id } });
  await ann.must(messages.send, say('and on it goes'));
  await expect.poll(() => JSON.stringify(socket.frames)).toContain('and on it goes');
  const refresh = { body: { refreshToken: gil.refreshToken } };
  expect((await callRoute<SignedIn>(sup, addresses.auth.refresh, refresh)).status).toBe(200);
  const { members } = await ann.must<{ members: { user: UserView; role: string }[] }>(rooms.members, {
    params: { room },
  });
  const view = members.find(({ user }) => user.id === gil.id);
  expect(view).toMatchObject({ role: 'member', user: { handle } });
  expect(view?.user).not.toHaveProperty('guest');
});
