import { limits, type MessageId, type MessageView, type RoomId } from '@sup/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf } from '../../../test/code-of.ts';
import { openWorld, type World } from '../../../test/embedded-world.ts';
import type { Caller } from '../caller.ts';

let world: World;
let ann: Caller;
let bob: Caller;
let cid: Caller;
let room: RoomId;

beforeEach(async () => {
  world = await openWorld();
  [ann, bob, cid] = world.people();
  room = await world.group(ann, bob);
});

afterEach(() => world.close());

const write = (to = room) => world.write(to);
const say = (by: Caller, body: string, more: { replyTo?: MessageId } = {}) =>
  world.message(by, { room, body, ...more });

const edit = (by: Caller, message: MessageId, body: string) =>
  world.messaging.edit(by, { ...write(), message, encoding: 'text', body });
const remove = (by: Caller, message: MessageId) => world.messaging.delete(by, { ...write(), message });
const react = (by: Caller, message: MessageId, emoji: string) =>
  world.messaging.react(by, { ...write(), message, emoji, on: true });
const unreact = (by: Caller, message: MessageId, emoji: string) =>
  world.messaging.react(by, { ...write(), message, emoji, on: false });

async function messagesOf(by: Caller): Promise<MessageView[]> {
  const { items } = await world.messaging.page(by, { room, limit: 100 });
  return items.filter((item) => item.kind === 'message');
}

test('R20: R53: a message sent twice with one cmid is there once, with the same ack', async () => {
  const ask = { ...write(), encoding: 'text' as const, body: 'once' };
  const [one, other] = await Promise.all([world.messaging.send(ann, ask), world.messaging.send(ann, ask)]);
  expect(other).toEqual(one);
  expect(await world.messaging.send(ann, ask)).toEqual(one);
  expect((await messagesOf(bob)).map((message) => message.body)).toEqual(['once']);
  expect(await codeOf(world.messaging.send(ann, { ...ask, body: 'other' }))).toBe('cmid-conflict');
});

test('R26: only the author edits; the author deletes, and in a group also an owner', async () => {
  const annsOwn = await say(ann, 'mine');
  const bobsOwn = await say(bob, 'his');
  expect(await codeOf(edit(bob, annsOwn, 'taken over'))).toBe('forbidden');
  expect(await codeOf(edit(ann, bobsOwn, 'even by the owner'))).toBe('forbidden');
  expect(await codeOf(remove(bob, annsOwn))).toBe('forbidden');
  expect(await codeOf(edit(ann, annsOwn, 'better'))).toBe('fine');
  expect(await codeOf(remove(ann, bobsOwn))).toBe('fine');
  expect(await codeOf(edit(bob, bobsOwn, 'too late'))).toBe('message-deleted');
  expect(await codeOf(react(bob, bobsOwn, '👍'))).toBe('message-deleted');
  expect(await codeOf(remove(ann, bobsOwn))).toBe('message-deleted');
});

test('R26: an edit, a reaction and a deletion at one moment are judged in their order', async () => {
  const message = await say(ann, 'first');
  const results = await Promise.all([
    codeOf(remove(ann, message)),
    codeOf(edit(ann, message, 'x')),
    codeOf(react(bob, message, '👍')),
  ]);
  expect(results).toEqual(['fine', 'message-deleted', 'message-deleted']);
});

test('R27: after a deletion or an edit the former body is in no answer', async () => {
  const deleted = await say(ann, 'marker-deleted');
  const edited = await say(ann, 'marker-former');
  const reply = await say(bob, 'to both', { replyTo: deleted });
  await remove(ann, deleted);
  await edit(ann, edited, 'marker-present');
  const answers = await Promise.all([
    world.messaging.page(bob, { room, limit: 100 }),
    world.messaging.sync(bob, { room, from: 0 }),
    world.messaging.get(bob, { room, message: deleted }),
    world.messaging.get(bob, { room, message: reply }),
    world.rooms.list(bob, undefined),
  ]);
  const text = JSON.stringify(answers);
  expect(text).not.toContain('marker-deleted');
  expect(text).not.toContain('marker-former');
  expect(text).toContain('marker-present');
  const [first] = await messagesOf(bob);
  expect(first).toMatchObject({ id: deleted, body: null, seq: 4, ordinal: 1, by: ann.user });
});

