import { limits, SupError, stateKey } from '@sup/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWorld, type World } from '../../../test/embedded-world.ts';
import { createCursors } from './create-cursors.ts';
import type { CursorStore } from './cursor-store.ts';

const tick = limits.receiptDebounceMs;

/** What the store between service and database does next. */
const store: { refuses: boolean; gate: Promise<void> | undefined; saves: number } = {
  refuses: false,
  gate: undefined,
  saves: 0,
};
const wrapCursors = (inner: CursorStore): CursorStore => ({
  ...inner,
  async save(batch) {
    await store.gate;
    if (store.refuses) throw new SupError('store-full');
    store.saves += 1;
    return inner.save(batch);
  },
});

let world: World;
beforeEach(async () => {
  Object.assign(store, { refuses: false, gate: undefined, saves: 0 });
  world = await openWorld({ wrapCursors });
});
afterEach(() => world.close());

async function annAndBob(messages = 0) {
  const [ann, bob] = [world.person(), world.person()];
  const room = await world.group(ann, bob);
  let head = 3;
  for (let count = 0; count < messages; count += 1) head = await world.say(ann, room);
  return { ann, bob, room, head };
}

test('R43: delivered is told once, and repeats and reordering change nothing', async () => {
  const { bob, room, head } = await annAndBob(3);
  const heard = world.hearRoom(room);
  await world.cursors.delivered(bob, { [room]: head - 1 });
  await world.cursors.delivered(bob, { [room]: head - 2 });
  await world.cursors.delivered(bob, { [room]: head - 1 });
  expect(heard).toEqual([{ type: 'receipts', room, user: bob.user, delivered: head - 1 }]);
  const receipts = await world.cursors.receipts([room]);
  expect(receipts.get(room)?.receipts.get(bob.user)).toEqual({ delivered: head - 1, read: 0 });
});

test('R43: what was read was delivered', async () => {
  const { bob, room, head } = await annAndBob(1);
  await world.cursors.read(bob, room, head);
  const receipts = await world.cursors.receipts([room]);
  expect(receipts.get(room)?.receipts.get(bob.user)).toMatchObject({ delivered: head, read: head });
});

test('R43: what is told twice within a tick is joined, and a restart forgets nothing that was written', async () => {
  const { bob, room, head } = await annAndBob(4);
  const events = world.hearRoom(room);
  for (let seq = head - 3; seq <= head; seq += 1) await world.cursors.delivered(bob, { [room]: seq });
  expect(events).toHaveLength(1);
  await world.clock.advance(tick);
  expect(events.filter((event) => event.type === 'receipts' && event.user === bob.user)).toEqual([
    { type: 'receipts', room, user: bob.user, delivered: head - 3 },
    { type: 'receipts', room, user: bob.user, delivered: head },
  ]);
  await world.cursors.drain();
  world.forgetCursors();
  const receipts = await world.cursors.receipts([room]);
  expect(receipts.get(room)?.receipts.get(bob.user)).toMatchObject({ delivered: head });
});

test('R42: read moves only forward, the marker goes where it is put', async () => {
  const { bob, room, head } = await annAndBob(5);
  await world.cursors.read(bob, room, head);
  const { rev } = await world.cursors.read(bob, room, head - 2);
  expect((await world.cursors.receipts([room])).get(room)?.receipts.get(bob.user)?.read).toBe(head);
  expect((await world.cursors.markers(bob.user, [room])).get(room)).toBe(head - 2);
  const marked = await world.cursors.mark(bob, room, head - 4);
  expect(marked.rev).toBe(rev + 1);
  expect((await world.cursors.receipts([room])).get(room)?.receipts.get(bob.user)?.read).toBe(head);
  expect((await world.cursors.markers(bob.user, [room])).get(room)).toBe(head - 4);
});

test('R42: in a large room what many read at once is written with the next tick, in few batches', async () => {
  const ann = world.person();
  const readers = Array.from({ length: limits.receiptRoomMembersMax + 20 }, () => world.person());
  const room = await world.group(ann, ...readers);
  const head = await world.say(ann, room);
  await world.clock.advance(tick);
  const before = store.saves;
  const reading = Promise.all(readers.map((reader) => world.cursors.read(reader, room, head + 5)));
  // Each has been moved in memory once all of them have looked up the room.
  const receiptsThere = async () => (await world.cursors.receipts([room])).get(room)?.receipts.size;
  await expect.poll(receiptsThere).toBe(readers.length + 1);
  expect(store.saves).toBe(before);
  await world.clock.advance(tick);
  const revs = await reading;
  expect(store.saves - before).toBe(2);
  expect(revs.every(({ rev }) => rev > 0)).toBe(true);
  world.forgetCursors();
  const receipts = (await world.cursors.receipts([room])).get(room)?.receipts;
  for (const { user } of readers) {
    expect(receipts?.get(user)).toEqual({ delivered: head, read: head });
    expect((await world.cursors.markers(user, [room])).get(room)).toBe(head);
  }
});

