// Typing, presence, blocking and the end of sessions, live between whole devices. Time is the test's.
import { addresses, limits, type RoomId, type RoomView } from '@sup/protocol';
import {
  callRoute,
  FakeClock,
  hello,
  message,
  openSocket,
  password,
  registerAll,
  type ServerHere,
  signIn,
  startServerHere,
  type TestPerson,
  type TestSocket,
} from '@sup/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

let sup: ServerHere;
const clock = new FakeClock();
beforeAll(async () => {
  sup = await startServerHere({ clock, settings: { SUP_RATE_LIMITS: 'off' } });
});
afterAll(() => sup?.stop());

let names = 0;
function people() {
  names += 1;
  return registerAll(sup, [`ann${names}`, `bob${names}`, `cid${names}`]);
}
const closeAll = (...sockets: TestSocket[]) => {
  for (const socket of sockets) socket.close();
};
/** Everything that was written to a connection before this is received: its answers come in order. */
const settled = (socket: TestSocket) => socket.ask('room.list');
/** What a connection was told of someone's presence, in order. */
const toldOf = (socket: TestSocket, person: TestPerson) =>
  socket.all('presence').flatMap(({ users }) => users[person.id]?.status ?? []);
/** Resolves once the server has noticed that a socket is gone. */
const goneFrom = (watcher: TestSocket, socket: TestSocket) => {
  socket.close();
  return socket.closed.then(() => settled(watcher));
};

test('R47: typing is told at most once in 3 s to the others only, ends when it is said, and is nowhere afterwards', async () => {
  const [ann, bob, cid] = await people();
  const room = await ann.group([bob]);
  const other = await signIn(sup, ann);
  const [a, mine, b, c] = [
    await ann.connect(),
    await other.connect(),
    await bob.connect(),
    await cid.connect(),
  ];
  const type = async (on: boolean) => {
    a.say({ type: 'typing', room, on });
    await settled(a);
    await settled(b);
  };
  for (let at = 0; at < 10; at += 1) await type(true);
  expect(b.all('typing')).toEqual([{ type: 'typing', room, user: ann.id, on: true }]);
  await clock.advance(limits.typingRepeatMs - 1);
  await type(true);
  expect(b.all('typing')).toHaveLength(1);
  await clock.advance(1);
  await type(true);
  expect(b.all('typing')).toHaveLength(2);
  await type(false);
  await type(false);
  expect(b.all('typing').map(({ on }) => on)).toEqual([true, true, false]);
  // What has ended by itself is not ended again.
  await clock.advance(limits.typingExpiryMs);
  await type(true);
  await clock.advance(limits.typingExpiryMs);
  await type(false);
  expect(b.all('typing').map(({ on }) => on)).toEqual([true, true, false, true]);
  c.say({ type: 'typing', room, on: true });
  await settled(c);
  await settled(b);
  expect(b.all('typing').some(({ user }) => user === cid.id)).toBe(false);
  expect([...a.all('typing'), ...mine.all('typing'), ...c.all('typing')]).toEqual([]);
  const synced = await b.ask<{ entries: { kind: string }[] }>('room.sync', { room, from: 0 });
  expect(synced.entries.some(({ kind }) => kind.includes('typing'))).toBe(false);
  closeAll(a, mine, b, c);
});

