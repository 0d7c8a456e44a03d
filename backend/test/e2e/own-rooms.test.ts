// SPEC §4 and §5 as one person with two devices meets them: what of a room is mine to see, and what is unread.
import { addresses, type CountsView, type RoomId, type RoomView, stateKey } from '@sup/protocol';
import {
  FakeClock,
  message,
  newId,
  registerAll,
  type ServerHere,
  signIn,
  startServerHere,
  type TestPerson,
  type TestSocket,
} from '@sup/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** Cursors are written and told with this beat. */
const beatMs = 2_000;

let sup: ServerHere;
const clock = new FakeClock();
beforeAll(async () => {
  sup = await startServerHere({ clock, settings: { SUP_RATE_LIMITS: 'off' } });
});
afterAll(() => sup.stop());

let names = 0;
function people() {
  names += 1;
  return registerAll(sup, [`ann${names}`, `bob${names}`, `cid${names}`]);
}

interface Sent {
  seq: number;
  message: string;
}
const say = (socket: TestSocket, sending: object) => socket.ask<Sent>('message.send', sending);
const write = (socket: TestSocket, type: string, fields: object) =>
  socket.ask<{ seq: number }>(type, { cmid: newId<'Cmid'>(), since: 0, ...fields });

async function countsOf(socket: TestSocket, room: RoomId): Promise<CountsView> {
  const { counts } = await socket.ask<{ counts: Record<string, CountsView> }>('room.counts', {
    rooms: [room],
  });
  const mine = counts[room];
  if (!mine) throw new Error('it is not my room');
  return mine;
}

const viewOf = async (person: TestPerson, room: RoomId) =>
  (await person.must<{ room: RoomView }>(addresses.rooms.get, { params: { room } })).room;

/** Resolves once a device has heard that my marker stands at a seq. */
const markerAt = (socket: TestSocket, room: RoomId, seq: number) =>
  socket.when(() => {
    const items = socket.all('state').flatMap((frame) => frame.items);
    return (
      JSON.stringify(items.findLast(({ key }) => key === stateKey.marker(room))?.value) === `{"seq":${seq}}`
    );
  });

test('R36: who joined late hears of edits, reactions and deletions of older messages without body and author, live and later', async () => {
  const [ann, bob, cid] = await people();
  const room = await ann.group([bob], { history: 'joined' });
  const [a, b, c] = [await ann.connect(), await bob.connect(), await cid.connect()];
  const old = await say(a, message(room, 'secret of before', { mentions: [bob.id] }));
  await ann.must(addresses.rooms.addMember, { params: { room, user: cid.id }, body: {} });
  const target = { room, message: old.message };
  await write(a, 'message.edit', { ...target, body: 'secret and edited', mentions: [bob.id] });
  await write(b, 'message.react', { ...target, emoji: '🤫', on: true });
  await write(a, 'message.delete', target);
  const { seq } = await say(a, message(room, 'for everyone'));
  await Promise.all([b, c].map((socket) => socket.reached(room, seq)));

  const about = (socket: TestSocket) => socket.entriesOf(room).filter((entry) => 'target' in entry);
  expect(about(b)).toMatchObject([
    { kind: 'edit', by: ann.id, body: 'secret and edited' },
    { kind: 'reaction', by: bob.id },
    { kind: 'delete', by: ann.id },
  ]);
  expect(about(c).map(({ kind }) => kind)).toEqual(['edit', 'reaction', 'delete']);
  for (const entry of about(c)) {
    expect(entry).not.toHaveProperty('by');
    expect(entry).not.toHaveProperty('mentions');
    if (entry.kind === 'edit') expect(entry.body).toBeNull();
  }
  const synced = await c.ask<{ entries: object[] }>('room.sync', { room, from: 0 });
  expect(synced.entries.filter((entry) => 'target' in entry)).toEqual(about(c));
  expect(JSON.stringify([c.frames, await viewOf(cid, room)])).not.toContain('secret');
  for (const socket of [a, b, c]) socket.close();
});

