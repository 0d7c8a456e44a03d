import {
  type Cmid,
  type MessageId,
  type MessageView,
  type RoomId,
  SupError,
  stateKey,
  type UserId,
} from '@sup/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWorld, type World } from '../../../test/embedded-world.ts';
import type { Caller } from '../caller.ts';

let world: World;
let ann: Caller;
let bob: Caller;
let cid: Caller;
let room: RoomId;

beforeEach(async () => {
  world = await openWorld();
  ann = world.person();
  bob = world.person();
  cid = world.person();
  room = await world.group(ann, bob, cid);
});

afterEach(() => world.close());

const write = () => world.write(room);
const send = (by: Caller, body: string, more: object = {}) =>
  world.messaging.send(by, { ...write(), encoding: 'text', body, ...more });

const say = (by: Caller, body: string, more: object = {}) => world.message(by, { room, body, ...more });

const remove = (by: Caller, message: MessageId) => world.messaging.delete(by, { ...write(), message });
const edit = (by: Caller, message: MessageId, content: { body: string; mentions?: UserId[] }) =>
  world.messaging.edit(by, { ...write(), message, encoding: 'text', ...content });

async function bodiesOf(by: Caller): Promise<(string | null)[]> {
  const { items } = await world.messaging.page(by, { room, limit: 100 });
  return items.flatMap((item) => (item.kind === 'message' ? [item.body] : []));
}

async function rootOf(by: Caller, message: MessageId): Promise<MessageView> {
  return (await world.messaging.get(by, { room, message })).message;
}

const threadOf = async (by: Caller, thread: MessageId, cut: object = {}) =>
  world.messaging.threadPage(by, { room, thread, limit: 50, ...cut });

async function viewOf(by: Caller, thread: MessageId) {
  const { threads } = await world.threads.get(by, { room, threads: [thread] });
  const [view] = threads;
  if (!view) throw new Error('the thread is not to be seen');
  return view;
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof SupError) return error.code;
    throw error;
  }
  return 'fine';
}

async function unreadIn(by: Caller): Promise<{ unread: number; mentions: number }> {
  const counts = (await world.rooms.counts(by, [room]))[room];
  return { unread: counts?.unread ?? -1, mentions: counts?.mentions ?? -1 };
}

test('R70: any message grows a thread afterwards, with numbers of its own; the room shows no reply', async () => {
  const root = await say(ann, 'root');
  await say(bob, 'beside');
  const first = await send(bob, 'one', { thread: root });
  const second = await send(ann, 'two', { thread: root });
  const third = await send(bob, 'in the room');
  expect([first.ordinal, second.ordinal, third.ordinal]).toEqual([1, 2, 3]);
  expect(await bodiesOf(cid)).toEqual(['root', 'beside', 'in the room']);
  const page = await threadOf(cid, root);
  expect(page.items).toMatchObject([
    { body: 'one', thread: root, threadSeq: page.root.seq },
    { body: 'two', thread: root },
  ]);
  expect(page).toMatchObject({ hasBefore: false, hasAfter: false, root: { id: root } });
});

test('R70: a thread is read in pages, before, after and around a seq', async () => {
  const root = await say(ann, 'root');
  const seqs: number[] = [];
  for (let count = 0; count < 9; count += 1) {
    seqs.push((await send(bob, `reply ${count}`, { thread: root })).seq);
    await say(ann, `beside ${count}`);
  }
  const shown = async (cut: object) => {
    const { items, hasBefore, hasAfter } = await threadOf(cid, root, { limit: 3, ...cut });
    return [items.map(({ seq }) => seqs.indexOf(seq)), hasBefore, hasAfter];
  };
  expect(await shown({})).toEqual([[6, 7, 8], true, false]);
  expect(await shown({ before: seqs[3] })).toEqual([[0, 1, 2], false, true]);
  expect(await shown({ after: seqs[3] })).toEqual([[4, 5, 6], true, true]);
  expect(await shown({ around: seqs[4] })).toEqual([[3, 4, 5], true, true]);
});

test('R71: a reply names a live message of the same room that is no reply itself', async () => {
  const root = await say(ann, 'root');
  const reply = await say(bob, 'reply', { thread: root });
  const other = await world.group(ann, bob);
  const elsewhere = await say(ann, 'elsewhere', { room: other });
  const gone = await say(ann, 'gone');
  await remove(ann, gone);
  expect(await codeOf(send(cid, 'x', { thread: reply }))).toBe('invalid-input');
  expect(await codeOf(send(bob, 'x', { thread: elsewhere }))).toBe('message-not-found');
  expect(await codeOf(send(bob, 'x', { thread: world.newId<'MessageId'>() }))).toBe('message-not-found');
  expect(await codeOf(send(bob, 'x', { thread: gone }))).toBe('message-deleted');
  expect(await codeOf(threadOf(bob, reply))).toBe('message-not-found');
  const ask = { ...write(), encoding: 'text' as const, body: 'twice' };
  await world.messaging.send(bob, { ...ask, thread: root });
  expect(await codeOf(world.messaging.send(bob, ask))).toBe('cmid-conflict');
});