test('R48: presence goes to those who watch and share a room; going is told 5 s late, and a quick return says nothing', async () => {
  const [ann, bob, cid] = await people();
  const room = await ann.group([bob]);
  const [a, b, c] = [await ann.connect(), await bob.connect(), await cid.connect()];
  const watched = await b.ask<{ users: object }>('presence.watch', { users: [ann.id, cid.id] });
  expect(watched.users).toEqual({ [ann.id]: { status: 'online' } });
  expect((await c.ask<{ users: object }>('presence.watch', { users: [ann.id] })).users).toEqual({});

  await goneFrom(b, a);
  await clock.advance(4_000);
  const back = await ann.connect();
  await clock.advance(10_000);
  await settled(b);
  expect(toldOf(b, ann)).toEqual([]);

  await goneFrom(b, back);
  const wentAt = clock.now();
  await clock.advance(4_000);
  await settled(b);
  expect(toldOf(b, ann)).toEqual([]);
  await clock.advance(3_000);
  await settled(b);
  expect(toldOf(b, ann)).toEqual(['offline']);
  const { lastSeenAt = 0 } = b.all('presence').at(-1)?.users[ann.id] ?? {};
  expect(Math.abs(lastSeenAt - wentAt)).toBeLessThan(1_000);

  // Whoever looks on one device is online, whatever the other does.
  const [phone, laptop] = [await ann.connect(), await ann.connect()];
  phone.say({ type: 'presence.set', status: 'away' });
  await settled(phone);
  await clock.advance(1_000);
  laptop.say({ type: 'presence.set', status: 'away' });
  await settled(laptop);
  await clock.advance(1_000);
  await settled(b);
  expect(toldOf(b, ann)).toEqual(['offline', 'online', 'away']);

  // Without a shared room there is no more to be seen.
  await ann.must(addresses.rooms.removeMember, { params: { room, user: bob.id } });
  await settled(b);
  const before = toldOf(b, ann).length;
  laptop.say({ type: 'presence.set', status: 'online' });
  await settled(laptop);
  await clock.advance(2_000);
  await settled(b);
  expect(toldOf(b, ann)).toHaveLength(before);
  expect((await b.ask<{ users: object }>('presence.watch', { users: [ann.id] })).users).toEqual({});
  expect([...c.all('presence'), ...c.all('user')]).toEqual([]);
  closeAll(phone, laptop, b, c);
});

test('R49: a blocked person hears acks as ever, and reaches me with nothing, live or later', async () => {
  const [ann, bob, cid] = await people();
  const room = await ann.direct(bob);
  const group = await ann.group([bob, cid]);
  const [a, b] = [await ann.connect(), await bob.connect()];
  await b.ask('presence.watch', { users: [ann.id] });
  await a.ask('presence.watch', { users: [bob.id] });
  const before = await viewOf(ann, room);
  await ann.must(addresses.users.block, { params: { user: bob.id } });
  await settled(a);
  const from = a.frames.length;

  const sent = await b.ask<{ seq: number; message: string }>('message.send', message(room, 'Are you there?'));
  expect(sent.seq).toBe(before.head + 1);
  const about = { room, message: sent.message, since: 0 };
  await b.ask('message.edit', { ...about, cmid: message(room, '').cmid, body: 'Please answer' });
  await b.ask('message.react', { ...about, cmid: message(room, '').cmid, emoji: '🙏', on: true });
  b.say({ type: 'typing', room, on: true });
  await b.ask('receipt.read', { room, seq: sent.seq });
  b.say({ type: 'presence.set', status: 'away' });
  await settled(b);
  await clock.advance(10_000);
  await settled(a);
  const heard = JSON.stringify(a.frames.slice(from).filter(({ type }) => type !== 'reply'));
  for (const trace of ['Are you there', 'Please answer', '🙏', '"typing"', '"receipts"', '"presence"'])
    expect(heard, trace).not.toContain(trace);
  expect(await viewOf(ann, room)).toMatchObject({ unread: 0, mentions: 0, receipts: before.receipts ?? {} });
  const synced = await a.ask('room.sync', { room, from: before.head });
  expect(synced).toMatchObject({ entries: [], to: before.head + 3, head: before.head + 3 });
  expect(JSON.stringify(await ann.must(addresses.messages.page, { params: { room } }))).not.toContain(
    'there',
  );
  // What I do there is not shown to them either, but for what I say.
  a.say({ type: 'typing', room, on: true });
  await settled(a);
  await a.ask('receipt.read', { room, seq: sent.seq });
  await clock.advance(10_000);
  await settled(b);
  expect(b.all('typing')).toEqual([]);
  expect(b.all('receipts').filter((one) => one.user === ann.id && one.room === room)).toEqual([]);

  // In a group they are a member like any other; and after the end of the block all is as before, from then on.
  const inGroup = await b.ask<{ seq: number }>('message.send', message(group, 'Hello all'));
  await a.reached(group, inGroup.seq);
  expect(a.entriesOf(group).at(-1)).toMatchObject({ body: 'Hello all' });
  await ann.must(addresses.users.unblock, { params: { user: bob.id } });
  const free = await b.ask<{ seq: number }>('message.send', message(room, 'Friends again?'));
  await a.reached(room, free.seq);
  expect(a.entriesOf(room)).toMatchObject([{ body: 'Friends again?' }]);
  expect(await viewOf(ann, room)).toMatchObject({ unread: 1 });
  closeAll(a, b);
});