test('R42: a seq beyond the head counts as the head', async () => {
  const { bob, room, head } = await annAndBob(1);
  await world.cursors.delivered(bob, { [room]: head + 100 });
  await world.cursors.read(bob, room, head + 7);
  expect((await world.cursors.receipts([room])).get(room)?.receipts.get(bob.user)).toMatchObject({
    delivered: head,
    read: head,
  });
  expect((await world.cursors.markers(bob.user, [room])).get(room)).toBe(head);
});

test('R40: unread is what comes after the marker, also while the marker is still in memory', async () => {
  const { ann, bob, room, head } = await annAndBob(5);
  const unread = async () => (await world.rooms.counts(bob, [room]))[room]?.unread;
  expect(await unread()).toBe(5);
  await world.cursors.mark(bob, room, head - 2);
  expect(await unread()).toBe(2);
  store.gate = new Promise(() => undefined);
  const seq = await world.say(bob, room);
  expect(await unread()).toBe(0);
  expect(seq).toBe(head + 1);
  expect((await world.rooms.counts(ann, [room]))[room]?.unread).toBe(1);
  store.gate = undefined;
  world.forgetCursors();
});

test('R41: my own send moves my marker at once, is written behind, and my other devices are told', async () => {
  const { bob, room } = await annAndBob(2);
  const events = world.hearUser(bob.user);
  const before = store.saves;
  const seqs = [await world.say(bob, room), await world.say(bob, room), await world.say(bob, room)];
  const last = seqs.at(-1);
  expect((await world.cursors.markers(bob.user, [room])).get(room)).toBe(last);
  expect(store.saves).toBe(before);
  const told = world.nextOf(bob.user, (event) => event.type === 'state');
  await world.clock.advance(tick);
  await told;
  expect(store.saves).toBe(before + 1);
  expect(events).toEqual([
    {
      type: 'state',
      user: bob.user,
      items: [{ key: stateKey.marker(room), value: { seq: last }, rev: expect.any(Number) }],
    },
  ]);
});

test('R41: the retry of an old send moves nothing back', async () => {
  const { bob, room, head } = await annAndBob(2);
  world.cursors.sent(bob.user, { room }, head);
  world.cursors.sent(bob.user, { room }, head - 1);
  expect((await world.cursors.markers(bob.user, [room])).get(room)).toBe(head);
  await world.cursors.drain();
  world.forgetCursors();
  world.cursors.sent(bob.user, { room }, head - 1);
  expect((await world.cursors.markers(bob.user, [room])).get(room)).toBe(head);
  await world.cursors.mark(bob, room, 2);
  world.cursors.sent(bob.user, { room }, head);
  expect((await world.cursors.markers(bob.user, [room])).get(room)).toBe(head);
});

test('R41: joining leaves nothing unread', async () => {
  const { ann, room } = await annAndBob(4);
  const cid = world.person();
  await world.rooms.addMember(ann, room, { user: cid.user, role: 'member' });
  expect((await world.rooms.counts(cid, [room]))[room]?.unread).toBe(0);
  await world.say(ann, room);
  expect((await world.rooms.counts(cid, [room]))[room]?.unread).toBe(1);
});

test('R44: in a room of 50 members receipts are told, in one of 51 they are not, but reading is kept', async () => {
  const people = Array.from({ length: limits.receiptRoomMembersMax }, () => world.person());
  const ann = people[0]!;
  const room = await world.group(...people);
  const head = await world.say(ann, room);
  const heard = world.hearRoom(room);
  await world.cursors.read(people[1]!, room, head);
  expect(heard).toHaveLength(1);

  await world.rooms.addMember(ann, room, { user: world.person().user, role: 'member' });
  // The number of members is remembered for a moment.
  await world.clock.advance(5 * tick);
  heard.length = 0;
  await world.cursors.delivered(people[2]!, { [room]: head });
  // Where receipts are not told, reading is written with the next tick, and answered after it.
  const reading = world.cursors.read(people[3]!, room, head);
  const receiptsNow = async () => (await world.cursors.receipts([room])).get(room)?.receipts;
  await expect.poll(async () => (await receiptsNow())?.get(people[3]!.user)?.read).toBe(head);
  await world.clock.advance(tick);
  await reading;
  expect(heard).toEqual([]);
  const receipts = await receiptsNow();
  expect(receipts?.get(people[2]!.user)).toBeUndefined();
  expect(receipts?.get(people[3]!.user)?.read).toBe(head);
});

test('R35: who is not a member moves nothing, and is told that there is no such room', async () => {
  const { room, head } = await annAndBob(1);
  const eve = world.person();
  const heard = world.hearRoom(room);
  await world.cursors.delivered(eve, { [room]: head, nonsense: 3 });
  await expect(world.cursors.read(eve, room, head)).rejects.toMatchObject({ code: 'room-not-found' });
  await expect(world.cursors.mark(eve, room, head)).rejects.toMatchObject({ code: 'room-not-found' });
  expect(heard).toEqual([]);
  expect((await world.cursors.receipts([room])).get(room)?.receipts.has(eve.user)).toBe(false);
});

