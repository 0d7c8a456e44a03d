import {
  type AudienceName,
  type Cmid,
  limits,
  type MessageId,
  type Role,
  type RoomId,
  type RoomSettings,
} from '@sup/protocol';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf } from '../../../test/code-of.ts';
import { openWorld, type World } from '../../../test/embedded-world.ts';
import type { Caller } from '../caller.ts';
import { move } from './moves/move.ts';
import { undo } from './moves/undo.ts';

let world: World;
let ann: Caller;
let bob: Caller;
let cid: Caller;
let room: RoomId;

beforeEach(async () => {
  world = await openWorld();
  [ann, bob, cid] = world.people();
  room = await world.group(ann, bob);
  // Who joins later sees all, and is called by none of it.
  await set({ history: 'all' });
});

afterEach(() => world.close());

interface More {
  readonly audience?: AudienceName[];
  readonly mentions?: Caller['user'][];
  readonly thread?: MessageId;
}

const say = (by: Caller, body: string, more: More = {}) => world.message(by, { room, body, ...more });
const everyone = { audience: ['everyone'] } satisfies More;
const edit = (by: Caller, message: MessageId, more: More = {}) =>
  world.messaging.edit(by, { ...world.write(room), message, encoding: 'text', body: 'edited', ...more });
const remove = (by: Caller, message: MessageId) =>
  world.messaging.delete(by, { ...world.write(room), message });
const setRole = (who: Caller, role: Role) => world.rooms.addMember(ann, room, { user: who.user, role });
const set = (settings: RoomSettings) =>
  world.rooms.change(ann, room, { cmid: world.newId<'Cmid'>() as Cmid, settings });

async function mentionsOf(by: Caller, of = room): Promise<number> {
  const { [of]: counts } = await world.rooms.counts(by, [of]);
  const { room: view } = await world.rooms.get(by, of);
  expect(counts?.mentions).toBe(view.mentions);
  expect(counts?.unread).toBeGreaterThanOrEqual(counts?.mentions ?? 0);
  return view.mentions;
}

/** My mentions when all of the room is unread to me. */
async function mentionsFromTheStart(by: Caller): Promise<number> {
  await world.cursors.mark(by, room, 0);
  return mentionsOf(by);
}

test('R236: everyone is who is in the room then, but for the author; who joins later is not meant', async () => {
  await say(ann, 'all of you', everyone);
  expect([await mentionsOf(ann), await mentionsOf(bob)]).toEqual([0, 1]);
  await setRole(cid, 'member');
  expect(await mentionsFromTheStart(cid)).toBe(0);
  await say(bob, 'and now', everyone);
  expect([await mentionsOf(ann), await mentionsOf(bob), await mentionsOf(cid)]).toEqual([1, 0, 1]);
});

test('R236: of a role are those who have it then, whatever became of them since', async () => {
  await setRole(cid, 'member');
  await say(ann, 'before', { audience: ['moderator'] });
  await setRole(bob, 'moderator');
  const seq = (await world.rooms.get(bob, room)).room.head;
  await say(ann, 'while', { audience: ['moderator', 'admin'] });
  await setRole(bob, 'member');
  await say(ann, 'after', { audience: ['moderator'] });
  expect([await mentionsFromTheStart(bob), await mentionsFromTheStart(cid)]).toEqual([1, 0]);
  await say(ann, 'members', { audience: ['member'] });
  expect([await mentionsFromTheStart(bob), await mentionsFromTheStart(cid)]).toEqual([2, 1]);
  const { room: view } = await world.rooms.get(bob, room);
  expect(view.formerRoles).toEqual([
    { role: 'member', from: view.joinedSeq, to: seq - 1 },
    { role: 'moderator', from: seq, to: seq + 1 },
  ]);
});

test('R236: roles are known as far back as formerRoles reach, everyone as far as the membership', async () => {
  await say(ann, 'all of you', everyone);
  await say(ann, 'members', { audience: ['member'] });
  expect(await mentionsFromTheStart(bob)).toBe(2);
  for (let at = 0; at < limits.formerRolesMax / 2; at += 1)
    for (const role of ['moderator', 'member'] as const) await setRole(bob, role);
  expect(await mentionsFromTheStart(bob)).toBe(2);
  await setRole(bob, 'admin');
  expect(await mentionsFromTheStart(bob)).toBe(1);
});