test('R28: a reaction is on or off for each person, message and emoji', async () => {
  const message = await say(ann, 'nice');
  await react(bob, message, '👍');
  await react(bob, message, '👍');
  await react(ann, message, '👍');
  await react(ann, message, '🎉');
  await unreact(ann, message, '🎉');
  await unreact(ann, message, '🎉');
  const [seen] = await messagesOf(bob);
  expect(seen?.reactions).toEqual([{ emoji: '👍', count: 2, users: [bob.user, ann.user], mine: true }]);
});

test('R28: no more than 20 kinds of reaction fit on a message', async () => {
  const message = await say(ann, 'nice');
  for (let at = 0; at < limits.reactionKindsMax; at += 1)
    await react(ann, message, String.fromCodePoint(0x1f600 + at));
  expect(await codeOf(react(bob, message, '👍'))).toBe('too-many-reactions');
  expect(await codeOf(react(bob, message, '😀'))).toBe('fine');
});

test('R29: a room or message that one may not see is answered like one that does not exist', async () => {
  const message = await say(ann, 'secret');
  const nowhere = world.newId<'RoomId'>() as RoomId;
  const nothing = world.newId<'MessageId'>() as MessageId;
  const acts = (by: Caller, to: RoomId, target: MessageId) => [
    world.messaging.send(by, { ...write(to), encoding: 'text', body: 'hi' }),
    world.messaging.edit(by, { ...write(to), message: target, encoding: 'text', body: 'hi' }),
    world.messaging.delete(by, { ...write(to), message: target }),
    world.messaging.react(by, { ...write(to), message: target, emoji: '👍', on: true }),
    world.messaging.page(by, { room: to, limit: 50 }),
    world.messaging.sync(by, { room: to, from: 0 }),
    world.messaging.get(by, { room: to, message: target }),
    world.rooms.get(by, to),
    world.rooms.members(by, to, undefined),
    world.rooms.change(by, to, { cmid: write().cmid, name: 'x' }),
    world.rooms.join(by, to),
    world.rooms.leave(by, to),
    world.rooms.addMember(by, to, { user: by.user, role: 'member' }),
    world.rooms.removeMember(by, to, ann.user),
  ];
  const hidden = await Promise.all(acts(cid, room, message).map(codeOf));
  const absent = await Promise.all(acts(cid, nowhere, nothing).map(codeOf));
  expect(hidden).toEqual(absent);
  expect(new Set(hidden)).toEqual(new Set(['room-not-found']));
});

test('R29: a message of another room is not there, whatever id is named', async () => {
  const elsewhere = await world.group(ann, cid);
  const theirs = (await world.messaging.send(cid, { ...write(elsewhere), encoding: 'text', body: 'theirs' }))
    .message;
  if (!theirs) throw new Error('the ack of a send names the message');
  expect(await codeOf(say(bob, 'quoting', { replyTo: theirs }))).toBe('message-not-found');
  expect(await codeOf(react(bob, theirs, '👍'))).toBe('message-not-found');
  expect(await codeOf(edit(bob, theirs, 'x'))).toBe('message-not-found');
  expect(await codeOf(world.messaging.get(ann, { room, message: theirs }))).toBe('message-not-found');
});

test('R33: sync answers the entries after a seq in order, and a snapshot to who is too far behind', async () => {
  for (let at = 0; at < 10; at += 1) await say(ann, `message ${at}`);
  const { from, to, head, entries } = await world.messaging.sync(bob, { room, from: 5 });
  expect({ from, to, head }).toEqual({ from: 5, to: 13, head: 13 });
  expect(entries.map((entry) => entry.seq)).toEqual([6, 7, 8, 9, 10, 11, 12, 13]);

  await Promise.all(Array.from({ length: limits.syncBehindMax }, (_, at) => say(bob, `more ${at}`)));
  const far = await world.messaging.sync(bob, { room, from: 5 });
  expect(far.entries).toEqual([]);
  expect(far.snapshot?.room.id).toBe(room);
  expect(far.snapshot?.page.items.length).toBe(50);
  expect(far.to).toBe(far.snapshot?.page.head);
  const near = await world.messaging.sync(bob, { room, from: 20 });
  expect(near.snapshot).toBeUndefined();
  expect(near.entries.length).toBe(limits.syncEntriesMax);
});