test('R71: replies at one moment get dense numbers, also in several threads', async () => {
  const roots = await Promise.all([say(ann, 'a'), say(bob, 'b')]);
  const acks = await Promise.all(
    Array.from({ length: 40 }, (_, at) => send(at % 3 ? bob : cid, `${at}`, { thread: roots[at % 2] })),
  );
  for (const parity of [0, 1]) {
    const ordinals = acks.filter((_, at) => at % 2 === parity).map(({ ordinal }) => ordinal);
    expect(ordinals).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  }
});

test('R72: the summary counts live replies and names who replied last; it stays right when replies and the root go', async () => {
  const root = await say(ann, 'root');
  expect((await rootOf(bob, root)).summary).toBeUndefined();
  const first = await say(bob, 'one', { thread: root });
  await world.clock.advance(1000);
  const last = await send(cid, 'two', { thread: root });
  await say(bob, 'three', { thread: root });
  const third = (await rootOf(ann, root)).summary;
  expect(third).toMatchObject({ replies: 3, lastRepliers: [bob.user, cid.user] });
  expect(third?.lastReplyAt).toBeGreaterThanOrEqual(last.at);
  await remove(bob, first);
  expect((await rootOf(ann, root)).summary).toMatchObject({ replies: 2, unread: 2 });
  await remove(ann, root);
  expect(await rootOf(cid, root)).toMatchObject({ body: null, summary: { replies: 2 } });
  const page = await threadOf(cid, root);
  expect(page.items.map((item) => item.kind === 'message' && item.body)).toEqual([null, 'two', 'three']);
  for (const item of page.items) if (item.kind === 'message' && item.body) await remove(ann, item.id);
  expect((await rootOf(ann, root)).summary).toBeUndefined();
  expect(await viewOf(ann, root)).toMatchObject({ following: true, unread: 0 });
});

test('R73: who starts, replies or is mentioned follows the thread; others do not', async () => {
  const dan = world.person();
  await world.rooms.addMember(ann, room, { user: dan.user, role: 'member' });
  const root = await say(ann, 'root');
  const reply = await say(bob, 'one', { thread: root });
  const following = async () =>
    Promise.all([ann, bob, cid, dan].map(async (by) => (await viewOf(by, root)).following));
  expect(await following()).toEqual([true, true, false, false]);
  await say(ann, 'two', { thread: root, mentions: [cid.user] });
  expect(await following()).toEqual([true, true, true, false]);
  await edit(bob, reply, { body: 'one, dan', mentions: [dan.user] });
  expect(await following()).toEqual([true, true, true, true]);
  const items = await world.ownStreamStore.get(dan.user, [stateKey.follow(room, root)]);
  expect(items).toMatchObject([{ value: { on: true } }]);
});

test('R73: who chose not to follow stays away, also after replying, until a mention', async () => {
  const root = await say(ann, 'root');
  await say(bob, 'one', { thread: root });
  await world.threads.follow(ann, { room, thread: root, on: false });
  await world.threads.follow(cid, { room, thread: root, on: true });
  await say(ann, 'two', { thread: root });
  expect(await viewOf(ann, root)).toMatchObject({ following: false, unread: 0 });
  expect(await viewOf(cid, root)).toMatchObject({ following: true, unread: 2 });
  await say(bob, 'three', { thread: root, mentions: [ann.user] });
  expect(await viewOf(ann, root)).toMatchObject({ following: true, unread: 1, mentions: 1 });
});

test('R73: the devices of who follows from now on are told', async () => {
  const root = await say(ann, 'root');
  const told = world.nextOf(cid.user, (event) => event.type === 'state');
  await say(bob, 'one', { thread: root, mentions: [cid.user] });
  expect(await told).toMatchObject({ items: [{ key: stateKey.follow(room, root), value: { on: true } }] });
});

test('R74: R40: replies are unread in their thread and never in the room', async () => {
  const root = await say(ann, 'root');
  const { seq } = await send(bob, 'one', { thread: root, mentions: [ann.user] });
  const two = await say(cid, 'two', { thread: root });
  expect(await unreadIn(ann)).toEqual({ unread: 0, mentions: 0 });
  expect(await unreadIn(bob)).toEqual({ unread: 1, mentions: 0 });
  expect(await viewOf(ann, root)).toMatchObject({ unread: 2, mentions: 1 });
  expect(await viewOf(bob, root)).toMatchObject({ unread: 1, mentions: 0, marker: seq });
  await world.threads.mark(ann, { room, thread: root, seq });
  expect(await viewOf(ann, root)).toMatchObject({ unread: 1, mentions: 0, marker: seq });
  await remove(ann, two);
  expect(await viewOf(ann, root)).toMatchObject({ unread: 0, mentions: 0 });
  await world.threads.mark(ann, { room, thread: root, seq: 0 });
  expect(await viewOf(ann, root)).toMatchObject({ unread: 1, mentions: 1, marker: 0 });
  await edit(bob, idAt(await threadOf(ann, root), 0), { body: 'x' });
  expect(await viewOf(ann, root)).toMatchObject({ unread: 1, mentions: 0 });
});