const viewOf = async (person: TestPerson, room: RoomId) =>
  (await person.must<{ room: RoomView }>(addresses.rooms.get, { params: { room } })).room;

describe('R18, R66: sessions end', () => {
  const next = 'another horse battery staple';
  const ways: [string, (ann: TestPerson, other: TestPerson) => Promise<unknown>, { own: boolean }][] = [
    ['logging out everywhere', (ann) => ann.must(addresses.auth.logoutEverywhere), { own: false }],
    [
      'changing the password',
      (ann) => ann.must(addresses.auth.changePassword, { body: { current: password, next } }),
      { own: false },
    ],
    [
      'ending one session from another',
      (ann, other) => ann.must(addresses.auth.endSession, { params: { session: other.session } }),
      { own: false },
    ],
    [
      'recovering with a code',
      (ann) =>
        callRoute(sup, addresses.auth.recover, {
          body: {
            handle: ann.handle,
            code: ann.recoveryCodes[0],
            password: next,
            device: ann.device,
            client: 'test',
          },
        }),
      { own: true },
    ],
    [
      'deleting the account',
      (ann) => ann.must(addresses.users.deleteMe, { body: { password } }),
      { own: true },
    ],
    [
      'using a refresh token again after its successor',
      async (_ann, other) => {
        const refresh = (refreshToken: unknown) =>
          callRoute(sup, addresses.auth.refresh, { body: { refreshToken }, headers: { 'x-sup': '1' } });
        const first = await refresh(other.refreshToken);
        await refresh(first.body.refreshToken);
        return refresh(other.refreshToken);
      },
      { own: false },
    ],
  ];

  test.each(ways)(
    'R18: %s closes the sockets of the ended sessions within a second, and no other',
    async (...way) => {
      const [, end, { own }] = way;
      const [ann, bob] = await people();
      const other = await signIn(sup, ann);
      const room = await ann.direct(bob);
      const bystander = await bob.connect();
      const mine = await ann.connect();
      const others = [await other.connect(), await other.connect()];
      const { resume } = await others[0]!.next('welcome');
      await end(ann, other);
      // All the time that passes until they are closed.
      await clock.advance(999);
      for (const socket of own ? [...others, mine] : others) {
        expect(await socket.closed).toMatchObject({ code: 4010 });
        expect(socket.frames.at(-1)).toMatchObject({ type: 'bye', code: 'session-ended' });
      }
      if (!own) await settled(mine);
      // Neither token nor resume token opens anything any more.
      for (const token of [other.token, resume]) {
        const socket = await openSocket(sup.wsUrl);
        socket.say(hello(token, other.device));
        expect(await socket.closed).toMatchObject({ code: 4010 });
      }
      expect((await other.call(addresses.rooms.list)).status).toBe(401);
      expect(
        (await other.call(addresses.messages.send, { params: { room }, body: message(room, 'x') })).status,
      ).toBe(401);
      await settled(bystander);
      closeAll(bystander, mine);
    },
  );
});
