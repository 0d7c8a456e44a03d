// R200–R204: a room that is deleted is not there, is as it was when it is restored, and leaves nothing when its time is
// over. A kill is an error that nothing handles, after which the server is opened anew on its data.
import { type Cmid, type MessageId, pollText, type RoomId, stateKey } from '@sup/protocol';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf } from '../../../../test/code-of.ts';
import { openWorld, type World } from '../../../../test/embedded-world.ts';
import type { Caller } from '../../caller.ts';
import { purges } from './purge.ts';

const dayMs = 86_400_000;

let world: World;
let ann: Caller;
let bob: Caller;
let cid: Caller;
let room: RoomId;

beforeEach(async () => {
  world = await openWorld();
  [ann, bob, cid] = world.people();
  room = await world.group(ann, bob, cid);
});
afterEach(() => world.close());

const newCmid = () => world.newId<'Cmid'>() as Cmid;
const send = async (
  by: Caller,
  body: string,
  more: { thread?: MessageId; mentions?: [Caller['user']] } = {},
) => {
  const ask = { room, cmid: newCmid(), since: 0, encoding: 'text' as const, body, ...more };
  const { message } = await world.messaging.send(by, ask);
  if (!message) throw new Error('the ack of a send names the message');
  return message;
};
const set = (by: Caller, key: string, value: object) => world.ownStream.set(by, key, value);

/** Everything somebody is told of their rooms. */
const listOf = async (by: Caller) => (await world.rooms.list(by, undefined)).rooms;

/** The server is stopped and started again, that much later. */
async function restart(afterMs = 0): Promise<void> {
  const { directory, clock } = world;
  await world.stop();
  await clock.advance(afterMs);
  world = await openWorld({ directory, clock });
}

/** All that can be asked about the room, and what is answered. */
async function answers(by: Caller): Promise<string[]> {
  const { rooms, messaging, ownStream } = world;
  const draft = stateKey.draft(room);
  const asks = [
    () => rooms.get(by, room),
    () => rooms.members(by, room, undefined),
    () => rooms.rights(by, room),
    () => rooms.join(by, room),
    () => rooms.leave(by, room),
    () => rooms.addMember(by, room, { user: cid.user, role: 'member' }),
    () => rooms.removeMember(by, room, cid.user),
    () => rooms.change(by, room, { cmid: newCmid(), name: 'Another' }),
    () => messaging.page(by, { room, limit: 10 }),
    () => messaging.sync(by, { room, from: 0 }),
    () => send(by, 'hello'),
    () => ownStream.set(by, draft, { text: 'x', at: 1 }),
    () => world.deletion.restore(by, room),
    () => world.deletion.delete(by, room),
  ];
  const codes: string[] = [];
  for (const ask of asks) codes.push(await codeOf(ask()));
  return codes;
}

