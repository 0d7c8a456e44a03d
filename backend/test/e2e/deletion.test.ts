// R200, R203 on a whole server: a deleted room is not there by any way, and what was said in it is gone in the end.
import { addresses, type RoomId } from '@sup/protocol';
import {
  callRoute,
  FakeClock,
  message,
  newId,
  Refused,
  registerAll,
  startServerHere,
  type TestPerson,
  type TestSocket,
} from '@sup/testkit';
import { expect, test } from 'vitest';
import { filesWith } from './files-with.ts';

const { rooms, messages, invites, hooks, threads, later } = addresses;
const dayMs = 86_400_000;

interface Spot {
  readonly room: RoomId;
  readonly message: string;
  readonly code: string;
  readonly secret: string;
}

/** What somebody is answered who asks for the room by every way there is. */
async function everyAnswer(person: TestPerson, socket: TestSocket, { room, message: target }: Spot) {
  const params = { room, message: target, thread: target };
  const body = { cmid: newId(), body: 'hello' };
  const calls = await Promise.all([
    person.call(rooms.get, { params }),
    person.call(rooms.members, { params }),
    person.call(rooms.rights, { params }),
    person.call(rooms.join, { params }),
    person.call(rooms.leave, { params }),
    person.call(rooms.restore, { params }),
    person.call(rooms.delete, { params }),
    person.call(rooms.bans, { params }),
    person.call(messages.page, { params }),
    person.call(messages.sync, { params, query: { from: '0' } }),
    person.call(messages.get, { params }),
    person.call(messages.notification, { params }),
    person.call(messages.receipts, { params }),
    person.call(messages.versions, { params }),
    person.call(messages.origin, { params }),
    person.call(messages.kept, { params: { ...params, list: 'pins' } }),
    person.call(messages.send, { params, body }),
    person.call(threads.page, { params }),
    person.call(invites.list, { params }),
    person.call(invites.create, { params, body: {} }),
    person.call(invites.ask, { params, body: {} }),
    person.call(invites.requests, { params }),
    person.call(hooks.incoming, { params }),
    person.call(hooks.outgoing, { params }),
    person.call(later.remind, { params, body: { at: 1 } }),
  ]);
  const asked = [
    socket.ask('room.get', { room }),
    socket.ask('room.open', { room }),
    socket.ask('room.page', { room }),
    socket.ask('room.sync', { room, from: 0 }),
    socket.ask('message.get', { room, message: target }),
    socket.ask('message.send', message(room, 'hello')),
    socket.ask('receipt.read', { room, seq: 1 }),
    socket.ask('marker.set', { room, seq: 1 }),
    socket.ask('room.counts', { rooms: [room] }),
    socket.ask('message.list', { messages: [{ room, message: target }] }),
    socket.ask('thread.list'),
    socket.ask('room.list'),
    socket.ask('state.set', { key: `draft:${room}`, value: { text: 'x', at: 1 } }),
  ].map((ask) =>
    ask.catch((error: unknown) => (error instanceof Refused ? error.frame.code : Promise.reject(error))),
  );
  return [...calls.map(({ status, body: told }) => ({ status, told })), ...(await Promise.all(asked))];
}

async function spotOf(ann: TestPerson, bob: TestPerson, marker: string): Promise<Spot> {
  const body = { cmid: newId(), kind: 'channel', name: `Room ${marker}`, topic: marker, members: [bob.id] };
  const { room: made } = await ann.must<{ room: { id: RoomId } }>(rooms.create, { body });
  const room = made.id;
  const params = { room };
  const { message: target } = await ann.must<{ message: string }>(messages.send, {
    params,
    body: { cmid: newId(), body: marker },
  });
  await bob.must(messages.send, { params, body: { cmid: newId(), body: marker, thread: target } });
  const { code } = await ann.must<{ code: string }>(invites.create, { params, body: {} });
  const hook = await ann.must<{ url: string }>(hooks.makeIncoming, { params, body: { name: 'In' } });
  return { room, message: target, code, secret: hook.url.split('/').at(-1) ?? '' };
}

