// Where a room grows large: receipts at 50 members (R44), and who is told what at 64 (R46). Time is the test's.
import { addresses, limits, type RoomId, type TimelinePage } from '@sup/protocol';
import {
  FakeClock,
  message,
  register,
  type ServerHere,
  startServerHere,
  type TestPerson,
  type TestSocket,
} from '@sup/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';

const clock = new FakeClock();
let sup: ServerHere;
let crowd: TestPerson[];
let ann: TestPerson;
let bob: TestPerson;
let cid: TestPerson;
beforeAll(async () => {
  sup = await startServerHere({ clock, settings: { SUP_RATE_LIMITS: 'off' } });
  [ann, bob, cid] = [await register(sup, 'ann'), await register(sup, 'bob'), await register(sup, 'cid')];
  const names = Array.from({ length: limits.smallRoomMembersMax + 1 }, (_, at) => `crowd${at}`);
  crowd = await Promise.all(names.map((name) => register(sup, name)));
});
afterAll(() => sup?.stop());

/** A group of ann, bob, cid and as many others as make the number. */
const groupOf = (members: number) => ann.group([bob, cid, ...crowd.slice(0, members - 3)]);
const add = (room: RoomId, user: TestPerson) =>
  ann.must(addresses.rooms.addMember, { params: { room, user: user.id }, body: {} });
const say = (socket: TestSocket, room: RoomId, more: object = {}) =>
  socket.ask<{ seq: number }>('message.send', message(room, 'Hello crowd', more));
const closeAll = (...sockets: TestSocket[]) => {
  for (const socket of sockets) socket.close();
};
/** Everything that was written to a connection before this is received: its answers come in order. */
const settled = (socket: TestSocket) => socket.ask('room.list');

test('R44: receipts are told to the members of a room of 50, live and in its view', async () => {
  const room = await groupOf(limits.receiptRoomMembersMax);
  const [a, b, c] = [await ann.connect(), await bob.connect(), await cid.connect()];
  const { seq } = await say(a, room);
  b.say({ type: 'receipt.delivered', heads: { [room]: seq } });
  await settled(b);
  await clock.advance(limits.receiptDebounceMs);
  await b.ask('receipt.read', { room, seq });
  await clock.advance(limits.receiptDebounceMs);
  for (const socket of [a, c])
    await socket.when(() => socket.all('receipts').some((one) => one.user === bob.id && one.read === seq));
  expect(a.all('receipts').some((one) => one.user === bob.id && one.delivered === seq)).toBe(true);
  const { room: view } = await ann.must<{ room: { receipts?: Record<string, object> } }>(
    addresses.rooms.get,
    {
      params: { room },
    },
  );
  expect(view.receipts?.[bob.id]).toEqual({ delivered: seq, read: seq });
  closeAll(a, b, c);
});

test('R44: in a room of 51 nobody is told of receipts, and reading still moves my own marker', async () => {
  const room = await groupOf(limits.receiptRoomMembersMax + 1);
  const [a, b] = [await ann.connect(), await bob.connect()];
  await a.ask('room.open', { room });
  const { seq } = await say(a, room);
  b.say({ type: 'receipt.delivered', heads: { [room]: seq } });
  const reading = b.ask('receipt.read', { room, seq });
  await settled(b);
  await clock.advance(limits.receiptDebounceMs);
  await reading;
  await clock.advance(limits.receiptDebounceMs);
  await settled(a);
  expect(a.all('receipts').filter((one) => one.room === room)).toEqual([]);
  const view = async (person: TestPerson) =>
    (await person.must<{ room: object }>(addresses.rooms.get, { params: { room } })).room;
  expect(await view(ann)).not.toHaveProperty('receipts');
  expect(await view(bob)).toMatchObject({ marker: seq, unread: 0 });
  closeAll(a, b);
});

test('R46: in a room of 64 every connection of a member gets every entry and typing, whether it shows the room or not', async () => {
  const room = await groupOf(limits.smallRoomMembersMax);
  const [a, b, again] = [await ann.connect(), await bob.connect(), await bob.connect()];
  const { seq } = await say(a, room);
  a.say({ type: 'typing', room, on: true });
  for (const socket of [b, again]) {
    await socket.reached(room, seq);
    await socket.next('typing');
    expect(socket.entriesOf(room)).toHaveLength(1);
  }
  await clock.advance(3_000);
  await settled(b);
  expect([...b.all('heads'), ...b.all('mention')]).toEqual([]);
  closeAll(a, b, again);
});

