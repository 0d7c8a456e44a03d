// Messages whose time is over, on the real store with a fake clock.
import type { Cmid, MessageId, RoomId, RoomSettings } from '@sup/protocol';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '../../../test/embedded-world.ts';
import type { Caller } from '../caller.ts';
import { createMoves } from '../messaging/index.ts';
import { sweepDue, sweepRetention } from './sweep.ts';

const dayMs = 86_400_000;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** Both sweeps, as the server makes them at its start and with each beat. */
async function sweep(): Promise<void> {
  const { engine, log, clock, telemetry } = world;
  const parts = { ...engine, log, clock, telemetry };
  const { signal } = new AbortController();
  await sweepDue(parts, signal);
  await sweepRetention(parts, signal);
}

const set = (by: Caller, room: RoomId, settings: RoomSettings) =>
  world.rooms.change(by, room, { cmid: world.newId<'Cmid'>() as Cmid, settings });

async function bodiesFor(by: Caller, room: RoomId): Promise<(string | null)[]> {
  const { items } = await world.messaging.page(by, { room, limit: 100 });
  return items.flatMap((item) => (item.kind === 'message' ? [item.body] : []));
}

const entriesFor = async (by: Caller, room: RoomId) =>
  (await world.messaging.sync(by, { room, from: 0 })).entries;

test('R132: messages go when their time is over, in one entry, and those that were said before stay', async () => {
  const [ann, bob] = world.people();
  const room = await world.group(ann, bob);
  await world.say(ann, room, 'stays');
  await set(ann, room, { disappearAfterSeconds: 60 });
  await world.say(ann, room, 'one');
  await world.say(bob, room, 'two');
  world.clock.jump(59_999);
  await sweep();
  expect(await bodiesFor(bob, room)).toEqual(['stays', 'one', 'two']);
  world.clock.jump(1);
  await sweep();
  expect(await bodiesFor(bob, room)).toEqual(['stays']);
  const entries = await entriesFor(bob, room);
  const last = entries.at(-1);
  expect(last).toMatchObject({ kind: 'messages.expired', messages: [{}, {}] });
  expect(last).not.toHaveProperty('by');
  expect(entries.filter((entry) => entry.kind === 'message').map(({ body }) => body)).toEqual([
    'stays',
    null,
    null,
  ]);
  expect((await world.rooms.get(bob, room)).room).toMatchObject({
    deletions: 2,
    preview: { text: 'stays' },
  });
  await sweep();
  expect((await entriesFor(bob, room)).length).toBe(entries.length);
});

test('R132: what was edited goes with all its versions, and what a thread grew from leaves a tombstone', async () => {
  const [ann, bob] = world.people();
  const room = await world.group(ann, bob);
  await set(ann, room, { editHistory: true });
  await set(ann, room, { disappearAfterSeconds: 60 });
  const send = (body: string, more: object = {}) =>
    world.messaging.send(ann, { ...writing(room), encoding: 'text', body, ...more });
  const root = (await send('root')).message!;
  await world.messaging.edit(ann, {
    ...writing(room),
    message: root,
    encoding: 'text',
    body: 'root, edited',
  });
  world.clock.jump(30_000);
  await send('reply', { thread: root });
  world.clock.jump(30_000);
  await sweep();
  expect(await bodiesFor(bob, room)).toEqual([null]);
  expect(await world.messaging.versions(bob, { room, message: root })).toEqual([]);
  const thread = () => world.messaging.threadPage(bob, { room, thread: root, limit: 50 });
  expect((await thread()).items).toMatchObject([{ body: 'reply' }]);
  world.clock.jump(30_000);
  await sweep();
  expect(await thread()).toMatchObject({ items: [], root: { body: null } });
  await expect(send('too late', { thread: root })).rejects.toMatchObject({ code: 'message-deleted' });
});

