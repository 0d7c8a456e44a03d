// Pins, marks and forwards, over the embedded engine.
import {
  type Entry,
  type KeptInput,
  type KeptList,
  limits,
  type Mark,
  type MessageId,
  type RoomId,
} from '@sup/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf } from '../../../test/code-of.ts';
import { openWorld, type World } from '../../../test/embedded-world.ts';
import type { Caller } from '../caller.ts';
import { move as moveMessages } from './moves/move.ts';

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

interface Said {
  readonly to?: RoomId;
  readonly thread?: MessageId;
  readonly forwards?: { readonly room: RoomId; readonly message: MessageId };
}

const say = (by: Caller, body: string, { to = room, ...more }: Said = {}) =>
  world.message(by, { room: to, body, ...more });

const pin = (by: Caller, message: MessageId, on = true) =>
  world.messaging.pin(by, { ...write(), message, on });
const mark = (by: Caller, message: MessageId, wanted: Mark | null) =>
  world.messaging.mark(by, { ...write(), message, mark: wanted });
const remove = (by: Caller, message: MessageId) => world.messaging.delete(by, { ...write(), message });
const get = async (by: Caller, message: MessageId, from = room) =>
  (await world.messaging.get(by, { room: from, message })).message;
const kept = (by: Caller, list: KeptList, more: Partial<KeptInput> = {}) =>
  world.messaging.kept(by, { room, list, limit: 50, ...more });
const bodies = async (...args: Parameters<typeof kept>) =>
  (await kept(...args)).messages.map(({ body }) => body);
const entries = async (by: Caller, from = room): Promise<readonly Entry[]> =>
  (await world.messaging.sync(by, { room: from, from: 0 })).entries;
const set = (by: Caller, settings: object, of = room) =>
  world.rooms.change(by, of, { cmid: write().cmid, settings });

test('R150: a pin is an entry that all see; repeating it changes nothing that is shown', async () => {
  const message = await say(ann, 'where we meet');
  const ask = { ...write(), message, on: true };
  const acks = await Promise.all([world.messaging.pin(bob, ask), world.messaging.pin(bob, ask)]);
  expect(acks[1]).toEqual(acks[0]);
  expect(await codeOf(world.messaging.pin(bob, { ...ask, on: false }))).toBe('cmid-conflict');
  await world.clock.advance(5_000);
  await pin(ann, message);
  expect((await get(ann, message)).pinned).toMatchObject({ by: bob.user });
  const said = (await entries(ann)).filter(({ kind }) => kind === 'pin');
  expect(said).toMatchObject([
    { target: message, on: true, by: bob.user },
    { target: message, on: true, by: ann.user },
  ]);
  await pin(bob, message, false);
  await pin(bob, message, false);
  expect((await get(ann, message)).pinned).toBeUndefined();
  expect(await bodies(ann, 'pin')).toEqual([]);
});

test('R150: pinning is a right of the room, ends with writing, and has a limit', async () => {
  const message = await say(ann, 'first');
  expect(await codeOf(pin(cid, message))).toBe('room-not-found');
  await set(ann, { rights: { pin: 'moderator' } });
  expect(await codeOf(pin(bob, message))).toBe('forbidden');
  await set(ann, { rights: { pin: 'member' } });
  expect(await codeOf(pin(bob, message))).toBe('fine');
  await set(ann, { announcement: true });
  expect(await codeOf(pin(bob, message, false))).toBe('forbidden');
  await set(ann, { announcement: false });
  await world.rooms.mute(ann, room, { user: bob.user, until: world.clock.now() + 60_000 });
  expect(await codeOf(pin(bob, message, false))).toBe('muted');
  for (let at = 1; at < limits.pinsMax; at += 1) await pin(ann, await say(ann, `pin ${at}`));
  const more = await say(ann, 'one too many');
  expect(await codeOf(pin(ann, more))).toBe('too-many-pins');
  expect(await codeOf(pin(ann, message))).toBe('fine');
  await pin(ann, message, false);
  expect(await codeOf(pin(ann, more))).toBe('fine');
  await set(ann, { archived: true });
  expect(await codeOf(pin(ann, more, false))).toBe('room-archived');
});