function idAt(page: Awaited<ReturnType<typeof threadOf>>, at: number): MessageId {
  const item = page.items[at];
  if (item?.kind !== 'message') throw new Error('no message stands there');
  return item.id;
}

test('R74: my own reply moves my marker in the thread, not in the room', async () => {
  const root = await say(ann, 'root');
  const before = (await world.rooms.counts(cid, [room]))[room]?.marker;
  await say(bob, 'one', { thread: root, mentions: [cid.user] });
  const { seq } = await send(cid, 'two', { thread: root });
  expect(await viewOf(cid, root)).toMatchObject({ unread: 0, marker: seq });
  expect((await world.rooms.counts(cid, [room]))[room]?.marker).toBe(before);
});

test('R75: who may not see the message that a thread grew from sees nothing of the thread', async () => {
  const own = await world.rooms.create(ann, {
    kind: 'group',
    name: 'Joined',
    history: 'joined',
    members: [bob.user],
    cmid: world.newId<'Cmid'>() as Cmid,
  });
  room = own.id;
  const root = await say(ann, 'root');
  await say(bob, 'one', { thread: root });
  await world.rooms.addMember(ann, room, { user: cid.user, role: 'member' });
  const from = (await world.messaging.page(cid, { room, limit: 10 })).head;
  const reply = await say(bob, 'two', { thread: root, mentions: [cid.user] });
  await edit(bob, reply, { body: 'two, better' });
  expect(await codeOf(threadOf(cid, root))).toBe('message-not-found');
  expect(await codeOf(world.messaging.get(cid, { room, message: reply }))).toBe('message-not-found');
  expect(await codeOf(send(cid, 'x', { thread: root }))).toBe('message-not-found');
  expect((await world.threads.get(cid, { room, threads: [root] })).threads).toEqual([]);
  expect((await world.threads.list(cid, undefined)).threads).toEqual([]);
  const { entries, to } = await world.messaging.sync(cid, { room, from });
  expect(to).toBe(from + 2);
  expect(entries).toMatchObject([{ kind: 'edit', body: null }]);
  expect(entries[0]).not.toHaveProperty('by');
});

test('R75: R49: a blocked person replies unseen, and their own thread counts it', async () => {
  const direct = await world.rooms.openDirect(ann, bob.user);
  room = direct.id;
  const root = await say(bob, 'root');
  await say(bob, 'seen', { thread: root });
  world.block(bob, ann);
  await say(ann, 'hidden', { thread: root });
  expect((await rootOf(bob, root)).summary).toMatchObject({ replies: 1, unread: 0 });
  expect((await rootOf(ann, root)).summary).toMatchObject({ replies: 2, lastRepliers: [ann.user, bob.user] });
  expect((await threadOf(bob, root)).items).toHaveLength(1);
  expect((await threadOf(ann, root)).items).toHaveLength(2);
  const { ordinal } = await send(bob, 'after', { thread: root });
  expect(ordinal).toBe(3);
  expect((await rootOf(bob, root)).summary).toMatchObject({ replies: 2 });
  expect((await rootOf(ann, root)).summary).toMatchObject({ replies: 3 });
  await remove(ann, idAt(await threadOf(ann, root), 1));
  expect((await rootOf(bob, root)).summary).toMatchObject({ replies: 2 });
  expect((await rootOf(ann, root)).summary).toMatchObject({ replies: 2 });
});

test('R76: my threads come by last reply, newest first, page by page, and leave with the room', async () => {
  const roots: MessageId[] = [];
  for (let at = 0; at < 55; at += 1) {
    await world.clock.advance(10);
    const root = await say(ann, `root ${at}`);
    roots.unshift(root);
    await say(bob, 'reply', { thread: root });
  }
  await world.clock.advance(10);
  await say(bob, 'again', { thread: roots[54] });
  const expected = [roots[54], ...roots.slice(0, 54)];
  const first = await world.threads.list(ann, undefined);
  const second = await world.threads.list(ann, first.next);
  expect(first.threads).toHaveLength(50);
  expect(second.next).toBeUndefined();
  expect([...first.threads, ...second.threads].map(({ root }) => root.id)).toEqual(expected);
  expect(first.threads[0]).toMatchObject({ following: true, unread: 2, root: { summary: { replies: 2 } } });
  expect((await world.threads.list(cid, undefined)).threads).toEqual([]);
  await world.rooms.leave(bob, room);
  expect((await world.threads.list(bob, undefined)).threads).toEqual([]);
  await world.rooms.addMember(ann, room, { user: bob.user, role: 'member' });
  expect((await world.threads.list(bob, undefined)).threads).toEqual([]);
});