describe('R200: a deleted room', () => {
  test('R200: is for everyone but its keepers as one that never was', async () => {
    const message = await send(ann, 'hello');
    const view = await world.deletion.delete(ann, room);
    expect(view.deletesAt).toBe(Math.floor(world.clock.now()) + 7 * dayMs);
    const stranger = world.person();
    const here = room;
    const toBob = await answers(bob);
    room = world.newId<'RoomId'>() as RoomId;
    expect(toBob).toEqual(await answers(bob));
    room = here;
    expect(toBob).toEqual(await answers(stranger));
    expect(await listOf(bob)).toEqual([]);
    expect(await world.rooms.counts(bob, [room])).toEqual({});
    expect(await world.rooms.following(bob.user)).toEqual([]);
    const told = await world.messaging.list(bob, [{ room, message }]);
    expect(told.messages).toEqual([]);
  });

  test('R200: a channel is in no directory, and takes nobody in', async () => {
    const cmid = newCmid();
    const { id } = await world.rooms.create(ann, { kind: 'channel', name: 'News', cmid, members: [] });
    const found = async () => (await world.rooms.directory(bob, 'news', undefined)).rooms;
    expect(await found()).toHaveLength(1);
    await world.deletion.delete(ann, id);
    expect(await found()).toEqual([]);
    expect(await codeOf(world.rooms.join(bob, id))).toBe('room-not-found');
    const admission = { room: id, user: bob.user, device: bob.device, role: 'member' as const };
    const granted = { ...admission, granter: ann.user, cmid: newCmid(), isResumed: false };
    expect(await codeOf(world.rooms.admit(granted))).toBe('room-not-found');
    await world.deletion.restore(ann, id);
    expect(await found()).toHaveLength(1);
  });

  test('R201: its keepers read it and are told until when it can be restored, and change nothing in it', async () => {
    const message = await send(bob, 'hello');
    const before = (await world.rooms.get(ann, room)).room;
    await world.deletion.delete(ann, room);
    const { deletesAt, head, ...now } = (await world.rooms.get(ann, room)).room;
    expect({ ...now, head: head - 1 }).toEqual({ ...before, marker: now.marker, read: now.read });
    expect(deletesAt).toBeGreaterThan(world.clock.now());
    const { items } = await world.messaging.page(ann, { room, limit: 10 });
    expect(items.at(-1)).toMatchObject({ kind: 'room.deleted', deletesAt, keepers: [ann.user] });
    const change = { room, cmid: newCmid(), since: 0, message };
    for (const ask of [
      () => send(ann, 'hello'),
      () => world.messaging.delete(ann, change),
      () => world.rooms.change(ann, room, { cmid: newCmid(), settings: { archived: true } }),
      () => world.rooms.addMember(ann, room, { user: cid.user, role: 'admin' }),
      () => world.rooms.transfer(ann, room, bob.user),
      () => world.rooms.ban(ann, room, { user: bob.user }),
      () => world.rooms.leave(ann, room),
    ])
      expect(await codeOf(ask())).toBe('room-deleted');
    expect((await world.rooms.get(ann, room)).room.head).toBe(head);
  });

  test('R201: is deleted by who has the right to; a room of two is not', async () => {
    const refused = async (by: Caller, which = room) => codeOf(world.deletion.delete(by, which));
    expect(await refused(bob)).toBe('forbidden');
    expect(await codeOf(world.deletion.restore(bob, room))).toBe('forbidden');
    expect(await refused(world.person())).toBe('room-not-found');
    expect(await refused(ann, (await world.rooms.openDirect(ann, bob.user)).id)).toBe('room-kind');
    await world.rooms.addMember(ann, room, { user: bob.user, role: 'admin' });
    const rights = { 'delete-room': 'admin' as const };
    await world.rooms.change(ann, room, { cmid: newCmid(), settings: { rights } });
    const first = await world.deletion.delete(bob, room);
    await world.clock.advance(dayMs);
    // Both keep it; asked again it is still the first deletion that counts.
    expect(await world.deletion.delete(ann, room)).toMatchObject({ deletesAt: first.deletesAt });
    expect(await codeOf(world.rooms.get(cid, room))).toBe('room-not-found');
    await world.deletion.restore(ann, room);
    expect((await world.rooms.get(bob, room)).room.deletesAt).toBeUndefined();
  });

  test('R200: people learn by their own streams that it is not theirs now, and that it is again', async () => {
    const key = stateKey.room(room);
    const read = async (by: Caller) => (await world.ownStreamStore.get(by.user, [key]))[0];
    const before = await read(bob);
    const revs = await Promise.all([ann, bob, cid].map((one) => world.ownStream.rev(one.user)));
    const heard = world.hearUser(bob.user);
    await world.deletion.delete(ann, room);
    expect(await read(bob)).toEqual({ key, value: null, rev: (before?.rev ?? 0) + 1 });
    expect(heard).toContainEqual({ type: 'membership', user: bob.user, room, member: false });
    expect(heard).toContainEqual({ type: 'state', user: bob.user, items: [await read(bob)] });
    await world.deletion.restore(ann, room);
    expect((await read(bob))?.value).toEqual({ member: true });
    expect(heard).toContainEqual({ type: 'membership', user: bob.user, room, member: true });
    const now = await Promise.all([ann, bob, cid].map((one) => world.ownStream.rev(one.user)));
    expect(now.map((rev, at) => rev - (revs[at] ?? 0))).toEqual([0, 2, 2]);
  });
});