test('R236: who leaves and comes back is not meant by what was said before', async () => {
  await say(ann, 'all of you', everyone);
  await world.rooms.leave(bob, room);
  await say(ann, 'while you were out', everyone);
  await setRole(bob, 'member');
  expect(await mentionsFromTheStart(bob)).toBe(0);
  await say(ann, 'welcome', everyone);
  expect(await mentionsFromTheStart(bob)).toBe(1);
});

test('R236: a message that names a person too is one mention', async () => {
  await say(ann, 'you above all', { ...everyone, mentions: [bob.user] });
  expect(await mentionsOf(bob)).toBe(1);
});

test('R236, R26: an edit decides anew whom the message calls, and a deletion calls nobody', async () => {
  const message = await say(ann, 'hello');
  expect(await mentionsOf(bob)).toBe(0);
  await edit(ann, message, everyone);
  expect(await mentionsOf(bob)).toBe(1);
  await setRole(cid, 'member');
  expect(await mentionsFromTheStart(cid)).toBe(0);
  await edit(ann, message, { audience: ['admin', 'member', 'everyone'] });
  expect([await mentionsOf(bob), await mentionsFromTheStart(cid)]).toEqual([1, 1]);
  const { message: view } = await world.messaging.get(cid, { room, message });
  expect(view).toMatchObject({ audience: ['everyone'], audienceSeq: view.seq + 3 });
  await edit(ann, message);
  expect([await mentionsOf(bob), await mentionsOf(cid)]).toEqual([0, 0]);
  await edit(ann, message, everyone);
  await remove(ann, message);
  expect([await mentionsOf(bob), await mentionsOf(cid)]).toEqual([0, 0]);
});

test('R236, R36: an audience is not told of a message that a reader may not see', async () => {
  const message = await say(ann, 'before you came');
  const joined = world.person();
  await set({ history: 'joined' });
  await world.rooms.addMember(ann, room, { user: joined.user, role: 'member' });
  await edit(ann, message, everyone);
  expect(await mentionsFromTheStart(joined)).toBe(0);
  const { entries = [] } = await world.messaging.sync(joined, { room, from: 0 });
  expect(entries.filter(({ kind }) => kind === 'edit')).toEqual([expect.not.objectContaining(everyone)]);
  expect(await mentionsOf(bob)).toBe(1);
});

test('R236, R74: in a reply it means those who follow the thread, and makes nobody follow', async () => {
  await setRole(cid, 'member');
  const root = await say(ann, 'root');
  const counts = async (by: Caller) => {
    const { threads } = await world.threads.get(by, { room, threads: [root] });
    return [threads[0]?.following, threads[0]?.mentions];
  };
  await say(bob, 'a reply', { thread: root });
  await say(ann, 'all of you', { ...everyone, thread: root });
  expect([await counts(bob), await counts(cid), await counts(ann)]).toEqual([
    [true, 1],
    [false, 0],
    [true, 0],
  ]);
  expect([await mentionsOf(bob), await mentionsOf(cid)]).toEqual([0, 0]);
  await world.threads.follow(cid, { room, thread: root, on: true });
  expect(await counts(cid)).toEqual([true, 1]);
  await say(bob, 'members', { audience: ['member'], thread: root });
  expect([await counts(cid), await counts(ann)]).toEqual([
    [true, 2],
    [true, 0],
  ]);
});

test('R235: who may not call an audience is refused, and nothing is written; a room says who may', async () => {
  const own = await say(bob, 'mine');
  await set({ rights: { 'mention-everyone': 'moderator' } });
  const { room: before } = await world.rooms.get(bob, room);
  for (const audience of [['everyone'], ['guest'], ['owner', 'admin']] as AudienceName[][]) {
    expect(await codeOf(say(bob, 'all', { audience }))).toBe('forbidden');
    expect(await codeOf(say(bob, 'all', { audience, thread: own }))).toBe('forbidden');
    expect(await codeOf(edit(bob, own, { audience }))).toBe('forbidden');
  }
  expect((await world.rooms.get(bob, room)).room.head).toBe(before.head);
  expect(await codeOf(say(bob, '@everyone in words alone'))).toBe('fine');
  await setRole(bob, 'moderator');
  expect(await codeOf(say(bob, 'all', everyone))).toBe('fine');
  expect(await codeOf(edit(bob, own, everyone))).toBe('fine');
});