test('R35: who has left is in nobody’s receipts', async () => {
  const { ann, bob, room, head } = await annAndBob(1);
  await world.cursors.read(bob, room, head);
  await world.cursors.drain();
  await world.rooms.removeMember(ann, room, bob.user);
  expect((await world.cursors.receipts([room])).get(room)?.receipts.has(bob.user)).toBe(false);
});

test('R49: where one blocks the other neither hears of the other, but markers move', async () => {
  const [ann, bob] = [world.person(), world.person()];
  const room = (await world.rooms.openDirect(ann, bob.user)).id;
  const head = await world.say(ann, room);
  world.block(ann, bob);
  const heard = world.hearRoom(room);
  await world.cursors.delivered(bob, { [room]: head });
  await world.cursors.read(bob, room, head);
  await world.cursors.read(ann, room, head);
  await world.say(bob, room);
  await world.clock.advance(tick);
  expect(heard).toEqual([]);
  expect((await world.cursors.receipts([room])).get(room)?.receipts.size).toBe(0);
  expect((await world.cursors.markers(bob.user, [room])).get(room)).toBe(head + 1);
  expect((await world.cursors.markers(ann.user, [room])).get(room)).toBe(head);
});

test('I4: a store that hangs keeps neither a send nor its news waiting', async () => {
  const { ann, bob, room, head } = await annAndBob(1);
  const { promise, resolve: open } = Promise.withResolvers<void>();
  store.gate = promise;
  const heard = world.hearRoom(room);
  await world.clock.advance(tick);
  const seq = await world.say(ann, room);
  await world.cursors.delivered(bob, { [room]: head });
  await world.clock.advance(tick);
  expect(heard).toContainEqual({ type: 'receipts', room, user: ann.user, read: seq });
  expect(heard).toContainEqual({ type: 'receipts', room, user: bob.user, delivered: head });
  await world.say(ann, room);
  await world.clock.advance(tick);
  expect(heard).toContainEqual({ type: 'receipts', room, user: ann.user, read: seq + 1 });
  open();
});

test('what a full store refuses stays in memory and is written later', async () => {
  const { bob, room, head } = await annAndBob(2);
  store.refuses = true;
  await expect(world.cursors.mark(bob, room, head - 1)).rejects.toMatchObject({ code: 'store-full' });
  await world.cursors.delivered(bob, { [room]: head });
  await world.clock.advance(tick);
  expect((await world.cursors.markers(bob.user, [room])).get(room)).toBe(head - 1);
  store.refuses = false;
  await world.cursors.drain();
  world.forgetCursors();
  expect((await world.cursors.markers(bob.user, [room])).get(room)).toBe(head - 1);
  expect((await world.cursors.receipts([room])).get(room)?.receipts.get(bob.user)?.delivered).toBe(head);
});

test('everything that waits is written in one batch', async () => {
  const { ann, bob, room, head } = await annAndBob(3);
  await world.cursors.delivered(bob, { [room]: head });
  const other = await world.group(bob, ann);
  await world.say(bob, other);
  await world.say(ann, other);
  expect(store.saves).toBe(0);
  await world.cursors.drain();
  expect(store.saves).toBe(1);
});

test('I5: what finds no room in memory is dropped with a metric, or refused to who waits for it', async () => {
  const { clock, roomIndex, users, ownStream, bus, telemetry, cursorStore } = world;
  const parts = { store: cursorStore, rooms: roomIndex, users, ownStream, bus, clock, telemetry };
  const cursors = createCursors(parts, { waitingMax: 1 });
  const { ann, bob, room, head } = await annAndBob(1);
  cursors.sent(ann.user, { room }, head);
  cursors.sent(bob.user, { room }, head);
  expect(world.limitsReached).toEqual(['cursor-markers', 'cursor-sends']);
  await expect(cursors.mark(bob, room, head)).rejects.toMatchObject({ code: 'overloaded' });
  await cursors.drain();
  expect((await cursors.markers(ann.user, [room])).get(room)).toBe(head);
  await expect(cursors.mark(bob, room, head)).resolves.toMatchObject({ rev: expect.any(Number) });
});

test('R45: a moved marker is answered with its own rev, whatever else of the person changed meanwhile', async () => {
  const { bob, room, head } = await annAndBob(3);
  const first = await world.cursors.mark(bob, room, head - 1);
  await world.ownStream.put(bob.user, stateKey.levels(), { direct: 'all', group: 'all', channel: 'all' });
  expect(await world.cursors.mark(bob, room, head - 1)).toEqual(first);
  const [item] = await world.ownStreamStore.get(bob.user, [stateKey.marker(room)]);
  expect(item).toMatchObject({ value: { seq: head - 1 }, ...first });
});