test('R202: a room that is restored is as everyone left it', async () => {
  const root = await send(ann, 'hello', { mentions: [bob.user] });
  await send(cid, 'reply', { thread: root });
  await send(bob, 'mine', { thread: root });
  await send(ann, 'news');
  await set(bob, stateKey.draft(room), { text: 'half a', at: 1 });
  await set(bob, stateKey.pin(room), { at: 1 });
  await set(bob, stateKey.mute(room), { level: 'nothing' });
  await set(bob, stateKey.folders(), { folders: [{ id: newCmid(), name: 'Work', rooms: [room] }] });
  await set(bob, stateKey.saved(room, root), { at: 1 });
  // What is written behind is in the store.
  await restart();
  const stateOf = async () =>
    (await world.ownStream.sync(bob, 0)).items.map(({ key, value }) => [key, value]);
  const before = { list: await listOf(bob), state: (await stateOf()).toSorted() };
  const threads = async () => (await world.threads.list(bob, undefined)).threads.map(({ unread }) => unread);
  expect(await threads()).toEqual([0]);
  await world.deletion.delete(ann, room);
  expect(await threads()).toEqual([]);
  await restart(6 * dayMs);
  await world.deletion.restore(ann, room);
  // Twice is once.
  await world.deletion.restore(ann, room);
  expect(await threads()).toEqual([0]);
  const [now] = await listOf(bob);
  expect([{ ...now, head: (now?.head ?? 0) - 2 }]).toEqual(before.list);
  expect((await stateOf()).toSorted()).toEqual(before.state);
  await restart(30 * dayMs);
  await purgeNow();
  expect(await listOf(bob)).toHaveLength(1);
  expect(await send(bob, 'again')).toBeDefined();
});

/** Tables with rows that name the room, or a message of it, but its own and its log. */
async function rowsLeft(): Promise<string[]> {
  const { read } = world.sql;
  const { rows: tables } = await sql<{ name: string }>`select m.name from sqlite_master m
    where m.type = 'table' and exists (select 1 from pragma_table_info(m.name) c where c.name = 'room')`.execute(
    read,
  );
  const { rows: rooms } = await sql<{ no: number }>`select no from rooms where id = ${room}`.execute(read);
  const found: string[] = [];
  for (const { name } of tables.filter((table) => table.name !== 'log')) {
    const { rows } =
      await sql`select 1 from ${sql.table(name)} where room in (${room}, ${rooms[0]?.no})`.execute(read);
    if (rows.length > 0) found.push(name);
  }
  const { rows: ofMessages } = await sql<{
    name: string;
  }>`select m.name from sqlite_master m where m.type = 'table'
    and exists (select 1 from pragma_table_info(m.name) c where c.name = 'message')
    and not exists (select 1 from pragma_table_info(m.name) c where c.name = 'room')`.execute(read);
  for (const { name } of ofMessages) {
    const { rows } = await sql`select 1 from ${sql.table(name)} where message in (
      select message from log where room = ${rooms[0]?.no})`.execute(read);
    if (rows.length > 0) found.push(name);
  }
  return found;
}

/** What the log still says. */
async function wordsLeft(): Promise<unknown[]> {
  const { rows } = await sql`select body, rest from log where (body is not null or rest is not null)
    and room = (select no from rooms where id = ${room})`.execute(world.sql.read);
  return rows;
}

const keysLeft = async (by: Caller) => {
  const { items } = await world.ownStream.sync(by, 0);
  return items.filter(({ key, value }) => value !== null && JSON.stringify([key, value]).includes(room));
};

/** Somebody votes, and it is told: from then on nothing is written by itself. */
async function votedIn(message: MessageId): Promise<void> {
  await world.polls.vote(cid, { room, message, choices: [1] });
  await expect
    .poll(async () => {
      await world.clock.advance(1_000);
      return (await world.messaging.get(bob, { room, message })).message.poll?.voters;
    })
    .toBe(1);
}

/** A room with something in every table that a room has something in. */
async function fill(): Promise<void> {
  const settings = { editHistory: true, retentionDays: 100 };
  await world.rooms.change(ann, room, { cmid: newCmid(), topic: 'secret topic', settings });
  const root = await send(ann, 'secret root', { mentions: [bob.user] });
  await send(bob, 'secret reply', { thread: root, mentions: [ann.user] });
  const about = () => ({ room, cmid: newCmid(), since: 0, message: root });
  await world.messaging.react(bob, { ...about(), emoji: '👍', on: true });
  await world.messaging.pin(ann, { ...about(), on: true });
  await world.messaging.edit(ann, { ...about(), encoding: 'text', body: 'secret edit' });
  const forwards = { room, message: root };
  await world.messaging.send(cid, { ...about(), encoding: 'text', body: '', forwards });
  await set(bob, stateKey.draft(room), { text: 'secret draft', at: 1 });
  await set(cid, stateKey.folders(), { folders: [{ id: newCmid(), name: 'Work', rooms: [room] }] });
  await set(cid, stateKey.saved(room, root), { at: 1 });
  await send(ann, 'secret call', { mentions: [bob.user] });
  const poll = { choices: 2, closesAt: Math.floor(world.clock.now()) + 90 * dayMs };
  const ask = {
    ...about(),
    encoding: 'text' as const,
    body: pollText({ question: 'secret?', choices: ['a', 'b'] }),
  };
  const asked = await world.messaging.send(bob, { ...ask, poll });
  if (!asked.message) throw new Error('the ack of a send names the message');
  await votedIn(asked.message);
  await world.rooms.mute(ann, room, { user: bob.user, until: null });
  await world.rooms.ban(ann, room, { user: world.person().user, reason: 'secret reason' });
  await world.rooms.removeMember(ann, room, cid.user);
  for (let n = 0; n < 600; n += 1) void send(ann, `secret ${n}`);
  await send(ann, 'secret end');
}