test('R46: in a room of 65 who shows it gets everything; others get heads once a second, and a mention at once', async () => {
  const room = await groupOf(limits.smallRoomMembersMax + 1);
  const [a, showing, aside, c] = [
    await ann.connect(),
    await bob.connect(),
    await bob.connect(),
    await cid.connect(),
  ];
  await showing.ask('room.open', { room });
  await clock.advance(1_000);
  let last = 0;
  for (const second of [1, 2, 3]) {
    for (let at = 0; at < 5; at += 1) last = (await say(a, room)).seq;
    a.say({ type: 'typing', room, on: true });
    await showing.reached(room, last);
    await settled(aside);
    expect(aside.all('heads')).toHaveLength(second - 1);
    await clock.advance(1_000);
    await aside.when(() => aside.all('heads').length === second);
    expect(aside.all('heads').at(-1)?.heads).toEqual({
      [room]: expect.objectContaining({ head: last, preview: expect.objectContaining({ seq: last }) }),
    });
  }
  await clock.advance(5_000);
  const { seq } = await say(a, room, { mentions: [bob.id] });
  expect(await aside.next('mention')).toEqual({ type: 'mention', room, seq });
  await showing.reached(room, seq);
  await settled(showing);
  await settled(c);
  expect(showing.entriesOf(room)).toHaveLength(16);
  expect(showing.all('typing').length).toBeGreaterThan(0);
  expect([...showing.all('heads'), ...showing.all('mention'), ...c.all('mention')]).toEqual([]);
  expect([aside, c].flatMap((socket) => [...socket.entriesOf(room), ...socket.all('typing')])).toEqual([]);
  expect(aside.all('heads')).toHaveLength(3);

  // Closing it makes the showing one like the others; opening it makes the other one like it was.
  await showing.ask('room.close', { room });
  const { head } = await aside.ask<{ head: number }>('room.open', { room });
  expect(head).toBe(seq);
  const next = await say(a, room);
  await aside.reached(room, next.seq);
  await clock.advance(1_000);
  await showing.when(() => showing.all('heads').length === 1);
  expect(showing.entriesOf(room)).toHaveLength(16);
  closeAll(a, showing, aside, c);
});

test('R237: in a room of 65 everyone, or those of a role, are told at once with one frame for all, and their counts say so', async () => {
  const room = await groupOf(limits.smallRoomMembersMax + 1);
  const [a, b, c] = [await ann.connect(), await bob.connect(), await cid.connect()];
  const mentions = async (person: TestPerson) =>
    (await person.must<{ room: { mentions: number } }>(addresses.rooms.get, { params: { room } })).room
      .mentions;
  const { seq } = await say(a, room, { audience: ['everyone'] });
  for (const socket of [b, c])
    expect(await socket.next('mention')).toEqual({ type: 'mention', room, seq, audience: 'message' });
  await settled(a);
  expect(a.all('mention')).toEqual([]);
  expect(await Promise.all([ann, bob, cid, ...crowd.slice(0, 3)].map(mentions))).toEqual([0, 1, 1, 1, 1, 1]);

  await ann.must(addresses.rooms.addMember, { params: { room, user: cid.id }, body: { role: 'moderator' } });
  const called = await say(a, room, { audience: ['moderator', 'admin'] });
  await c.when(() => c.all('mention').length === 2);
  const last = { type: 'mention', room, seq: called.seq, audience: 'message' };
  expect(c.all('mention').at(-1)).toEqual(last);
  // A reply calls who follows the thread: the head is enough for them.
  const { message: root } = await a.ask<{ message: string }>('message.send', message(room, 'A root'));
  await say(a, room, { audience: ['everyone'], thread: root });
  await settled(b);
  await settled(c);
  expect([b, c].map((socket) => socket.all('mention').length)).toEqual([1, 2]);
  expect(await Promise.all([bob, cid].map(mentions))).toEqual([1, 2]);
  // Of an edit hears who was or is meant, and counts again.
  const { items } = await ann.must<TimelinePage>(addresses.messages.page, { params: { room } });
  const first = items.find((item) => item.kind === 'message' && item.seq === seq);
  if (first?.kind !== 'message') throw new Error('what was said first is in the page');
  const edit = message(room, 'Hello some of you', { message: first.id });
  const edited = await a.ask<{ seq: number }>('message.edit', edit);
  const isTold = (socket: TestSocket) =>
    socket.all('mention').some((one) => one.seq === edited.seq && one.audience === 'edit');
  for (const socket of [b, c]) await socket.when(() => isTold(socket));
  expect(await Promise.all([bob, cid].map(mentions))).toEqual([0, 1]);
  closeAll(a, b, c);
});

test('R46, R31: a room that grows from 64 to 65 and shrinks again leaves no hole for who shows it, and a head for who does not', async () => {
  const room = await groupOf(limits.smallRoomMembersMax);
  const extra = crowd.at(-1) ?? cid;
  const [a, showing, aside] = [await ann.connect(), await bob.connect(), await bob.connect()];
  await showing.ask('room.open', { room });
  for (let round = 0; round < 3; round += 1) {
    await say(a, room);
    await add(room, extra);
    await say(a, room);
    await clock.advance(1_000);
    await say(a, room);
    await ann.must(addresses.rooms.removeMember, { params: { room, user: extra.id } });
    await say(a, room);
    await clock.advance(1_000);
  }
  const { seq } = await say(a, room);
  await showing.reached(room, seq);
  const seqs = showing.entriesOf(room).map((entry) => entry.seq);
  const first = seqs[0] ?? 0;
  expect(seqs).toEqual(Array.from({ length: seq - first + 1 }, (_, at) => first + at));
  // What the other one was not sent, it can tell from heads and from `from`.
  await aside.reached(room, seq);
  let known = first - 1;
  for (const frame of aside.frames) {
    if (frame.type === 'heads') known = Math.max(known, frame.heads[room]?.head ?? 0);
    if (frame.type !== 'entries' || frame.room !== room) continue;
    expect(frame.from).toBeGreaterThanOrEqual(first - 1);
    known = Math.max(known, frame.to);
  }
  expect(known).toBe(seq);
  closeAll(a, showing, aside);
});
