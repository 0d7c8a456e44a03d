import { type Cmid, forever, type RoomId, type RoomSettings, SupError } from '@sup/protocol';
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
  [ann, bob, cid] = [world.person(), world.person(), world.person()];
  room = await world.group(ann, bob, cid);
});
afterEach(() => world.close());

const cmid = () => world.newId<'Cmid'>() as Cmid;

async function errorOf(promise: Promise<unknown>): Promise<SupError | undefined> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof SupError) return error;
    throw error;
  }
  return undefined;
}
const codeOf = async (promise: Promise<unknown>) => (await errorOf(promise))?.code ?? 'fine';

const set = (by: Caller, settings: RoomSettings) => world.rooms.change(by, room, { cmid: cmid(), settings });
const entriesFor = async (by: Caller, of = room) =>
  (await world.messaging.sync(by, { room: of, from: 0 })).entries;
const lastMessage = async (by: Caller) => {
  const found = (await entriesFor(by)).findLast((entry) => entry.kind === 'message');
  if (found?.kind !== 'message') throw new Error('nothing was said');
  return found.id;
};

test('R93: a ban removes the member in the same append, and nothing of the room is theirs until it ends', async () => {
  const heard = world.hearUser(bob.user);
  const until = world.clock.now() + 60_000;
  await world.rooms.ban(ann, room, { user: bob.user, until, reason: 'Spam' });
  await world.rooms.ban(ann, room, { user: bob.user, until, reason: 'Spam' });
  const [left, banned, ...more] = (await entriesFor(ann)).slice(-2);
  expect(left).toMatchObject({ kind: 'member.left', user: bob.user });
  expect(banned).toMatchObject({ kind: 'member.banned', user: bob.user, until, reason: 'Spam' });
  expect(banned?.seq).toBe((left?.seq ?? 0) + 1);
  expect(more).toEqual([]);
  expect(heard).toContainEqual({ type: 'membership', user: bob.user, room, member: false });
  expect(await codeOf(world.rooms.get(bob, room))).toBe('room-not-found');
  expect(await codeOf(world.say(bob, room))).toBe('room-not-found');
  const add = () => codeOf(world.rooms.addMember(cid, room, { user: bob.user, role: 'member' }));
  expect(await add()).toBe('banned');
  await world.clock.advance(60_000);
  expect(await add()).toBe('fine');
});

test('R93: who is banned from a channel neither joins nor finds it, and is told what strangers are told', async () => {
  const made = await world.rooms.create(ann, { cmid: cmid(), kind: 'channel', name: 'Harbour', members: [] });
  const names = async (who: Caller) =>
    (await world.rooms.directory(who, 'harbour', undefined)).rooms.map(({ name }) => name);
  await world.rooms.join(bob, made.id);
  await world.rooms.ban(ann, made.id, { user: bob.user });
  await world.rooms.ban(ann, made.id, { user: cid.user });
  for (const who of [bob, cid]) {
    expect(await codeOf(world.rooms.join(who, made.id))).toBe('room-not-found');
    expect(await names(who)).toEqual([]);
  }
  expect(await names(world.person())).toEqual(['Harbour']);
  expect(await codeOf(world.rooms.unban(bob, made.id, bob.user))).toBe('room-not-found');
  await world.rooms.unban(ann, made.id, bob.user);
  expect(await codeOf(world.rooms.unban(ann, made.id, bob.user))).toBe('not-banned');
  expect(await names(bob)).toEqual(['Harbour']);
  expect(await codeOf(world.rooms.join(bob, made.id))).toBe('fine');
});

test('R93: who is banned now is listed for those who may ban, newest first, and for nobody else', async () => {
  const dan = world.person();
  await world.rooms.ban(ann, room, { user: bob.user, until: world.clock.now() + 1_000 });
  await world.clock.advance(10);
  await world.rooms.ban(ann, room, { user: dan.user, reason: 'Rude' });
  const listed = async () =>
    (await world.rooms.bans(ann, room, undefined)).bans.map(({ user, until, reason }) => ({
      user: user.id,
      until,
      reason,
    }));
  expect(await listed()).toMatchObject([
    { user: dan.user, until: forever, reason: 'Rude' },
    { user: bob.user },
  ]);
  expect(await codeOf(world.rooms.bans(cid, room, undefined))).toBe('forbidden');
  expect(await codeOf(world.rooms.bans(bob, room, undefined))).toBe('room-not-found');
  await world.clock.advance(1_000);
  expect(await listed()).toMatchObject([{ user: dan.user }]);
  const over = { user: cid.user, until: world.clock.now() };
  expect(await codeOf(world.rooms.ban(ann, room, over))).toBe('invalid-input');
});