/** Tables that `fill` leaves rows in, of those that this world has services for. */
const filled = [
  'message_changes',
  'room_members',
  'reactions',
  'mentions',
  'thread_mentions',
  'thread_follows',
  'message_versions',
  'room_former_members',
  'room_sanctions',
  'forwards',
  'cursors',
  'polls',
  'poll_votes',
];

const auditOf = async () => {
  const { rows } = await sql<{ what: string; who: string }>`select what, who from audit
    where target = ${room} order by id`.execute(world.sql.read);
  return rows;
};

/** Resolves when nothing is left to be purged; looks again whenever what runs may have set itself a time. */
const purged = () =>
  expect
    .poll(
      async () => {
        await world.clock.advance(100);
        return world.deletionParts.store.next();
      },
      { timeout: 20_000 },
    )
    .toBeUndefined();

/** What is due is done: the runner's, and what it was cut off from. */
const purgeNow = () => purges(world.deletionParts, new AbortController().signal).run(world.clock.now());

async function expectNothingLeft(): Promise<void> {
  expect(await rowsLeft()).toEqual([]);
  expect(await wordsLeft()).toEqual([]);
  for (const one of [ann, bob, cid]) {
    expect(await keysLeft(one)).toEqual([]);
    expect(await listOf(one)).toEqual([]);
    expect(new Set(await answers(one))).toEqual(new Set(['room-not-found']));
  }
  expect(await world.deletionParts.store.next()).toBeUndefined();
  expect(await auditOf()).toEqual([
    { what: 'room.deleted', who: ann.user },
    { what: 'room.purged', who: ann.user },
  ]);
}

test('R203: when its time is over a room is gone, with every word, row and key of it, and its places stay', async () => {
  await fill();
  const other = await world.group(ann, bob);
  await world.say(ann, other, 'kept');
  await world.deletion.delete(ann, room);
  const { head } = (await world.rooms.get(ann, room)).room;
  await restart(7 * dayMs - 1);
  expect((await world.rooms.get(ann, room)).room.deletesAt).toBe(Math.floor(world.clock.now()) + 1);
  expect(await wordsLeft()).not.toEqual([]);
  expect(await rowsLeft()).toEqual(expect.arrayContaining(filled));
  const heard = world.hearUser(ann.user);
  await purged();
  expect(heard).toContainEqual({ type: 'membership', user: ann.user, room, member: false });
  expect((await listOf(ann)).map(({ id }) => id)).toEqual([other]);
  await world.rooms.leave(bob, other);
  await world.rooms.leave(ann, other);
  await expectNothingLeft();
  expect((await world.engine.roomLog.heads([room])).get(room)).toBe(head + 1);
  const { rows } = await sql<{ n: number }>`select count(*) as n from log
    where room = (select no from rooms where id = ${room})`.execute(world.sql.read);
  expect(rows[0]?.n).toBe(head + 1);
});

test('R203: who restores it at the last moment has it; from its end on nobody does', async () => {
  await world.deletion.delete(ann, room);
  await restart(8 * dayMs);
  await world.deletion.restore(ann, room);
  await purgeNow();
  expect(await send(bob, 'here')).toBeDefined();
  await world.deletion.delete(ann, room);
  await restart(8 * dayMs);
  await purgeNow();
  expect(await codeOf(world.deletion.restore(ann, room))).toBe('room-not-found');
  expect(await codeOf(world.deletion.delete(ann, room))).toBe('room-not-found');
});

class Killed extends Error {}