test('R151: the list has the newest pin first, and a deleted message leaves it with all its words', async () => {
  const [one, two] = [await say(ann, 'marker-one'), await say(bob, 'marker-two')];
  const reply = await say(bob, 'marker-reply', { thread: one });
  for (const message of [two, one, reply]) await pin(ann, message);
  expect(await bodies(bob, 'pin')).toEqual(['marker-reply', 'marker-one', 'marker-two']);
  await remove(ann, one);
  await remove(ann, two);
  const told = await kept(bob, 'pin');
  expect(told.messages.map(({ id }) => id)).toEqual([reply]);
  expect(JSON.stringify([told, await entries(bob)])).not.toMatch(/marker-(one|two)/);
  expect((await get(bob, one)).pinned).toBeUndefined();
  expect(await codeOf(pin(ann, one))).toBe('message-deleted');
  expect(await codeOf(mark(ann, one, { kind: 'decision' }))).toBe('message-deleted');
});

test('R151: R153: R36: of what I may not see I am told neither text nor author, and the lists do not have it', async () => {
  const ask = { kind: 'group' as const, name: 'Later', history: 'joined' as const, members: [] };
  room = (await world.rooms.create(ann, { ...ask, cmid: write().cmid })).id;
  const old = await say(ann, 'before');
  const fresh = { kind: 'to-do', who: ann.user } as const;
  await world.rooms.addMember(ann, room, { user: bob.user, role: 'member' });
  await pin(ann, old);
  await mark(ann, old, fresh);
  expect(await codeOf(mark(ann, old, { kind: 'to-do', who: bob.user }))).toBe('invalid-input');
  expect(await codeOf(pin(bob, old, false))).toBe('message-not-found');
  const seen = (await entries(bob)).filter((entry) => 'target' in entry);
  expect(seen.map(({ kind }) => kind)).toEqual(['pin', 'mark']);
  for (const entry of seen) expect(entry).not.toHaveProperty('by');
  expect(JSON.stringify(seen)).not.toContain(ann.user);
  expect([await bodies(bob, 'pin'), await bodies(bob, 'to-do')]).toEqual([[], []]);
  expect([await bodies(ann, 'pin'), await bodies(ann, 'to-do')]).toEqual([['before'], ['before']]);
  expect(await codeOf(kept(cid, 'pin'))).toBe('room-not-found');
});

test('R151: what is moved to another room is pinned and marked in neither', async () => {
  const other = await world.group(ann, cid);
  const message = await say(ann, 'elsewhere');
  await pin(ann, message);
  await mark(ann, message, { kind: 'decision' });
  await moveMessages(world.movesParts, ann, { ...write(), messages: [message], to: { room: other } });
  for (const where of [room, other]) {
    expect(await bodies(ann, 'pin', { room: where })).toEqual([]);
    expect(await bodies(ann, 'decision', { room: where })).toEqual([]);
  }
  expect(await get(ann, message, other)).not.toHaveProperty('pinned');
});

test('R152: a mark says what a message is to the room, whose it is to do, and the last one counts', async () => {
  const message = await say(ann, 'paint the boat');
  await mark(ann, message, { kind: 'decision' });
  expect((await get(bob, message)).mark).toMatchObject({ kind: 'decision', by: ann.user });
  await mark(bob, message, { kind: 'to-do', who: bob.user });
  expect((await get(ann, message)).mark).toMatchObject({ kind: 'to-do', who: bob.user, by: bob.user });
  expect(await codeOf(mark(ann, message, { kind: 'to-do', who: cid.user }))).toBe('invalid-input');
  await mark(ann, message, { kind: 'done', who: bob.user });
  expect([await bodies(ann, 'to-do'), await bodies(ann, 'done')]).toEqual([[], ['paint the boat']]);
  await mark(bob, message, null);
  expect((await get(ann, message)).mark).toBeUndefined();
  await set(ann, { rights: { mark: 'admin' } });
  expect(await codeOf(mark(bob, message, { kind: 'decision' }))).toBe('forbidden');
  expect(
    (await entries(bob)).filter(({ kind }) => kind === 'mark').map((entry) => 'mark' in entry && entry.mark),
  ).toEqual([{ kind: 'decision' }, { kind: 'to-do', who: bob.user }, { kind: 'done', who: bob.user }, null]);
});

test('R152: whose to-do it was stays when they have left the room', async () => {
  const message = await say(ann, 'sweep');
  await mark(ann, message, { kind: 'to-do', who: bob.user });
  await world.rooms.leave(bob, room);
  expect(await codeOf(mark(ann, message, { kind: 'done', who: bob.user }))).toBe('fine');
  expect((await get(ann, message)).mark).toMatchObject({ kind: 'done', who: bob.user });
});