test('R36: where history is for all, who joins late reads all of it and hears changes whole', async () => {
  const [ann, bob, cid] = await people();
  const room = await ann.group([bob], { history: 'all' });
  const [a, c] = [await ann.connect(), await cid.connect()];
  const old = await say(a, message(room, 'no secret'));
  await ann.must(addresses.rooms.addMember, { params: { room, user: cid.id }, body: {} });
  const edit = await write(a, 'message.edit', { room, message: old.message, body: 'no secret, edited' });
  await c.reached(room, edit.seq);
  expect(c.entriesOf(room).at(-1)).toMatchObject({ kind: 'edit', by: ann.id, body: 'no secret, edited' });
  const page = await cid.must(addresses.messages.page, { params: { room } });
  expect(page).toMatchObject({ items: expect.arrayContaining([expect.objectContaining({ seq: old.seq })]) });
  for (const socket of [a, c]) socket.close();
});

test('R38: however often and from wherever two people open their room at the same moment, it is one; and one alone', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [ann, bob] = await people();
    const others = [await signIn(sup, ann), await signIn(sup, bob)];
    const devices = [ann, bob, ...others];
    const peerOf = (device: TestPerson) => (device.id === ann.id ? bob : ann);
    const opened = devices.flatMap((device) => [
      device.direct(peerOf(device)),
      device.direct(peerOf(device)),
    ]);
    const rooms = new Set(await Promise.all(opened));
    expect(rooms.size).toBe(1);
    const notes = await Promise.all([ann, ann, others[0] ?? ann].map((device) => device.direct(ann)));
    expect(new Set(notes).size).toBe(1);
    const list = await ann.must<{ rooms: RoomView[] }>(addresses.rooms.list);
    expect(list.rooms.map(({ id }) => id).toSorted()).toEqual([...rooms, notes[0]].toSorted());
  }
});

test('R40: unread counts what others said after my marker and is not deleted, on both of my devices', async () => {
  const [ann, bob, cid] = await people();
  const room = await ann.group([bob, cid]);
  const phone = await ann.connect();
  const laptop = await (await signIn(sup, ann)).connect();
  const b = await bob.connect();
  const first = await say(b, message(room, 'one'));
  await say(b, message(room, 'two', { mentions: [ann.id] }));
  const third = await say(b, message(room, 'three', { mentions: [cid.id] }));
  const fourth = await say(b, message(room, 'four', { mentions: [ann.id, cid.id] }));
  for (const device of [phone, laptop])
    expect(await countsOf(device, room)).toMatchObject({ unread: 4, mentions: 2 });
  await write(b, 'message.delete', { room, message: third.message });
  await write(b, 'message.delete', { room, message: fourth.message });
  await write(b, 'message.edit', { room, message: first.message, body: 'one, @ann', mentions: [ann.id] });
  expect(await countsOf(phone, room)).toMatchObject({ unread: 2, mentions: 2, deletions: 2 });

  await phone.ask('receipt.read', { room, seq: first.seq });
  await markerAt(laptop, room, first.seq);
  expect(await countsOf(laptop, room)).toMatchObject({ unread: 1, mentions: 1, marker: first.seq });
  expect(await viewOf(ann, room)).toMatchObject({ unread: 1, mentions: 1, marker: first.seq });
  await phone.ask('receipt.read', { room, seq: 1_000_000 });
  expect(await countsOf(laptop, room)).toMatchObject({ unread: 0, mentions: 0 });
  for (const socket of [phone, laptop, b]) socket.close();
});

test('R40: unread is exact to 999, and 1000 stands for more', async () => {
  const [ann, bob] = await people();
  const room = await ann.direct(bob);
  const [a, b] = [await ann.connect(), await bob.connect()];
  const burst = (count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, at) => say(b, message(room, `number ${at}`, { mentions: [ann.id] }))),
    );
  await burst(999);
  expect(await countsOf(a, room)).toMatchObject({ unread: 999, mentions: 999 });
  for (const count of [1, 1, 50]) {
    await burst(count);
    expect(await countsOf(a, room)).toMatchObject({ unread: 1_000, mentions: 1_000 });
  }
  for (const socket of [a, b]) socket.close();
});