/** As many restarts as there are steps: each kill comes one step later in what the one before left. Answers how many. */
async function purgeWithKills(): Promise<number> {
  let kills = 0;
  for (let isDone = false; !isDone; kills += 1) {
    const { deletionParts } = world;
    const isBefore = kills % 2 === 0;
    let steps = 0;
    const erase: typeof deletionParts.store.erase = async (ask) => {
      if (isBefore && steps > 0) throw new Killed();
      steps += 1;
      const answer = await deletionParts.store.erase(ask);
      isDone = answer.isDone;
      if (!isBefore) throw new Killed();
      return answer;
    };
    const propose: typeof deletionParts.log.propose = async (where, proposal) => {
      const record = await deletionParts.log.propose(where, proposal);
      if (record && kills === 0) throw new Killed();
      return record;
    };
    const parts = {
      ...deletionParts,
      log: { ...deletionParts.log, propose },
      store: { ...deletionParts.store, erase },
    };
    await purges(parts, new AbortController().signal)
      .run(world.clock.now())
      .catch((error: unknown) => {
        if (!(error instanceof Killed)) throw error;
      });
    await restart();
    await world.deletion.drain();
    // Whatever is left of it, nobody is told of it.
    for (const one of [ann, bob]) expect((await listOf(one)).filter(({ id }) => id === room)).toEqual([]);
  }
  return kills;
}

test('R203: killed before or after any step of it, a purge goes on when the server is back', async () => {
  await fill();
  await world.deletion.delete(ann, room);
  await restart(7 * dayMs);
  await world.deletion.drain();
  expect(await purgeWithKills()).toBeGreaterThan(10);
  await expectNothingLeft();
  // As many restarts as steps: on a busy machine they take a while.
}, 120_000);

test('R245: so is a space purged, and what was in it is there as before, with a place for each elsewhere', async () => {
  const members = [bob.user, cid.user];
  const ask = { kind: 'space' as const, name: 'secret space', members };
  room = (await world.rooms.create(ann, { ...ask, cmid: newCmid() })).id;
  const others = [await world.group(ann, bob), await world.group(ann, bob)];
  const [tea, cake] = others as [RoomId, RoomId];
  const place = (space: RoomId, child: RoomId) =>
    world.spaces.put(ann, { room: space, child, before: undefined });
  const elsewhere = { kind: 'space' as const, name: 'Elsewhere', members: [] };
  const other = (await world.rooms.create(ann, { ...elsewhere, cmid: newCmid() })).id;
  for (const child of others) await place(room, child);
  await place(other, room);
  await place(other, tea);
  await world.rooms.ban(ann, room, { user: world.person().user, reason: 'secret reason' });
  await set(bob, stateKey.archive(room), { at: 1 });
  await set(cid, stateKey.folders(), { folders: [{ id: newCmid(), name: 'Work', rooms: [room] }] });
  await world.rooms.removeMember(ann, room, cid.user);
  expect(await childrenIn(room)).toBe(2);
  await world.deletion.delete(ann, room);
  await restart(7 * dayMs);
  await world.deletion.drain();
  expect(await purgeWithKills()).toBeGreaterThan(5);
  expect([await childrenIn(room), await rowsLeft(), await wordsLeft()]).toEqual([0, [], []]);
  for (const one of [ann, bob, cid]) expect(await keysLeft(one)).toEqual([]);
  expect((await world.rooms.get(ann, other)).room.children).toEqual([tea]);
  for (const child of [tea, cake]) expect(await world.say(bob, child)).toBeGreaterThan(0);
}, 120_000);

const childrenIn = async (space: RoomId) => {
  const { rows } = await sql`select 1 from space_children where space = ${space}`.execute(world.sql.read);
  return rows.length;
};

test('R204: deleting and restoring leave a trace, with the entry that does it', async () => {
  await world.deletion.delete(ann, room);
  await world.deletion.restore(ann, room);
  expect(await auditOf()).toEqual([
    { what: 'room.deleted', who: ann.user },
    { what: 'room.restored', who: ann.user },
  ]);
});

test('R200: with the account of its last keeper a deleted room is left, and goes when its time is over', async () => {
  await world.deletion.delete(ann, room);
  expect(await world.roomIndex.roomsOutOfSight(bob.user)).toEqual([room]);
  await world.rooms.leaveWithAccount(bob, room);
  await world.rooms.leaveWithAccount(ann, room);
  expect(await world.roomIndex.memberIds(room)).toEqual([cid.user]);
  await restart(7 * dayMs);
  await purged();
  expect(await rowsLeft()).toEqual([]);
});