test('R33, R37: an answer carries so much text and no more, and what is left is asked for next', async () => {
  const long = 'ü'.repeat(16_384);
  for (let at = 0; at < 12; at += 1) await say(ann, `${at}`.padEnd(2) + long.slice(2));
  const seen: number[] = [];
  let [from, head, answers] = [0, 1, 0];
  for (; from < head; answers += 1) {
    const answer = await world.messaging.sync(bob, { room, from });
    seen.push(...answer.entries.map(({ seq }) => seq));
    [from, head] = [answer.to, answer.head];
  }
  expect(seen).toEqual(Array.from({ length: head }, (_, at) => at + 1));
  expect(answers).toBe(3);

  const newest = await world.messaging.page(bob, { room, limit: 100 });
  const seqs = ({ items }: { items: readonly { seq: number }[] }) => items.map(({ seq }) => seq);
  const last = (count: number, to: number) => Array.from({ length: count }, (_, at) => to - count + 1 + at);
  expect(seqs(newest)).toEqual(last(4, head));
  expect(newest).toMatchObject({ hasBefore: true, hasAfter: false });
  const older = await world.messaging.page(bob, { room, before: head - 3, limit: 100 });
  expect(seqs(older)).toEqual(last(4, head - 4));
  expect(older).toMatchObject({ hasBefore: true, hasAfter: true });
  const around = await world.messaging.page(bob, { room, around: head - 5, limit: 100 });
  expect(seqs(around)).toEqual([head - 7, head - 6, head - 5, head - 4]);
  expect(around).toMatchObject({ hasBefore: true, hasAfter: true });
  const after = await world.messaging.page(bob, { room, after: head - 6, limit: 100 });
  expect(seqs(after)).toEqual(last(4, head - 2));
  expect(after).toMatchObject({ hasBefore: true, hasAfter: true });
});

test('R36: who joined later sees nothing from before, and of what is done to it neither body nor author', async () => {
  const early = await say(ann, 'before cid');
  await world.rooms.addMember(ann, room, { user: cid.user, role: 'member' });
  await edit(ann, early, 'changed after cid came');
  await react(bob, early, '👍');
  const late = await say(bob, 'after', { replyTo: early });

  const synced = await world.messaging.sync(cid, { room, from: 0 });
  const about = synced.entries.filter((entry) => 'targetSeq' in entry);
  expect(about.map((entry) => [entry.kind, entry.by])).toEqual([
    ['edit', undefined],
    ['reaction', undefined],
  ]);
  expect(JSON.stringify(synced)).not.toContain('changed after');
  const page = await world.messaging.page(cid, { room, limit: 100 });
  expect(page.items.map((item) => item.kind)).toEqual(['member.joined', 'message']);
  expect(page.quoted).toEqual([]);
  expect(page.items.at(-1)).toMatchObject({ id: late, replyTo: early });
  expect(await codeOf(world.messaging.get(cid, { room, message: early }))).toBe('message-not-found');
  expect(await codeOf(react(cid, early, '👍'))).toBe('message-not-found');
});

test('R36: who comes back sees what they saw before, with what changed of it, and nothing of what was said meanwhile', async () => {
  await say(ann, 'nothing is shared before the first message');
  await world.rooms.addMember(ann, room, { user: cid.user, role: 'member' });
  const one = await say(ann, 'one');
  await world.rooms.removeMember(ann, room, cid.user);
  const two = await say(ann, 'two');
  await edit(ann, one, 'one, edited');
  await world.rooms.addMember(ann, room, { user: cid.user, role: 'member' });
  await say(ann, 'three', { replyTo: one });
  await react(bob, one, '👍');
  await react(bob, two, '👍');

  const synced = await world.messaging.sync(cid, { room, from: 0 });
  const seen = synced.entries.map((entry) => ('body' in entry ? entry.body : entry.kind));
  expect(seen).toEqual([
    'member.joined',
    null,
    'member.left',
    'member.joined',
    'three',
    'reaction',
    'reaction',
  ]);
  expect(synced.entries.slice(-2).map(({ by }) => by)).toEqual([bob.user, undefined]);
  const page = await world.messaging.page(cid, { room, limit: 50 });
  expect(JSON.stringify(page)).not.toContain('two');
  expect(page.quoted.map(({ body }) => body)).toEqual(['one, edited']);
  const found = await world.messaging.get(cid, { room, message: one });
  expect(found.message).toMatchObject({ body: 'one, edited', reactions: [{ emoji: '👍' }] });
  expect(await codeOf(world.messaging.get(cid, { room, message: two }))).toBe('message-not-found');
  expect(await codeOf(react(cid, one, '👍'))).toBe('fine');
  expect(await codeOf(react(cid, two, '👍'))).toBe('message-not-found');
});

