import { type Cmid, type MessageId, type Role, type RoomId, SupError } from '@sup/protocol';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf } from '../../../../test/code-of.ts';
import { openWorld, type World } from '../../../../test/embedded-world.ts';
import type { Caller } from '../../caller.ts';
import { move as moveMessages } from './move.ts';
import { undo as undoMove } from './undo.ts';

let world: World;
let ann: Caller;
let bob: Caller;
let cid: Caller;
/** All three are in it. */
let room: RoomId;
/** Ann and Bob. */
let other: RoomId;

beforeEach(async () => {
  world = await openWorld();
  [ann, bob, cid] = world.people();
  room = await world.group(ann, bob, cid);
  other = await world.group(ann, bob);
});
afterEach(() => world.close());

interface Where {
  readonly from?: RoomId;
  readonly room?: RoomId;
  readonly thread?: MessageId;
}

const newCmid = () => world.newId<'Cmid'>() as Cmid;
const write = (where = room) => world.write(where);

const say = (
  by: Caller,
  body: string,
  more: { room?: RoomId; thread?: MessageId; mentions?: Caller['user'][]; replyTo?: MessageId } = {},
) => world.message(by, { room, body, ...more });

async function move(by: Caller, messages: MessageId[], { from = room, ...to }: Where = {}) {
  const ask = { ...write(from), messages, to: { room, ...to } };
  await moveMessages(world.movesParts, by, ask);
  return ask.cmid;
}

const undo = (by: Caller, act: Cmid, from = room) =>
  undoMove(world.movesParts, by, { ...write(from), move: act });

/** What somebody is shown; `→` where a message was. */
async function shown(by: Caller, where = room): Promise<(string | null)[]> {
  const { items } = await world.messaging.page(by, { room: where, limit: 100 });
  return items.flatMap((item) => (item.kind === 'message' ? [item.movedAt ? '→' : item.body] : []));
}

async function thread(by: Caller, root: MessageId, where = room): Promise<(string | null)[]> {
  const { items } = await world.messaging.threadPage(by, { room: where, thread: root, limit: 50 });
  return items.flatMap((item) => (item.kind === 'message' ? [item.movedAt ? '→' : item.body] : []));
}

const viewOf = async (by: Caller, message: MessageId, where = room) =>
  (await world.messaging.get(by, { room: where, message })).message;

async function unread(by: Caller, where = room) {
  const counts = (await world.rooms.counts(by, [where]))[where];
  return [counts?.unread, counts?.mentions];
}

const unreadIn = async (by: Caller, root: MessageId, where = room) => {
  const [view] = (await world.threads.get(by, { room: where, threads: [root] })).threads;
  return [view?.unread, view?.mentions];
};

const markRead = async (by: Caller, where = room) => world.cursors.mark(by, where, 1_000);

