// Strangers over real sockets: what reaches whom before and after a request is accepted.
import { addresses, limits, type RoomId, type RoomView } from '@sup/protocol';
import {
  FakeClock,
  message,
  newId,
  register,
  registerAll,
  type ServerHere,
  startServerHere,
  type TestPerson,
  type TestSocket,
} from '@sup/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';

let sup: ServerHere;
beforeAll(async () => {
  sup = await startServerHere({ settings: { SUP_RATE_LIMITS: 'off', SUP_STRANGERS: 'inbox' } });
});
afterAll(() => sup.stop());

let names = 0;
const people = (place: ServerHere = sup) => {
  names += 1;
  return registerAll(place, [`ann${names}`, `bob${names}`, `cid${names}`]);
};

/** The room of two people as only one of them opens it. */
const open = async (by: TestPerson, other: TestPerson): Promise<RoomId> => {
  const body = { user: other.id };
  const { room } = await by.must<{ room: RoomView }>(addresses.rooms.openDirect, { body });
  return room.id;
};
const requests = async (by: TestPerson) =>
  (await by.must<{ requests: { room: RoomId }[] }>(addresses.contacts.list)).requests.map(({ room }) => room);
/** Whatever was on the way to a socket has come when this has. */
const settled = (socket: TestSocket) => socket.ask('state.sync', { rev: 0 });
const isBadge = (count: number | null) => (frame: { type: string; items?: unknown }) =>
  frame.type === 'state' &&
  (frame.items as { key: string; value: { count: number } | null }[]).some(
    ({ key, value }) => key === 'requests' && (value?.count ?? null) === count,
  );

test('R171: until it is accepted, nothing of a room comes over the socket but the number of requests', async () => {
  const [ann, bob, cid] = await people();
  const [a, b] = [await ann.connect(), await bob.connect()];
  const before = b.frames.length;
  const room = await open(ann, bob);
  await a.ask('room.open', { room });
  a.say({ type: 'typing', room, on: true });
  await a.ask('message.send', message(room, 'Hello Bob', { mentions: [bob.id] }));
  await b.until((frame): frame is typeof frame => isBadge(1)(frame));
  await settled(b);
  const heard = b.frames.slice(before).filter(({ type }) => type !== 'reply');
  expect(heard).toHaveLength(1);
  expect(JSON.stringify(heard)).not.toContain(room);
  const again = await bob.connect();
  expect(again.frames[0]).toMatchObject({ type: 'welcome', heads: {} });

  expect(await requests(bob)).toEqual([room]);
  // Whose it is not, or whom it comes from, is told what those are told who name no request at all.
  for (const [other, request] of [
    [cid, room],
    [ann, room],
    [cid, newId()],
  ] as const)
    for (const address of [addresses.contacts.preview, addresses.contacts.accept, addresses.contacts.report])
      expect(await other.call(address, { params: { request } })).toMatchObject({
        status: 404,
        body: { code: 'request-not-found' },
      });
  const shown = await bob.must<{ messages: { body: string }[] }>(addresses.contacts.preview, {
    params: { request: room },
  });
  expect(shown.messages.map(({ body }) => body)).toEqual(['Hello Bob']);
  await bob.must(addresses.contacts.accept, { params: { request: room } });
  await b.until((frame): frame is typeof frame => isBadge(null)(frame));
  const synced = await b.ask<{ entries: { body?: string }[] }>('room.sync', { room, from: 0 });
  expect(synced.entries.map(({ body }) => body)).toContain('Hello Bob');
  await a.ask('message.send', message(room, 'There you are'));
  await b.until((frame): frame is typeof frame => JSON.stringify(frame).includes('There you are'));
});

test('R171: whoever is added to a room that is talked in hears nothing of it, also when they come back', async () => {
  const [ann, bob] = await people();
  const [a, b] = [await ann.connect(), await bob.connect()];
  const { room } = await ann.must<{ room: RoomView }>(addresses.rooms.create, {
    body: { cmid: newId(), kind: 'group', name: 'Plans', members: [] },
  });
  await a.ask('message.send', message(room.id, 'before'));
  const before = b.frames.length;
  await ann.must(addresses.rooms.addMember, {
    params: { room: room.id, user: bob.id },
    body: { role: 'member' },
  });
  const { seq } = await a.ask<{ seq: number }>('message.send', message(room.id, 'after'));
  await a.reached(room.id, seq);
  await b.until((frame): frame is typeof frame => isBadge(1)(frame));
  await settled(b);
  expect(JSON.stringify(b.frames.slice(before))).not.toContain(room.id);
  expect((await bob.connect()).frames[0]).toMatchObject({ type: 'welcome', heads: {} });
});