test('R200: by no way is a deleted room other than one that never was, and it is as before once it is restored', async () => {
  await using sup = await startServerHere({ clock: new FakeClock(), settings: { SUP_RATE_LIMITS: 'off' } });
  const [ann, bob, cid] = await registerAll(sup, ['ann', 'bob', 'cid']);
  const marker = `marker-${newId()}`;
  const spot = await spotOf(ann, bob, marker);
  const { room, code, secret } = spot;
  const [a, b, c] = [await ann.connect(), await bob.connect(), await cid.connect()];
  await b.ask('room.open', { room });
  const { room: view } = await ann.must<{ room: { head: number; deletesAt: number } }>(rooms.delete, {
    params: { room },
  });
  await a.reached(room, view.head);
  // Of its deletion nobody is told in the room who does not keep it.
  expect(b.all('entries').every(({ to }) => to < view.head)).toBe(true);
  const heard = b.frames.length;
  const nowhere = { ...spot, room: newId<'RoomId'>() as RoomId, message: newId() };
  const none = await everyAnswer(bob, b, nowhere);
  expect(await everyAnswer(bob, b, spot)).toEqual(none);
  expect(await everyAnswer(cid, c, spot)).toEqual(await everyAnswer(cid, c, nowhere));
  expect(JSON.stringify([none, b.frames.slice(heard)])).not.toContain(marker);
  const late = await bob.connect();
  expect(JSON.stringify(late.frames)).not.toContain(room);
  expect((await cid.call(rooms.directory, { query: { query: 'room' } })).body).toEqual({ rooms: [] });
  for (const [who, address] of [
    [cid, invites.preview],
    [cid, invites.redeem],
    [bob, invites.preview],
  ] as const)
    expect(await who.call(address, { body: { code } })).toMatchObject({
      status: 410,
      body: { code: 'link-invalid' },
    });
  const post = () => callRoute(sup, hooks.post, { params: { secret }, body: { text: 'Built.' } });
  expect(await post()).toMatchObject({ status: 404, body: { code: 'hook-not-found' } });

  // Who keeps it reads, and is told why nothing else can be done.
  const { items } = await ann.must<{ items: object[] }>(messages.page, { params: { room } });
  expect(JSON.stringify(items)).toContain(marker);
  const { status, body: refusal } = await ann.call(messages.send, {
    params: { room },
    body: { cmid: newId(), body: 'hello' },
  });
  expect([status, refusal]).toMatchObject([409, { code: 'room-deleted' }]);

  await ann.must(rooms.restore, { params: { room } });
  const { body: again } = await bob.call<{ room: { deletesAt?: number } }>(rooms.get, { params: { room } });
  expect(again.room.deletesAt).toBeUndefined();
  const posted = await post();
  expect(posted.status, JSON.stringify(posted.body)).toBe(200);
  const { seq } = await b.ask<{ seq: number }>('message.send', message(room, 'back'));
  await late.reached(room, seq);
  expect((await cid.call(invites.redeem, { body: { code } })).status).toBe(200);
  for (const socket of [a, b, c, late]) socket.close();
});

test('R203: when its time is over nothing of a room is in any answer, frame, log line or, within a second, file', async () => {
  const clock = new FakeClock();
  await using sup = await startServerHere({
    clock,
    settings: { SUP_LOG_LEVEL: 'debug', SUP_RATE_LIMITS: 'off', SUP_ROOM_GRACE_DAYS: '0' },
  });
  const [ann, bob] = await registerAll(sup, ['ann', 'bob']);
  const marker = `marker-${newId()}`;
  const spot = await spotOf(ann, bob, marker);
  const { room, message: target } = spot;
  const params = { room, message: target };
  await ann.must(messages.edit, { params, body: { cmid: newId(), body: `${marker}!` } });
  const b = await bob.connect();
  await b.ask('state.set', { key: `draft:${room}`, value: { text: marker, at: 1 } });
  const schedule = { ...params, schedule: newId() };
  await bob.must(later.schedule, {
    params: schedule,
    body: { body: marker, when: { at: clock.now() + 9 * dayMs } },
  });
  b.close();
  expect(filesWith(sup.dataDir, marker)).not.toEqual([]);
  const a = await ann.connect();
  const { room: view } = await ann.must<{ room: { deletesAt: number } }>(rooms.delete, { params });
  expect(view.deletesAt).toBe(Math.floor(clock.now()));
  await clock.advance(1);
  const isLost = () =>
    a
      .all('state')
      .some(({ items }) => items.some(({ key, value }) => key === `room:${room}` && value === null));
  await a.when(isLost);
  await expect
    .poll(
      async () => {
        // What it does now, it began within the second.
        await clock.advance(999);
        return filesWith(sup.dataDir, marker);
      },
      { timeout: 30_000, interval: 50 },
    )
    .toEqual([]);
  const c = await bob.connect();
  for (const [person, socket] of [
    [ann, a],
    [bob, c],
  ] as const) {
    const told = await everyAnswer(person, socket, spot);
    const state = await socket.ask('state.sync', { rev: 0 });
    expect(JSON.stringify([told, state, (await person.call(rooms.list)).body])).not.toContain(marker);
    const nowhere = { ...spot, room: newId<'RoomId'>() as RoomId, message: newId() };
    expect(told).toEqual(await everyAnswer(person, socket, nowhere));
  }
  expect(sup.lines.join()).not.toContain(marker);
  a.close();
  c.close();
});
