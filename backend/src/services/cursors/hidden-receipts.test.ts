import { limits, type MessageId, type RoomId, stateKey } from '@sup/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '../../../test/embedded-world.ts';
import type { Caller } from '../caller.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const tick = limits.receiptDebounceMs;
const hide = (by: Caller, on = true) =>
  world.ownStream.set(by, stateKey.receipts(), on ? { hidden: true } : null);
const nextCmid = () => world.newId<'Cmid'>() as never;
const set = (by: Caller, room: RoomId, settings: { hidesReceipts: boolean }) =>
  world.rooms.change(by, room, { cmid: nextCmid(), settings });
const viewOf = async (by: Caller, room: RoomId) => (await world.rooms.get(by, room)).room;
/** All that anybody but Bob may ask about Bob's reading. */
async function asked(by: Caller, room: RoomId, messages: readonly Sent[]) {
  const views = await Promise.all(
    messages.map(({ id }) => world.messaging.receipts(by, { room, message: id })),
  );
  return { room: await viewOf(by, room), list: await world.rooms.list(by, undefined), views };
}

type Sent = Awaited<ReturnType<typeof say>>;
async function say(by: Caller, room: RoomId, thread?: MessageId): Promise<{ id: MessageId; seq: number }> {
  const ask = { room, cmid: nextCmid(), since: 0, encoding: 'text' as const, body: 'hello' };
  const { message, seq } = await world.messaging.send(by, { ...ask, ...(thread && { thread }) });
  if (!message) throw new Error('a message has an id');
  return { id: message, seq };
}

/** A group whose members have received and read everything and have been told so. */
async function settledGroup() {
  const people = world.people();
  const room = await world.group(...people);
  const first = await say(people[0], room);
  for (const person of people) await world.cursors.read(person, room, first.seq);
  await world.clock.advance(3 * tick);
  return { people, room, first };
}

test('R160: who hides theirs is told to nobody, and is told nobody’s', async () => {
  const { people, room, first } = await settledGroup();
  const [ann, bob, cid] = people;
  const heard = world.hearRoom(room);
  await hide(bob);
  await expect.poll(() => heard).toEqual([{ type: 'receipts', room, user: bob.user, hidden: true }]);
  const mine = await viewOf(bob, room);
  expect(mine).not.toHaveProperty('receipts');
  expect(mine).toMatchObject({ read: first.seq });
  expect(await viewOf(ann, room)).toMatchObject({
    receipts: { [cid.user]: { delivered: first.seq, read: first.seq } },
    hiding: [bob.user],
  });
  expect((await viewOf(ann, room)).receipts).not.toHaveProperty(bob.user);
  const of = { room, message: first.id };
  expect(await world.messaging.receipts(bob, of)).toEqual({ told: 'nothing', because: 'mine-hidden' });
  expect(await world.messaging.receipts(ann, of)).toMatchObject({
    told: 'each',
    people: [{ user: cid.user }],
  });
});

test('R163: whether who hides theirs receives and reads changes nothing that anybody else is told', async () => {
  const { people, room, first } = await settledGroup();
  const [ann, bob, cid] = people;
  await hide(bob);
  await world.clock.advance(3 * tick);
  const earlier = world.hearRoom(room);
  const second = await say(ann, room);
  await world.clock.advance(3 * tick);
  // Whoever writes has read up to there, and their devices learn it.
  await expect
    .poll(() => earlier)
    .toContainEqual({ type: 'receipts', room, user: ann.user, read: second.seq });
  await world.cursors.drain();
  world.forgetCursors();
  const heard = [world.hearRoom(room), world.hearUser(ann.user), world.hearUser(cid.user)];
  const before = [await asked(ann, room, [first, second]), await asked(cid, room, [first, second])];
  await world.cursors.delivered(bob, { [room]: second.seq });
  await world.cursors.read(bob, room, second.seq);
  await world.cursors.mark(bob, room, first.seq);
  for (let passed = 0; passed < 4; passed += 1) await world.clock.advance(tick);
  await world.cursors.drain();
  world.forgetCursors();
  expect(heard).toEqual([[], [], []]);
  const after = [await asked(ann, room, [first, second]), await asked(cid, room, [first, second])];
  expect(after).toEqual(before);
  // It was read all the same, and his own devices know it.
  expect(await viewOf(bob, room)).toMatchObject({ read: second.seq, marker: first.seq });
});

test('R160: what was waiting to be told when somebody hid theirs is told no more', async () => {
  const [ann, bob] = world.people();
  const room = await world.group(ann, bob);
  const seqs = [await world.say(ann, room), await world.say(ann, room)] as const;
  await world.clock.advance(3 * tick);
  const heard = world.hearRoom(room);
  await world.cursors.read(bob, room, seqs[0]);
  await world.cursors.read(bob, room, seqs[1]);
  await hide(bob);
  await world.clock.advance(3 * tick);
  expect(heard).toEqual([
    { type: 'receipts', room, user: bob.user, read: seqs[0] },
    { type: 'receipts', room, user: bob.user, hidden: true },
  ]);
});