/** What somebody who writes to another hears of it, with all that differs between two runs taken out. */
async function heardBySender(place: ServerHere, clock: FakeClock, waits: boolean): Promise<string[]> {
  const [ann, bob] = await people(place);
  const a = await ann.connect();
  const start = a.frames.length;
  const room = await open(ann, bob);
  const group = await ann.must<{ room: RoomView }>(addresses.rooms.create, {
    body: { cmid: newId(), kind: 'group', name: 'Plans', members: [bob.id] },
  });
  if (!waits) {
    await open(bob, ann);
    await bob.must(addresses.contacts.accept, { params: { request: group.room.id } });
  }
  // Who has not accepted does all that may be heard; who has stays away.
  const b = waits ? await bob.connect() : undefined;
  const answers: unknown[] = [];
  for (const at of [room, group.room.id]) {
    // Rooms are listed by when something was said in them.
    await clock.advance(1);
    const ack = await a.ask<{ message: string }>('message.send', message(at, 'Hi', { mentions: [bob.id] }));
    answers.push(ack, await a.ask('message.send', message(at, 'a reply', { thread: ack.message as never })));
    b?.say({ type: 'typing', room: at, on: true });
    b?.say({ type: 'receipt.delivered', heads: { [at]: 3 } });
    await b?.ask('receipt.read', { room: at, seq: 3 }).catch(() => undefined);
    if (waits) await bob.must(addresses.contacts.preview, { params: { request: at } });
    answers.push(await a.ask('room.get', { room: at }), await a.ask('room.page', { room: at, limit: 50 }));
    answers.push(await ann.must(addresses.rooms.members, { params: { room: at } }));
  }
  answers.push(await a.ask('presence.watch', { users: [bob.id] }), await a.ask('room.list', {}));
  b?.say({ type: 'presence.set', status: 'away' });
  if (waits) await bob.must(addresses.contacts.decline, { params: { request: group.room.id }, body: {} });
  answers.push(await ann.must(addresses.rooms.members, { params: { room: group.room.id } }));
  // Whatever is told late, such as receipts and presence, is told by now.
  await clock.advance(10_000);
  const isMarked = (frame: { type: string }) =>
    frame.type === 'state' && JSON.stringify(frame).includes(`marker:${group.room.id}:`);
  await a.until((frame): frame is typeof frame => isMarked(frame), start);
  await settled(a);
  const told = a.frames.slice(start).filter(({ type }) => type !== 'reply');
  const ids = new Map<string, string>();
  const sameName = (id: string) => {
    ids.set(id, ids.get(id) ?? `id ${ids.size}`);
    return ids.get(id) ?? '';
  };
  return [...answers, ...told].map((value) =>
    JSON.stringify(value)
      .replaceAll(new RegExp(`"${ann.handle}"`, 'gi'), '"ann"')
      .replaceAll(new RegExp(`"${bob.handle}"`, 'gi'), '"bob"')
      .replaceAll(/"(at|createdAt|joinedAt|lastReplyAt|activeAt)":\d+/g, '"$1":0')
      .replaceAll(/\b[0-9a-z]{26}\b/g, sameName),
  );
}

test('R172: whoever writes hears the same of one who waits and of one who has accepted and is away', async () => {
  const settings = { SUP_RATE_LIMITS: 'off', SUP_STRANGERS: 'inbox' };
  const heard: string[][] = [];
  for (const waits of [true, false]) {
    const clock = new FakeClock();
    await using place = await startServerHere({ clock, settings });
    heard.push(await heardBySender(place, clock, waits));
  }
  expect(heard[0]).toEqual(heard[1]);
  // The sender did hear something: their own receipts at least.
  expect(heard[0]?.join()).toContain('receipts');
});

test('R173: an answer in the room accepts it', async () => {
  const [ann, bob] = await people();
  const room = await open(ann, bob);
  await ann.must(addresses.messages.send, {
    params: { room },
    body: { cmid: newId(), since: 0, body: 'Hi' },
  });
  await bob.must(addresses.messages.send, {
    params: { room },
    body: { cmid: newId(), since: 0, body: 'Yes?' },
  });
  expect(await requests(bob)).toEqual([]);
  expect((await bob.must<{ room: RoomView }>(addresses.rooms.get, { params: { room } })).room.id).toBe(room);
});

test('R174: what is declined or blocked stays away from every door', async () => {
  const [ann, bob, cid] = await people();
  for (const [by, body] of [
    [bob, {}],
    [cid, { block: true }],
  ] as const) {
    const room = await open(ann, by);
    const say = (text: string) =>
      ann.must(addresses.messages.send, { params: { room }, body: { cmid: newId(), since: 0, body: text } });
    await say('one');
    await by.must(addresses.contacts.decline, { params: { request: room }, body });
    await say('two');
    expect(await requests(by)).toEqual([]);
    for (const address of [addresses.rooms.get, addresses.messages.page, addresses.rooms.members])
      expect(await by.call(address, { params: { room } })).toMatchObject({
        status: 404,
        body: { code: 'room-not-found' },
      });
    for (const address of [addresses.contacts.preview, addresses.contacts.accept, addresses.contacts.report])
      expect((await by.call(address, { params: { request: room } })).body).toMatchObject({
        code: 'request-not-found',
      });
    expect((await by.connect()).frames[0]).toMatchObject({ type: 'welcome', heads: {} });
  }
});