test('R132: of messages that somebody never saw they do not learn the end either', async () => {
  const [ann, bob, cid] = world.people();
  const room = (
    await world.rooms.create(ann, {
      kind: 'group',
      name: 'Group',
      members: [bob.user],
      history: 'joined',
      cmid: world.newId<'Cmid'>() as Cmid,
    })
  ).id;
  await set(ann, room, { disappearAfterSeconds: 60 });
  await world.say(ann, room, 'before cid');
  await world.rooms.addMember(ann, room, { user: cid.user, role: 'member' });
  const seen = await world.say(ann, room, 'with cid');
  world.clock.jump(60_000);
  await sweep();
  expect((await entriesFor(cid, room)).at(-1)).toMatchObject({
    kind: 'messages.expired',
    messages: [{ seq: seen }],
  });
  expect((await entriesFor(bob, room)).at(-1)).toMatchObject({ messages: [{}, {}] });
});

test('R132: in a direct room either may make messages disappear, and nothing else is set there', async () => {
  const [ann, bob] = world.people();
  const { id: room } = await world.rooms.openDirect(ann, bob.user);
  await set(bob, room, { disappearAfterSeconds: 60 });
  await set(ann, room, { disappearAfterSeconds: 120 });
  await expect(set(ann, room, { editHistory: true })).rejects.toMatchObject({ code: 'room-kind' });
  await expect(set(ann, room, { disappearAfterSeconds: 60, retentionDays: 1 })).rejects.toMatchObject({
    code: 'room-kind',
  });
  const group = await world.group(ann, bob);
  await expect(set(bob, group, { disappearAfterSeconds: 60 })).rejects.toMatchObject({ code: 'forbidden' });
});

test('R133: a room that keeps messages for days loses older ones, replies too, and goes on from where it was', async () => {
  const [ann, bob] = world.people();
  const room = await world.group(ann, bob);
  const old = await Promise.all(Array.from({ length: 250 }, (_, at) => world.say(ann, room, `old ${at}`)));
  expect(old).toHaveLength(250);
  world.clock.jump(2 * dayMs + 1);
  await world.say(ann, room, 'young');
  await sweep();
  expect(await bodiesFor(bob, room)).toHaveLength(100);
  await set(ann, room, { retentionDays: 2 });
  await sweep();
  expect(await bodiesFor(bob, room)).toEqual(['young']);
  const ends = (await entriesFor(bob, room)).filter((entry) => entry.kind === 'messages.expired');
  expect(ends.map(({ messages }) => messages.length)).toEqual([100, 100, 50]);
  world.clock.jump(2 * dayMs + 1);
  await world.say(bob, room, 'new');
  await sweep();
  expect(await bodiesFor(bob, room)).toEqual(['new']);
  await set(ann, room, { retentionDays: 0 });
  world.clock.jump(3 * dayMs);
  await sweep();
  expect(await bodiesFor(bob, room)).toEqual(['new']);
});

test('R132: a message that was moved and brought back still goes at its time, and its former place asks for nothing', async () => {
  const [ann, bob] = world.people();
  const [room, other] = [await world.group(ann, bob), await world.group(ann, bob)];
  await set(ann, room, { disappearAfterSeconds: 60 });
  await world.say(ann, room, 'moved away');
  await world.say(ann, room, 'moved and back');
  const { items } = await world.messaging.page(ann, { room, limit: 100 });
  const [away, back] = items.flatMap((item) => (item.kind === 'message' ? [item.id] : []));
  const moves = createMoves(world.movesParts);
  const move = async (message: MessageId) => {
    const act = writing(room);
    await moves.move(ann, { ...act, messages: [message], to: { room: other } });
    return act.cmid;
  };
  await move(away!);
  await moves.undo(ann, { ...writing(room), move: await move(back!) });
  const said = async (where: RoomId) => (await bodiesFor(bob, where)).filter((body) => body !== null);
  expect([await said(room), await said(other)]).toEqual([['moved and back'], ['moved away']]);
  world.clock.jump(60_000);
  await sweep();
  expect([await said(room), await said(other)]).toEqual([[], []]);
  expect(await world.engine.expiry.due(world.clock.now(), 10)).toEqual([]);
});

function writing(room: RoomId) {
  return { room, cmid: world.newId<'Cmid'>() as Cmid, since: 0 };
}