test('R160: what was read while it was hidden is not told afterwards, only what is read from then on', async () => {
  const { people, room, first } = await settledGroup();
  const [ann, bob] = people;
  await hide(bob);
  const second = await say(ann, room);
  await world.cursors.read(bob, room, second.seq);
  await hide(bob, false);
  await world.cursors.delivered(bob, { [room]: second.seq });
  await world.clock.advance(3 * tick);
  expect((await viewOf(ann, room)).receipts?.[bob.user]).toEqual({ delivered: first.seq, read: first.seq });
  const of = async (sent: Sent) => {
    const view = await world.messaging.receipts(ann, { room, message: sent.id });
    return view.told === 'each' && view.people.find(({ user }) => user === bob.user)?.status;
  };
  expect(await of(second)).toBe('sent');
  const third = await say(ann, room);
  await world.cursors.read(bob, room, third.seq);
  await world.clock.advance(3 * tick);
  expect(await of(third)).toBe('read');
});

test('R161: a room that hides receipts tells nobody’s, and what was read meanwhile is not told afterwards', async () => {
  const { people, room, first } = await settledGroup();
  const [ann, bob] = people;
  await expect(set(bob, room, { hidesReceipts: true })).rejects.toMatchObject({ code: 'forbidden' });
  await set(ann, room, { hidesReceipts: true });
  const heard = world.hearRoom(room);
  const second = await say(ann, room);
  await world.cursors.delivered(bob, { [room]: second.seq });
  await world.cursors.read(bob, room, second.seq);
  await world.clock.advance(3 * tick);
  expect(heard.filter((event) => event.type === 'receipts' && event.user === bob.user)).toEqual([]);
  expect(await viewOf(ann, room)).not.toHaveProperty('receipts');
  const of = { room, message: second.id };
  expect(await world.messaging.receipts(ann, of)).toEqual({ told: 'nothing', because: 'room' });
  await set(ann, room, { hidesReceipts: false });
  expect((await viewOf(ann, room)).receipts?.[bob.user]).toEqual({ delivered: first.seq, read: first.seq });
});

test('R162: a message says of each of the others whether and when they received and read it', async () => {
  const { people, room } = await settledGroup();
  const [ann, bob, cid] = people;
  const sent = await say(ann, room);
  const dee = world.person();
  await world.rooms.addMember(ann, room, { user: dee.user, role: 'member' });
  const deliveredAt = world.clock.now();
  await world.cursors.delivered(bob, { [room]: sent.seq });
  await world.clock.advance(2 * tick);
  await world.cursors.drain();
  world.forgetCursors();
  const of = { room, message: sent.id };
  const status = async () => {
    const view = await world.messaging.receipts(ann, of);
    if (view.told !== 'each') throw new Error(`told ${view.told}`);
    expect(view.users.map(({ id }) => id)).toEqual(view.people.map(({ user }) => user));
    return new Map(view.people.map(({ user, ...one }) => [user, one]));
  };
  const first = await status();
  expect(first.get(cid.user)).toEqual({ status: 'sent' });
  expect(first.get(bob.user)).toMatchObject({ status: 'delivered' });
  expect(first.get(bob.user)?.deliveredAt).toBeGreaterThanOrEqual(deliveredAt);
  // Who wrote it and who came later are not among those to whom it went.
  expect([...first.keys()].toSorted()).toEqual([bob.user, cid.user].toSorted());
  const readAt = world.clock.now();
  await world.cursors.read(bob, room, sent.seq + 1);
  const then = (await status()).get(bob.user);
  expect(then).toEqual({ status: 'read', deliveredAt: first.get(bob.user)?.deliveredAt, readAt });
  const eve = world.person();
  await expect(world.messaging.receipts(eve, of)).rejects.toMatchObject({ code: 'room-not-found' });
});

test('R162: of a reply it is told who has received it, for reading the room is not reading its threads', async () => {
  const { people, room, first } = await settledGroup();
  const [ann, bob] = people;
  const reply = await say(ann, room, first.id);
  await world.cursors.read(bob, room, reply.seq);
  const view = await world.messaging.receipts(ann, { room, message: reply.id });
  expect(view).toMatchObject({
    told: 'each',
    people: expect.arrayContaining([expect.objectContaining({ user: bob.user, status: 'delivered' })]),
  });
  expect(JSON.stringify(view)).not.toContain('readAt');
});

test('R162, R163: above 50 members a message says how many of those who do not hide theirs have read it', async () => {
  const people = Array.from({ length: limits.receiptRoomMembersMax + 1 }, () => world.person());
  const [ann, bob, cid, dee] = people as [Caller, Caller, Caller, Caller];
  const room = await world.group(...people);
  const sent = await say(ann, room);
  await hide(cid);
  const reading = [bob, cid, dee].map((by) => world.cursors.read(by, room, sent.seq));
  await expect.poll(async () => (await world.cursors.own(dee.user, [room])).get(room)?.read).toBe(sent.seq);
  await world.clock.advance(tick);
  await Promise.all(reading);
  const of = { room, message: sent.id };
  expect(await world.messaging.receipts(ann, of)).toEqual({ told: 'count', read: 2 });
  expect(await world.messaging.receipts(cid, of)).toEqual({ told: 'nothing', because: 'mine-hidden' });
  const reply = await say(ann, room, sent.id);
  const ofReply = await world.messaging.receipts(ann, { room, message: reply.id });
  expect(ofReply).toEqual({ told: 'nothing', because: 'reply' });
});