describe('R180: within a room', () => {
  test('R180: a message becomes a reply, with all that was said about it, and leaves a line where it was', async () => {
    const root = await say(ann, 'root');
    const one = await say(bob, 'one');
    await say(ann, 'between');
    const two = await say(cid, 'two', { replyTo: one });
    await world.messaging.react(ann, { ...write(), message: one, emoji: '👍', on: true });
    await world.messaging.react(cid, { ...write(), message: one, emoji: '👍', on: true });
    await world.messaging.edit(bob, { ...write(), message: one, encoding: 'text', body: 'One' });
    const before = await viewOf(ann, one);
    await move(ann, [two, one], { thread: root });
    expect(await shown(cid)).toEqual(['root', '→', 'between', '→']);
    expect(await thread(cid, root)).toEqual(['One', 'two']);
    const after = await viewOf(cid, one);
    expect(after).toMatchObject({
      id: one,
      by: bob.user,
      body: 'One',
      thread: root,
      moved: { at: before.at, by: ann.user },
    });
    expect(after.editedAt).toBe(before.editedAt);
    expect(after.reactions).toEqual([{ emoji: '👍', count: 2, users: [ann.user, cid.user], mine: true }]);
    expect(await viewOf(cid, two)).toMatchObject({ replyTo: one });
    expect(await viewOf(cid, root)).toMatchObject({
      summary: { replies: 2, lastRepliers: [cid.user, bob.user] },
    });
    // It is acted on where it is.
    await world.messaging.react(cid, { ...write(), message: one, emoji: '👍', on: false });
    expect((await viewOf(ann, one)).reactions).toMatchObject([{ count: 1, users: [ann.user] }]);
    await world.messaging.delete(bob, { ...write(), message: one });
    expect(await thread(cid, root)).toEqual([null, 'two']);
    expect((await viewOf(cid, root)).summary?.replies).toBe(1);
  });

  test('R180: a reply becomes a message of the room', async () => {
    const root = await say(ann, 'root');
    const reply = await say(bob, 'reply', { thread: root });
    await say(cid, 'stays', { thread: root });
    await move(ann, [reply]);
    expect(await shown(cid)).toEqual(['root', 'reply']);
    expect(await thread(cid, root)).toEqual(['→', 'stays']);
    expect((await viewOf(cid, root)).summary?.replies).toBe(1);
    expect((await viewOf(cid, reply)).thread).toBeUndefined();
  });

  test('R180: a thread is split: the first becomes a message whose replies the others are', async () => {
    const root = await say(ann, 'root');
    const x = await say(bob, 'x', { thread: root });
    const y = await say(cid, 'y', { thread: root });
    const ask = { ...write(), messages: [x, y], to: { room, thread: x } };
    const ack = await moveMessages(world.movesParts, ann, ask);
    expect(await shown(bob)).toEqual(['root', 'x']);
    expect(await thread(bob, x)).toEqual(['y']);
    expect((await viewOf(bob, root)).summary).toBeUndefined();
    expect(await moveMessages(world.movesParts, ann, ask)).toEqual(ack);
    expect(await thread(bob, x)).toEqual(['y']);
  });

  test('R180: two threads are merged: the root goes with all its replies', async () => {
    const first = await say(ann, 'first');
    await say(bob, 'first reply', { thread: first });
    const second = await say(cid, 'second');
    await say(bob, 'second reply', { thread: second });
    const gone = await say(bob, 'gone', { thread: second });
    await world.messaging.delete(bob, { ...write(), message: gone });
    await move(ann, [second], { thread: first });
    expect(await shown(bob)).toEqual(['first', '→']);
    expect(await thread(bob, first)).toEqual(['first reply', 'second', 'second reply']);
    await say(bob, 'and on', { thread: first });
    expect((await viewOf(bob, first)).summary?.replies).toBe(4);
  });

  test('R180: what is there already, and a thread in a reply, are refused', async () => {
    const root = await say(ann, 'root');
    const reply = await say(bob, 'reply', { thread: root });
    const one = await say(bob, 'one');
    expect(await codeOf(move(ann, [one]))).toBe('invalid-input');
    expect(await codeOf(move(ann, [reply], { thread: root }))).toBe('invalid-input');
    expect(await codeOf(move(ann, [one], { thread: reply }))).toBe('invalid-input');
    expect(await shown(cid)).toEqual(['root', 'one']);
  });

  test('R183: what was read before an edit or a reply in the same moment is moved as it is after it', async () => {
    const root = await say(ann, 'root');
    const one = await say(bob, 'one');
    await Promise.all([
      world.messaging.edit(bob, { ...write(), message: one, encoding: 'text', body: 'edited' }),
      say(cid, 'late reply', { thread: one }),
      move(ann, [one], { thread: root }),
    ]);
    expect(await thread(cid, root)).toEqual(['edited', 'late reply']);
  });
});