test('R94: the muted read and delete what is theirs, and neither send, edit nor react, until the time is over', async () => {
  await world.say(bob, room, 'before');
  const message = await lastMessage(bob);
  await world.rooms.mute(ann, room, { user: bob.user, until: world.clock.now() + 5_000 });
  const write = () => ({ room, cmid: cmid(), since: 0, message });
  const react = () => world.messaging.react(bob, { ...write(), emoji: '👍', on: true });
  const edit = () => world.messaging.edit(bob, { ...write(), encoding: 'text', body: 'other' });
  for (const act of [() => world.say(bob, room), react, edit]) {
    const error = await errorOf(act());
    expect(error?.code).toBe('muted');
    expect(error?.details.retryAfterMs).toBe(5_000);
  }
  expect((await world.rooms.get(bob, room)).room.mutedUntil).toBe(world.clock.now() + 5_000);
  expect(await codeOf(world.say(cid, room))).toBe('fine');
  expect(await codeOf(world.messaging.sync(bob, { room, from: 0 }))).toBe('fine');
  await world.clock.advance(5_000);
  expect((await world.rooms.get(bob, room)).room.mutedUntil).toBeUndefined();
  expect([await codeOf(react()), await codeOf(edit())]).toEqual(['fine', 'fine']);
  await world.rooms.mute(ann, room, { user: bob.user, until: forever });
  expect((await errorOf(world.say(bob, room)))?.details.retryAfterMs).toBeUndefined();
  expect(await codeOf(world.messaging.delete(bob, write()))).toBe('fine');
  await world.rooms.mute(ann, room, { user: bob.user, until: null });
  expect(await codeOf(world.say(bob, room))).toBe('fine');
});

test('R94: leaving and coming back does not end a mute', async () => {
  await world.rooms.mute(ann, room, { user: bob.user, until: forever });
  await world.rooms.leave(bob, room);
  await world.rooms.addMember(cid, room, { user: bob.user, role: 'member' });
  expect(await codeOf(world.say(bob, room))).toBe('muted');
  const { members } = await world.rooms.members(ann, room, undefined);
  expect(members.find(({ user }) => user.id === bob.user)?.mutedUntil).toBe(forever);
});

test('R95: slow mode lets each member below moderator say one message in its time, and later ones go on', async () => {
  await set(ann, { slowModeSeconds: 30 });
  expect(await codeOf(world.say(bob, room))).toBe('fine');
  await world.clock.advance(10_000);
  const error = await errorOf(world.say(bob, room));
  expect(error).toMatchObject({ code: 'slow-mode', details: { retryAfterMs: 20_000 } });
  expect(error?.row.retry).toBe('never');
  expect(await codeOf(world.say(cid, room))).toBe('fine');
  expect([await codeOf(world.say(ann, room)), await codeOf(world.say(ann, room))]).toEqual(['fine', 'fine']);
  const message = await lastMessage(bob);
  const reaction = { room, cmid: cmid(), since: 0, message, emoji: '👍', on: true };
  expect(await codeOf(world.messaging.react(bob, reaction))).toBe('fine');
  await world.clock.advance(20_000);
  expect(await codeOf(world.say(bob, room))).toBe('fine');
  expect(await codeOf(world.say(bob, room))).toBe('slow-mode');
  await set(ann, { slowModeSeconds: 0 });
  expect(await codeOf(world.say(bob, room))).toBe('fine');
});

test('R95: a retry of what slow mode let through gets its ack', async () => {
  await set(ann, { slowModeSeconds: 30 });
  const ask = { room, cmid: cmid(), since: 0, encoding: 'text' as const, body: 'once' };
  const first = await world.messaging.send(bob, ask);
  expect(await world.messaging.send(bob, ask)).toEqual(first);
});

test('R96: in an announcement room only moderators and above send; others react', async () => {
  await world.rooms.addMember(ann, room, { user: cid.user, role: 'moderator' });
  await set(ann, { announcement: true });
  expect(await codeOf(world.say(bob, room))).toBe('forbidden');
  expect(await codeOf(world.say(cid, room))).toBe('fine');
  const reaction = { room, cmid: cmid(), since: 0, message: await lastMessage(bob), emoji: '👍', on: true };
  expect(await codeOf(world.messaging.react(bob, reaction))).toBe('fine');
  expect((await world.rooms.rights(bob, room)).rights.send).toBe('moderator');
  await set(ann, { announcement: false });
  expect(await codeOf(world.say(bob, room))).toBe('fine');
});

test('R97: in an archived room nobody sends, edits or reacts; it is read, left and opened again', async () => {
  await world.say(bob, room, 'mine');
  const message = await lastMessage(bob);
  expect(await codeOf(set(bob, { archived: true }))).toBe('forbidden');
  await set(ann, { archived: true });
  const write = () => ({ room, cmid: cmid(), since: 0, message });
  const acts = [
    world.say(ann, room),
    world.messaging.react(bob, { ...write(), emoji: '👍', on: true }),
    world.messaging.edit(bob, { ...write(), encoding: 'text', body: 'other' }),
  ];
  expect(await Promise.all(acts.map(codeOf))).toEqual(['room-archived', 'room-archived', 'room-archived']);
  expect(await codeOf(world.messaging.delete(bob, write()))).toBe('fine');
  expect((await world.rooms.get(bob, room)).room.settings).toEqual({ archived: true });
  expect(await codeOf(world.rooms.leave(bob, room))).toBe('fine');
  await set(ann, { archived: false });
  expect(await codeOf(world.say(ann, room))).toBe('fine');
});

test('settings that are set again say nothing; a retry of a change is one change', async () => {
  const ask = { cmid: cmid(), settings: { slowModeSeconds: 5 } };
  await world.rooms.change(ann, room, ask);
  await world.rooms.change(ann, room, ask);
  await set(ann, { slowModeSeconds: 5 });
  const kinds = (await entriesFor(ann)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'room.changed').length).toBe(1);
});