test('R153: the lists are told in parts, changed last first, each kind by itself, and by whose it is', async () => {
  const made = await Promise.all(['a', 'b', 'c', 'd'].map((body) => say(ann, body)));
  const [a, b, c, d] = made as [MessageId, MessageId, MessageId, MessageId];
  for (const message of [a, b, c]) await mark(ann, message, { kind: 'to-do', who: bob.user });
  await mark(ann, d, { kind: 'to-do' });
  await mark(ann, a, { kind: 'to-do', who: ann.user });
  const first = await kept(bob, 'to-do', { limit: 3 });
  expect(first.messages.map(({ body }) => body)).toEqual(['a', 'd', 'c']);
  const rest = await kept(bob, 'to-do', { limit: 3, before: first.next });
  expect(rest.messages.map(({ body }) => body)).toEqual(['b']);
  expect(rest.next).toBeUndefined();
  expect(await bodies(bob, 'to-do', { who: bob.user })).toEqual(['c', 'b']);
  expect(await bodies(bob, 'decision')).toEqual([]);
});

test('R154: a forward says again what stands there now, whatever its sender wrote, once for all tries', async () => {
  const other = await world.group(bob, cid);
  const message = await say(ann, 'draft');
  await world.messaging.edit(ann, { ...write(), message, encoding: 'text', body: 'final' });
  const ask = {
    ...write(other),
    encoding: 'text' as const,
    body: 'something else',
    forwards: { room, message },
  };
  const acks = await Promise.all([world.messaging.send(bob, ask), world.messaging.send(bob, ask)]);
  expect(acks[1]).toEqual(acks[0]);
  const copy = acks[0].message as MessageId;
  const seen = await get(cid, copy, other);
  expect(seen).toMatchObject({ body: 'final', by: bob.user, forwarded: true });
  expect(seen.editedAt).toBeUndefined();
  const change = { ...write(other), message: copy, encoding: 'text' as const, body: 'never said' };
  expect(await codeOf(world.messaging.edit(bob, change))).toBe('forbidden');
  await remove(ann, message);
  expect(await world.messaging.send(bob, ask)).toEqual(acks[0]);
  expect((await get(cid, copy, other)).body).toBe('final');
  expect(await codeOf(world.messaging.send(bob, { ...ask, ...write(other) }))).toBe('message-deleted');
  await world.messaging.delete(bob, { ...write(other), message: copy });
  expect((await get(cid, copy, other)).body).toBeNull();
});

test('R154: who forwards may see it and take it out where it is, and send where it goes; nobody is called', async () => {
  const other = await world.group(cid, bob);
  const message = await say(ann, 'ours');
  const forwards = { room, message };
  const to = (by: Caller, more: object = {}) =>
    world.messaging.send(by, { ...write(other), encoding: 'text', body: 'x', forwards, ...more });
  expect(await codeOf(to(cid))).toBe('room-not-found');
  expect(await codeOf(to(ann))).toBe('room-not-found');
  expect(await codeOf(to(bob, { mentions: [cid.user] }))).toBe('invalid-input');
  await set(ann, { rights: { forward: 'admin' } });
  expect(await codeOf(to(bob))).toBe('forbidden');
  await set(ann, { rights: { forward: 'guest' } });
  await set(cid, { announcement: true }, other);
  expect(await codeOf(to(bob))).toBe('forbidden');
  await set(cid, { announcement: false }, other);
  const scope = { read: true, write: true, rooms: [other] };
  expect(await codeOf(to({ ...bob, scope }))).toBe('forbidden');
  expect(await codeOf(to(bob))).toBe('fine');
});

test('R155: where a forward comes from is told to who could see it there, and to nobody else in any way', async () => {
  const other = await world.group(bob, cid, ann);
  const third = await world.group(cid, ann);
  const message = await say(ann, 'from here');
  const copy = await say(bob, 'from here', { to: other, forwards: { room, message } });
  const again = await say(cid, 'from here', { to: third, forwards: { room: other, message: copy } });
  const origins = async (by: Caller, from: RoomId, id: MessageId) =>
    (await world.messaging.origins(by, { room: from, messages: [id] })).origins;
  expect(await origins(ann, other, copy)).toMatchObject({ [copy]: { room, message, by: ann.user } });
  expect(await origins(cid, other, copy)).toEqual({});
  // What was forwarded twice leads to where it was said first.
  expect(await origins(ann, third, again)).toMatchObject({ [again]: { room, message } });
  expect(await origins(cid, third, again)).toEqual({});
  expect(await origins(ann, room, message)).toEqual({});
  expect(await codeOf(origins(bob, third, again))).toBe('room-not-found');
  const told = JSON.stringify([
    await entries(cid, other),
    await world.messaging.page(cid, { room: other, limit: 50 }),
    await get(cid, copy, other),
    await entries(cid, third),
  ]);
  expect(told).not.toContain(room);
  expect(told).not.toContain(message);
  await remove(ann, message);
  expect(await origins(ann, other, copy)).toEqual({});
});