describe('R181: into another room', () => {
  test('R181: messages go with their replies, reactions and mentions of who is there; the old room keeps lines', async () => {
    const one = await say(bob, 'one', { mentions: [ann.user, cid.user] });
    await say(cid, 'a reply', { thread: one });
    await world.messaging.react(cid, { ...write(), message: one, emoji: '🎉', on: true });
    await say(cid, 'stays');
    await move(ann, [one], { room: other });
    expect(await shown(cid)).toEqual(['→', 'stays']);
    expect(await shown(bob, other)).toEqual(['one']);
    expect(await thread(bob, one, other)).toEqual(['a reply']);
    expect(await viewOf(bob, one, other)).toMatchObject({
      id: one,
      mentions: [ann.user],
      summary: { replies: 1 },
      reactions: [{ emoji: '🎉', count: 1, users: [cid.user] }],
    });
    const { items } = await world.messaging.page(bob, { room: other, limit: 10 });
    expect(items.at(-2)).toMatchObject({ kind: 'messages.moved', by: ann.user, count: 2 });
    expect(JSON.stringify(items)).not.toContain(room);
  });

  test('R181: into a thread of another room, and on from there', async () => {
    const root = await say(bob, 'root', { room: other });
    const one = await say(cid, 'one');
    const two = await say(cid, 'two');
    await move(ann, [one, two], { room: other, thread: root });
    expect(await thread(bob, root, other)).toEqual(['one', 'two']);
    await move(ann, [two], { from: other });
    expect(await shown(cid)).toEqual(['→', '→', 'two']);
    expect(await viewOf(cid, two)).toMatchObject({ by: cid.user });
    expect(await thread(bob, root, other)).toEqual(['one', '→']);
  });

  test('R182: acting on the old place tells where it is to who may see it there, and only that it moved to others', async () => {
    const one = await say(bob, 'one');
    await move(ann, [one], { room: other });
    const { seq } = await viewOf(bob, one, other);
    const told = async (by: Caller) => {
      const asks = [
        world.messaging.get(by, { room, message: one }),
        world.messaging.threadPage(by, { room, thread: one, limit: 10 }),
        world.messaging.react(by, { ...write(), message: one, emoji: '👍', on: true }),
        world.messaging.edit(by, { ...write(), message: one, encoding: 'text', body: 'x' }),
        world.messaging.delete(by, { ...write(), message: one }),
        world.messaging.send(by, { ...write(), encoding: 'text', body: 'x', thread: one }),
      ];
      const outcomes = await Promise.all(asks.map((ask) => ask.then(String, (error: unknown) => error)));
      return outcomes.map((error) => (error instanceof SupError ? [error.code, error.details.place] : error));
    };
    for (const answer of await told(bob)) expect(answer).toEqual(['moved', { room: other, seq }]);
    for (const answer of await told(cid)) expect(answer).toEqual(['moved', undefined]);
    // Who was never there learns nothing.
    const eve = world.person();
    await world.rooms.addMember(ann, other, { user: eve.user, role: 'member' });
    expect(await codeOf(world.messaging.get(eve, { room, message: one }))).toBe('room-not-found');
  });

  test('R184: rights count on both sides, and nothing happens without them', async () => {
    const [one, owners] = [await say(cid, 'one'), await say(ann, 'by the owner')];
    const to = { room: other };
    const as = (where: RoomId, role: Role) => world.rooms.addMember(ann, where, { user: bob.user, role });
    const before = async () => [await shown(cid), await shown(ann, other)];
    const untouched = await before();
    expect(await codeOf(move(bob, [one], to))).toBe('forbidden');
    await as(room, 'moderator');
    expect(await codeOf(move(bob, [one], to))).toBe('forbidden');
    expect(await codeOf(move(cid, [one], to))).toBe('room-not-found');
    await as(other, 'moderator');
    await as(room, 'member');
    expect(await codeOf(move(bob, [one], to))).toBe('forbidden');
    await as(room, 'moderator');
    // Out of the room it is like deleting there: only what those said who have a lower role.
    expect(await codeOf(move(bob, [owners], to))).toBe('forbidden');
    await world.rooms.mute(ann, other, { user: bob.user, until: world.clock.now() + 1_000 });
    expect(await codeOf(move(bob, [one], to))).toBe('muted');
    await world.rooms.mute(ann, other, { user: bob.user, until: null });
    await world.rooms.change(ann, other, { cmid: newCmid(), settings: { archived: true } });
    expect(await codeOf(move(ann, [one], to))).toBe('room-archived');
    await world.rooms.change(ann, other, { cmid: newCmid(), settings: { archived: false } });
    const direct = (await world.rooms.openDirect(ann, bob.user)).id;
    expect(await codeOf(move(ann, [one], { room: direct }))).toBe('room-kind');
    expect((await before())[0]).toEqual(untouched[0]);
    await move(bob, [owners], { thread: one });
    await move(bob, [one], to).catch((error: unknown) => expect(error).toMatchObject({ code: 'forbidden' }));
    const act = await move(ann, [one], to);
    expect(await shown(bob, other)).toEqual(['one']);
    expect(await codeOf(undo(cid, act))).toBe('forbidden');
  });
});