test('R37: pages go before, after and around a seq, and say what is beyond them', async () => {
  for (let at = 1; at <= 20; at += 1) await say(ann, `${at}`);
  const bodies = async (cut: { before?: number; after?: number; around?: number; limit: number }) => {
    const { items, hasBefore, hasAfter } = await world.messaging.page(bob, { room, ...cut });
    return {
      bodies: items.flatMap((item) => (item.kind === 'message' ? Number(item.body) : [])),
      hasBefore,
      hasAfter,
    };
  };
  expect(await bodies({ limit: 3 })).toEqual({ bodies: [18, 19, 20], hasBefore: true, hasAfter: false });
  expect(await bodies({ before: 21, limit: 3 })).toEqual({
    bodies: [15, 16, 17],
    hasBefore: true,
    hasAfter: true,
  });
  expect(await bodies({ after: 21, limit: 5 })).toEqual({
    bodies: [19, 20],
    hasBefore: true,
    hasAfter: false,
  });
  expect(await bodies({ around: 13, limit: 4 })).toEqual({
    bodies: [8, 9, 10, 11],
    hasBefore: true,
    hasAfter: true,
  });
  expect(await codeOf(world.messaging.page(bob, { room, before: 3, after: 1, limit: 5 }))).toBe(
    'invalid-input',
  );
});

test('a page brings the quoted messages and everyone it names', async () => {
  const first = await say(ann, 'the question');
  for (let at = 0; at < 5; at += 1) await say(bob, 'noise');
  await say(bob, 'the answer', { replyTo: first });
  const { quoted, users } = await world.messaging.page(bob, { room, limit: 2 });
  expect(quoted).toMatchObject([{ id: first, body: 'the question' }]);
  expect(users.map((user) => user.id).toSorted()).toEqual([ann.user, bob.user].toSorted());
});

test('R49: what a blocked person writes in the direct room is acked to them and reaches nobody', async () => {
  const direct = (await world.rooms.openDirect(ann, bob.user)).id;
  const send = (by: Caller, body: string) =>
    world.messaging.send(by, { ...write(direct), encoding: 'text', body });
  await send(bob, 'before');
  world.block(ann, bob);
  const ack = await send(bob, 'blocked');
  expect(ack.seq).toBeGreaterThan(0);
  const seen = async (by: Caller) =>
    (await world.messaging.page(by, { room: direct, limit: 50 })).items.flatMap((item) =>
      item.kind === 'message' ? item.body : [],
    );
  expect(await seen(bob)).toEqual(['before', 'blocked']);
  expect(await seen(ann)).toEqual(['before']);
  expect(JSON.stringify(await world.messaging.sync(ann, { room: direct, from: 0 }))).not.toContain('blocked');
  const { room: view } = await world.rooms.get(ann, direct);
  expect(view).toMatchObject({ unread: 1, preview: { text: 'before' } });
});

test('mentions name only people who are in the room', async () => {
  const mentions = [bob.user, cid.user, bob.user];
  await world.messaging.send(ann, { ...write(), encoding: 'text', body: '@bob @cid', mentions });
  const [message] = await messagesOf(bob);
  expect(message?.mentions).toEqual([bob.user]);
  const { room: view } = await world.rooms.get(bob, room);
  expect(view).toMatchObject({ unread: 1, mentions: 1 });
});