test('R175: a report reaches the administrators, and blocks who is reported', async () => {
  const [ann, bob] = await people();
  const admin = await register(sup, `admin${names}`);
  await admin.must(addresses.auth.claimAdmin, { body: { code: sup.adminCode } });
  const room = await open(ann, bob);
  await ann.must(addresses.messages.send, {
    params: { room },
    body: { cmid: newId(), since: 0, body: 'Buy' },
  });
  await bob.must(addresses.contacts.report, { params: { request: room } });
  const { events } = await admin.must<{ events: object[] }>(addresses.users.audit);
  expect(events).toContainEqual(
    expect.objectContaining({ what: 'person.reported', who: bob.id, target: ann.id }),
  );
  expect(await requests(bob)).toEqual([]);
  const { users } = await bob.must<{ users: { id: string }[] }>(addresses.users.blocked);
  expect(users.map(({ id }) => id)).toEqual([ann.id]);
  expect((await ann.call(addresses.users.audit)).status).toBe(403);
});

test('R100 R101: a message that waits to be accepted notifies nobody, and that is why', async () => {
  const [ann, bob, cid] = await people();
  const room = await open(ann, bob);
  const ack = await ann.must<{ message: string }>(addresses.messages.send, {
    params: { room },
    body: { cmid: newId(), since: 0, body: 'Hi', mentions: [bob.id] },
  });
  const why = (by: TestPerson) =>
    by.call(addresses.messages.notification, { params: { room, message: ack.message } });
  expect((await why(bob)).body).toEqual({ notify: false, rule: 'not-accepted' });
  expect((await why(cid)).body).toMatchObject({ code: 'room-not-found' });
  await bob.must(addresses.contacts.accept, { params: { request: room } });
  expect((await why(bob)).body).toMatchObject({ notify: true, rule: 'mention' });
});

test('R177: hundreds of invitations show their target one badge, and fetch nothing', async () => {
  const [target] = await people();
  const socket = await target.connect();
  const before = socket.frames.length;
  const strangers = [await register(sup, `eve${names}`), await register(sup, `fay${names}`)];
  const invite = async (by: TestPerson): Promise<void> => {
    for (let at = 0; at < limits.strangerInvitationsPerDay; at += 1)
      await by.must(addresses.rooms.create, {
        body: { cmid: newId(), kind: 'group', name: 'Win a prize', members: [target.id] },
      });
  };
  await Promise.all(strangers.map(invite));
  const refused = await strangers[0]?.call(addresses.rooms.create, {
    body: { cmid: newId(), kind: 'group', name: 'One more', members: [target.id] },
  });
  expect(refused?.status).toBe(429);
  expect(refused?.body).toMatchObject({ code: 'stranger-limit' });
  await socket.until((frame): frame is typeof frame => isBadge(limits.contactRequestsCounted)(frame));
  await settled(socket);
  const heard = socket.frames.slice(before).filter(({ type }) => type !== 'reply');
  // One small item each time, never more often than once a second, and none once the count is full.
  expect(new Set(heard.map(({ type }) => type))).toEqual(new Set(['state']));
  expect(heard.length).toBeLessThanOrEqual(limits.contactRequestsCounted);
  expect(JSON.stringify(heard).length).toBeLessThan(heard.length * 100);
  const { items } = await socket.ask<{ items: { key: string; value: unknown }[] }>('state.sync', { rev: 0 });
  expect(items.filter(({ key }) => key !== 'profile')).toEqual([
    { key: 'requests', value: { count: limits.contactRequestsCounted }, rev: expect.any(Number) },
  ]);
  // A new device, too: an empty list of rooms, and the requests only when they are opened, a page at a time.
  const fresh = await target.connect();
  expect(fresh.frames[0]).toMatchObject({ type: 'welcome', heads: {} });
  expect(await fresh.ask('room.list', {})).toEqual({ rooms: [], users: [] });
  const first = await target.must<{ requests: unknown[]; next: string }>(addresses.contacts.list);
  expect(first.requests).toHaveLength(limits.contactRequestListMax);
  expect(JSON.stringify(first).length).toBeLessThan(20_000);
  const second = await target.must<{ requests: unknown[] }>(addresses.contacts.list, {
    query: { after: first.next },
  });
  expect(second.requests).toHaveLength(limits.contactRequestListMax);
  expect(second.requests).not.toContainEqual(first.requests[0]);
}, 300_000);