describe('R186: unread', () => {
  test('R186: counts are right in both places before, after and when it is taken back', async () => {
    const root = await say(ann, 'root', { room: other });
    const [one, two] = [await say(cid, 'one', { mentions: [bob.user] }), await say(cid, 'two')];
    await say(cid, 'three');
    await world.threads.follow(bob, { room: other, thread: root, on: true });
    await markRead(bob, other);
    expect([await unread(bob), await unread(bob, other), await unreadIn(bob, root, other)]).toEqual([
      [3, 1],
      [0, 0],
      [0, 0],
    ]);
    const act = await move(ann, [one], { room: other });
    expect([await unread(bob), await unread(bob, other)]).toEqual([
      [2, 0],
      [1, 1],
    ]);
    await undo(ann, act);
    expect([await unread(bob), await unread(bob, other)]).toEqual([
      [3, 1],
      [0, 0],
    ]);
    const again = await move(ann, [one, two], { room: other, thread: root });
    expect([await unread(bob), await unread(bob, other), await unreadIn(bob, root, other)]).toEqual([
      [1, 0],
      [0, 0],
      [2, 1],
    ]);
    await undo(ann, again);
    expect([await unread(bob), await unread(bob, other), await unreadIn(bob, root, other)]).toEqual([
      [3, 1],
      [0, 0],
      [0, 0],
    ]);
    const { room: view } = await world.rooms.get(bob, room);
    expect(view.ordinal - view.deletions).toBe(3);
  });
});

describe('R187: undo', () => {
  test('R187: within a room everything is again where it was', async () => {
    const root = await say(ann, 'root');
    const one = await say(bob, 'one', { mentions: [cid.user] });
    await world.messaging.react(cid, { ...write(), message: one, emoji: '👍', on: true });
    await say(cid, 'reply of one', { thread: one });
    await say(ann, 'last');
    const before = [await viewOf(cid, one), await shown(cid), await thread(cid, one), await unread(cid)];
    const act = await move(ann, [one], { thread: root });
    expect(await thread(cid, root)).toEqual(['one', 'reply of one']);
    await undo(ann, act);
    const { room: _, ...now } = { room, ...(await viewOf(cid, one)) };
    expect([now, await shown(cid), await thread(cid, one), await unread(cid)]).toEqual(before);
    expect(await thread(cid, root)).toEqual(['→', '→']);
    await world.messaging.edit(bob, { ...write(), message: one, encoding: 'text', body: 'on' });
    expect(await shown(cid)).toEqual(['root', 'on', 'last']);
  });

  test('R187: from another room, with what was changed and answered there', async () => {
    const one = await say(bob, 'one');
    const two = await say(bob, 'two');
    const act = await move(ann, [one, two], { room: other });
    await world.messaging.edit(bob, { ...write(other), message: one, encoding: 'text', body: 'edited' });
    await say(ann, 'answer', { room: other, thread: one });
    await world.messaging.delete(bob, { ...write(other), message: two });
    await undo(ann, act);
    expect(await shown(cid)).toEqual(['edited', '→']);
    expect(await thread(cid, one)).toEqual(['answer']);
    expect(await shown(bob, other)).toEqual(['→', null]);
    expect(await codeOf(undo(ann, act))).toBe('message-not-found');
    expect(await codeOf(undo(bob, act))).toBe('forbidden');
  });
});

test('R185: a move that would show somebody what they may not see is refused', async () => {
  room = (
    await world.rooms.create(ann, {
      kind: 'group',
      name: 'G',
      history: 'joined',
      members: [bob.user],
      cmid: newCmid(),
    })
  ).id;
  const root = await say(ann, 'root');
  const old = await say(bob, 'old');
  await world.rooms.addMember(ann, room, { user: cid.user, role: 'member' });
  const recent = await say(bob, 'recent');
  expect(await codeOf(move(ann, [old], { thread: recent }))).toBe('would-reveal');
  await move(ann, [old], { thread: root });
  expect(await codeOf(move(ann, [old]))).toBe('would-reveal');
  expect(await shown(cid)).toEqual(['recent']);
});