test('R41: my own send moves my marker on all of my devices, and joining sets it to the head', async () => {
  const [ann, bob, cid] = await people();
  const room = await ann.group([bob], { kind: 'channel', name: `Channel ${names}`, history: 'all' });
  const phone = await ann.connect();
  const laptop = await (await signIn(sup, ann)).connect();
  const b = await bob.connect();
  await say(b, message(room, 'unread'));
  const mine = await say(phone, message(room, 'read, then'));
  expect(await countsOf(laptop, room)).toMatchObject({ unread: 0, marker: mine.seq });
  await clock.advance(beatMs);
  await markerAt(laptop, room, mine.seq);

  await cid.must(addresses.rooms.join, { params: { room } });
  const joined = await viewOf(cid, room);
  expect(joined).toMatchObject({ unread: 0, marker: joined.head });
  await say(b, message(room, 'after that'));
  expect(await viewOf(cid, room)).toMatchObject({ unread: 1, marker: joined.head });
  for (const socket of [phone, laptop, b]) socket.close();
});

test('R42: marking unread moves my marker back and nothing that others see; reading again moves both on', async () => {
  const [ann, bob] = await people();
  const room = await ann.direct(bob);
  const phone = await ann.connect();
  const laptop = await (await signIn(sup, ann)).connect();
  const b = await bob.connect();
  const [one, two] = [await say(b, message(room, 'one')), await say(b, message(room, 'two'))];
  await phone.ask('receipt.read', { room, seq: two.seq });
  await phone.ask('marker.set', { room, seq: one.seq - 1 });
  await markerAt(laptop, room, one.seq - 1);
  expect(await viewOf(ann, room)).toMatchObject({ unread: 2, marker: one.seq - 1, read: two.seq });
  // An older device that reads less far moves the marker to where it says, and what others see not at all.
  await laptop.ask('receipt.read', { room, seq: one.seq });
  await clock.advance(beatMs);
  expect(await viewOf(ann, room)).toMatchObject({ unread: 1, marker: one.seq, read: two.seq });
  expect((await viewOf(bob, room)).receipts?.[ann.id]).toMatchObject({ read: two.seq });
  // Beyond the head counts as the head.
  await laptop.ask('marker.set', { room, seq: two.seq + 50 });
  expect(await viewOf(ann, room)).toMatchObject({ unread: 0, marker: two.seq });
  for (const socket of [phone, laptop, b]) socket.close();
});

test('R43: receipts only grow, whatever comes late or twice, and what is read is delivered', async () => {
  const [ann, bob] = await people();
  const room = await ann.direct(bob);
  const [a, b] = [await ann.connect(), await bob.connect()];
  const sent = [];
  for (const body of ['one', 'two', 'three', 'four']) sent.push((await say(a, message(room, body))).seq);
  const [one = 0, two = 0, three = 0, four = 0] = sent;
  const receipt = async () => (await viewOf(ann, room)).receipts?.[bob.id];
  const delivered = async (seq: number) => {
    b.say({ type: 'receipt.delivered', heads: { [room]: seq } });
    await b.ask('room.list');
  };
  await delivered(two);
  await delivered(one);
  await delivered(two);
  expect(await receipt()).toEqual({ delivered: two, read: expect.any(Number) });
  await b.ask('receipt.read', { room, seq: three });
  await b.ask('receipt.read', { room, seq: one });
  expect(await receipt()).toEqual({ delivered: three, read: three });
  await delivered(four);
  await clock.advance(beatMs);
  await a.when(() => a.all('receipts').some((frame) => frame.delivered === four));
  const told = a.all('receipts').filter(({ user }) => user === bob.id);
  for (const field of ['delivered', 'read'] as const) {
    const values = told.flatMap((frame) => frame[field] ?? []);
    expect(values).toEqual(values.toSorted((x, y) => x - y));
  }
  for (const socket of [a, b]) socket.close();
});