test('R235: in a direct room both may', async () => {
  const direct = await world.rooms.openDirect(ann, bob.user);
  await world.message(ann, { room: direct.id, body: 'you', ...everyone });
  expect(await mentionsOf(bob, direct.id)).toBe(1);
});

test('R235, R154: a forward calls no audience', async () => {
  const message = await say(ann, 'all of you', everyone);
  const forwards = { room, message };
  expect(await codeOf(world.message(bob, { room, body: 'x', forwards, ...everyone }))).toBe('invalid-input');
  const again = await world.message(bob, { room, body: 'x', forwards });
  expect((await world.messaging.get(ann, { room, message: again })).message).not.toHaveProperty('audience');
});

test('R20, R21: a message with another audience is another message', async () => {
  const ask = { ...world.write(room), encoding: 'text' as const, body: 'x', ...everyone };
  const ack = await world.messaging.send(ann, ask);
  expect(await world.messaging.send(ann, ask)).toEqual(ack);
  expect(await codeOf(world.messaging.send(ann, { ...ask, audience: ['admin'] }))).toBe('cmid-conflict');
});

test('R181: an audience comes along where the mover may call one, and is there again when that is undone', async () => {
  const other = await world.group(ann, bob, cid);
  const message = await say(bob, 'all of you', everyone);
  const write = world.write(room);
  await move(world.movesParts, ann, { ...write, messages: [message], to: { room: other } });
  expect([await mentionsFromTheStart(bob), await mentionsOf(cid, other)]).toEqual([0, 1]);
  await undo(world.movesParts, ann, { ...world.write(room), move: write.cmid });
  expect([await mentionsFromTheStart(ann), await mentionsOf(cid, other)]).toEqual([1, 0]);
  await world.rooms.change(ann, other, {
    cmid: world.newId<'Cmid'>() as Cmid,
    settings: { rights: { 'mention-everyone': 'owner' } },
  });
  await world.rooms.addMember(ann, room, { user: bob.user, role: 'moderator' });
  await world.rooms.addMember(ann, other, { user: bob.user, role: 'moderator' });
  await move(world.movesParts, bob, { ...world.write(room), messages: [message], to: { room: other } });
  expect(await mentionsOf(cid, other)).toBe(0);
});

test('R181: in a thread a moved message calls those who follow it, and in the room again everyone', async () => {
  const root = await say(bob, 'root');
  const message = await say(ann, 'all of you', everyone);
  const write = world.write(room);
  await move(world.movesParts, ann, { ...write, messages: [message], to: { room, thread: root } });
  const [thread] = (await world.threads.get(bob, { room, threads: [root] })).threads;
  expect([await mentionsOf(bob), thread?.mentions]).toEqual([0, 1]);
  await undo(world.movesParts, ann, { ...world.write(room), move: write.cmid });
  const [after] = (await world.threads.get(bob, { room, threads: [root] })).threads;
  expect([await mentionsOf(bob), after?.mentions]).toEqual([1, 0]);
});

test('R237: a message to many is one entry and one row', async () => {
  const others = Array.from({ length: 100 }, () => world.person());
  const crowd = await world.group(ann, ...others);
  const rows = async () => {
    const counted = ['audience_calls', 'mentions', 'log', 'message_changes'].map(async (table) => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(
        world.sql.read,
      );
      return Number(rows[0]?.n);
    });
    return Promise.all(counted);
  };
  const before = await rows();
  await world.message(ann, { room: crowd, body: 'all of you', ...everyone });
  const after = await rows();
  expect(after.map((count, at) => count - (before[at] ?? 0))).toEqual([1, 0, 1, 0]);
  for (const one of others.slice(0, 3)) expect(await mentionsOf(one, crowd)).toBe(1);
});
