// The client against the real server: what the model server of the other tests stands for.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningServer, startServer } from '@sup/testkit';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Client, createClient, type Room, type RoomSnapshot } from '../src/index.ts';
import { until } from '../src/observable.ts';
import { nodePlatform } from '../src/platform/node.ts';

const password = 'correct horse battery staple';
let server: RunningServer;
const clients: Client[] = [];
const directory = mkdtempSync(join(tmpdir(), 'sup-sdk-'));

beforeAll(async () => {
  server = await startServer({ settings: { SUP_STRANGERS: 'inbox' } });
}, 60_000);
afterEach(async () => {
  for (const client of clients.splice(0)) await client.stop();
});
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await server?.stop();
});

let made = 0;
async function person(name: string, options: { path?: string } = {}): Promise<Client> {
  made += 1;
  const client = await app(options);
  await client.session.register({ handle: `${name}${made}`, name, password });
  await client.connection.whenReady();
  return client;
}

async function app(options: { path?: string } = {}): Promise<Client> {
  const client = createClient({ url: server.url, platform: nodePlatform(options) });
  clients.push(client);
  await client.start();
  return client;
}

const idOf = (client: Client) => {
  const self = client.self.getSnapshot();
  if (self === undefined) throw new Error('nobody is signed in');
  return self.id;
};
const messages = ({ items }: RoomSnapshot) => items.filter((item) => item.kind === 'message');
const bodies = (room: Room) => messages(room.getSnapshot()).map(({ body }) => body);
const last = (room: Room) => messages(room.getSnapshot()).at(-1);
const eventually = (room: Room, fits: (snapshot: RoomSnapshot) => boolean) => until(room, fits);

async function chat() {
  const [ann, bob] = [await person('ann'), await person('bob')];
  const annRoom = await ann.rooms.openDirect(idOf(bob));
  // They know each other: Bob wants this chat, too.
  const bobRoom = await bob.rooms.openDirect(idOf(ann));
  return { ann, bob, annRoom, bobRoom };
}

test('two people chat: ticks, unread, edit, reaction, reply and deletion reach the other', async () => {
  const { annRoom, bobRoom } = await chat();
  annRoom.open();
  annRoom.send('hello bob');
  expect(last(annRoom)).toMatchObject({ body: 'hello bob', status: 'queued' });
  await eventually(bobRoom, (room) => room.unread === 1);
  await eventually(annRoom, () => last(annRoom)?.status === 'delivered');
  bobRoom.open();
  // A room that is not open may know that something is unread before it holds what.
  await eventually(bobRoom, () => bodies(bobRoom).length === 1);
  expect(bodies(bobRoom)).toEqual(['hello bob']);
  bobRoom.markRead();
  await eventually(annRoom, () => last(annRoom)?.status === 'read');
  const message = last(annRoom);
  if (message?.id === undefined) throw new Error('it is sent');
  annRoom.edit(message.id, 'hello Bob');
  await eventually(bobRoom, () => last(bobRoom)?.body === 'hello Bob');
  expect(last(bobRoom)?.edited).toBe(true);
  bobRoom.react(message.id, '👍', true);
  await eventually(annRoom, () => last(annRoom)?.reactions[0]?.count === 1);
  expect(last(annRoom)?.reactions).toMatchObject([{ emoji: '👍', count: 1, mine: false }]);
  bobRoom.send('hi ann', { replyTo: message.id });
  await eventually(annRoom, () => bodies(annRoom).length === 2 && last(annRoom)?.quoted !== undefined);
  expect(last(annRoom)?.quoted).toMatchObject({ text: 'hello Bob' });
  annRoom.delete(message.id);
  await eventually(bobRoom, (room) => messages(room)[0]?.deleted === true);
  expect(bodies(bobRoom)).toEqual([null, 'hi ann']);
}, 60_000);

test('R171 R173: a stranger is a request, which is told at once; accepted, it is a room with all that was sent', async () => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  const room = await ann.rooms.openDirect(idOf(bob));
  room.open();
  room.send('hello bob');
  await until(bob.rooms, ({ requests }) => requests === 1);
  expect(bob.rooms.getSnapshot().rooms).toEqual([]);
  const { requests } = await bob.rest.contacts.list({});
  expect(requests).toMatchObject([{ room: room.id, kind: 'direct', by: { id: idOf(ann) } }]);
  const { messages: shown } = await bob.rest.contacts.preview({ request: room.id });
  expect(shown.map(({ body }) => body)).toEqual(['hello bob']);
  expect(last(room)?.status).not.toBe('delivered');
  const bobRoom = await bob.rooms.accept(room.id);
  bobRoom.open();
  await eventually(bobRoom, () => bodies(bobRoom).length === 1);
  await until(bob.rooms, (list) => list.requests === 0 && list.rooms.length === 1);
  bobRoom.markRead();
  await eventually(room, () => last(room)?.status === 'read');
  bobRoom.send('hi ann');
  await eventually(room, () => bodies(room).length === 2);
}, 60_000);

test('R200 R202: a deleted room leaves the lists and the totals, and comes back with what was being written', async () => {
  const { ann, bob } = await chat();
  const room = await ann.rooms.create({ kind: 'group', name: 'Regatta', members: [idOf(bob)] });
  room.open();
  room.send('hello bob');
  const bobRoom = bob.room(room.id);
  await until(bob.rooms, ({ unread }) => unread === 1);
  bobRoom.setDraft({ text: 'half a' });
  expect(await room.moderation.graceDays()).toBe(7);
  await room.moderation.deleteRoom();
  await eventually(room, ({ deletesAt }) => deletesAt !== undefined);
  await eventually(bobRoom, ({ state }) => state === 'gone');
  await until(bob.rooms, ({ rooms, unread }) => unread === 0 && rooms.every(({ id }) => id !== room.id));
  expect(bodies(room)).toEqual(['hello bob']);
  await expect(bob.room(room.id).moderation.restoreRoom()).rejects.toMatchObject({ code: 'room-not-found' });
  await room.moderation.restoreRoom();
  await eventually(room, ({ deletesAt }) => deletesAt === undefined);
  await eventually(
    bobRoom,
    ({ state, unread, draft }) => state === 'ready' && unread === 1 && draft?.text === 'half a',
  );
  bobRoom.open();
  bobRoom.send('back again');
  await eventually(room, () => bodies(room).at(-1) === 'back again');
}, 60_000);

test('typing is seen, and ends with the message', async () => {
  const { ann, annRoom, bobRoom } = await chat();
  annRoom.open();
  bobRoom.open();
  await eventually(bobRoom, (room) => room.state === 'ready');
  annRoom.typing();
  await eventually(bobRoom, (room) => room.typing.includes(idOf(ann)));
  annRoom.send('done');
  await eventually(bobRoom, (room) => room.typing.length === 0);
}, 60_000);

test('R22: after the server was killed under load, everything is there once and in order', async () => {
  const { annRoom, bobRoom } = await chat();
  annRoom.open();
  const texts = Array.from({ length: 200 }, (_, at) => `message ${at}`);
  const sent = texts.map((text) => annRoom.send(text));
  await annRoom.settled(sent[10] ?? sent[0]!);
  await server.kill();
  await server.restart();
  await Promise.all(sent.map((cmid) => annRoom.settled(cmid)));
  await eventually(bobRoom, () => bodies(bobRoom).length === 200);
  expect(bodies(bobRoom)).toEqual(texts);
  expect(bodies(annRoom)).toEqual(texts);
}, 60_000);

test('what was written while the app could not send goes out when it runs again', async () => {
  const path = join(directory, 'dora.sqlite');
  const dora = await person('dora', { path });
  const room = await dora.rooms.openDirect(idOf(dora));
  await server.kill();
  room.send('kept');
  await clients.splice(clients.indexOf(dora), 1)[0]?.stop();
  await server.restart();
  const again = await app({ path });
  expect(again.session.getSnapshot().state).toBe('signed-in');
  expect(bodies(again.room(room.id))).toEqual(['kept']);
  await again.drained();
  expect(last(again.room(room.id))?.status).not.toBe('queued');
}, 60_000);

test('R45: drafts, pins and markers follow to my other device', async () => {
  const ann = await person('ann');
  const other = await app();
  const { handle } = ann.self.getSnapshot() ?? { handle: '' };
  await other.session.login({ handle, password });
  const notes = await ann.rooms.openDirect(idOf(ann));
  const there = other.room(notes.id);
  await eventually(there, ({ state }) => state === 'ready');
  notes.setDraft({ text: 'half a thought' });
  notes.setPinned(true);
  await eventually(there, ({ draft, pinned }) => draft?.text === 'half a thought' && pinned);
  notes.send('a whole one');
  await eventually(there, ({ draft }) => draft === undefined);
}, 60_000);

test('pages: an old place is jumped to, and leads back to the latest', async () => {
  const { annRoom, bobRoom } = await chat();
  annRoom.open();
  for (let at = 0; at < 200; at += 1) annRoom.send(`message ${at}`);
  await eventually(bobRoom, (room) => room.last?.text === 'message 199');
  const fresh = await app();
  const handle = clients[1]?.self.getSnapshot()?.handle ?? '';
  await fresh.session.login({ handle, password });
  const room = fresh.room(annRoom.id);
  room.open();
  await eventually(room, ({ items }) => items.length >= 30);
  expect(bodies(room).at(-1)).toBe('message 199');
  const [first] = messages(annRoom.getSnapshot());
  await room.jumpTo((first?.seq ?? 0) + 20);
  expect(room.getSnapshot().loadFailure).toBeUndefined();
  expect(room.getSnapshot().hasNewer).toBe(true);
  expect(bodies(room)).toContain('message 20');
  for (let page = 0; page < 10 && room.getSnapshot().hasNewer; page += 1) await room.loadNewer();
  expect(bodies(room).at(-1)).toBe('message 199');
  while (room.getSnapshot().hasOlder) await room.loadOlder();
  expect(bodies(room)).toEqual(Array.from({ length: 200 }, (_, at) => `message ${at}`));
}, 60_000);

test('a session ended from another device leads to signed-out, with the draft kept', async () => {
  const ann = await person('ann');
  const other = await app();
  const { handle } = ann.self.getSnapshot() ?? { handle: '' };
  await other.session.login({ handle, password });
  const notes = await ann.rooms.openDirect(idOf(ann));
  notes.setDraft({ text: 'not lost' });
  await other.rest.auth.logoutEverywhere({});
  await until(ann.session, ({ state }) => state === 'signed-out');
  expect(ann.session.getSnapshot()).toEqual({ state: 'signed-out', why: 'ended' });
  expect(ann.rooms.getSnapshot().rooms).toEqual([]);
  await ann.session.login({ handle, password });
  await eventually(ann.room(notes.id), ({ draft }) => draft?.text === 'not lost');
}, 60_000);

test('R180, R187: a message that is moved is shown where it is, on all devices, and goes back when it is taken back', async () => {
  const [ann, bob] = [await person('ann'), await person('bob')];
  const members = [idOf(bob)];
  const annRoom = await ann.rooms.create({ kind: 'group', name: 'From', members });
  const annOther = await ann.rooms.create({ kind: 'group', name: 'To', members });
  for (const { id: request } of [annRoom, annOther]) await bob.rest.contacts.accept({ request });
  const [bobRoom, bobOther] = [bob.room(annRoom.id), bob.room(annOther.id)];
  for (const room of [annRoom, annOther, bobRoom, bobOther]) room.open();
  await annRoom.settled(annRoom.send('to be moved'));
  await annRoom.settled(annRoom.send('stays'));
  await eventually(bobRoom, (snapshot) => messages(snapshot).length === 2 && snapshot.unread === 2);
  const id = messages(annRoom.getSnapshot())[0]?.id;
  if (id === undefined) throw new Error('what is settled has an id');
  const act = await annRoom.moves.move([id], { room: annOther.id });
  await eventually(bobOther, (snapshot) => messages(snapshot)[0]?.body === 'to be moved');
  await eventually(bobRoom, (snapshot) => messages(snapshot)[0]?.movedAway?.message === id);
  expect(bobRoom.getSnapshot()).toMatchObject({ unread: 1, last: { text: 'stays' } });
  expect(bobOther.getSnapshot()).toMatchObject({ unread: 1, last: { text: 'to be moved' } });
  const seq = messages(bobOther.getSnapshot())[0]?.seq;
  expect(await bobRoom.moves.find(id)).toEqual({ room: annOther.id, seq });
  await annRoom.moves.undo(act);
  await eventually(bobRoom, (snapshot) => messages(snapshot)[0]?.body === 'to be moved');
  await eventually(bobOther, (snapshot) => snapshot.unread === 0);
  expect(bobRoom.getSnapshot().unread).toBe(2);
  expect(bobOther.getSnapshot().last).toBeUndefined();
}, 60_000);

test('R218, R221: a guest enters with a name, talks, and is signed out for good when the link is taken back', async () => {
  const ann = await person('ann');
  const room = await ann.rooms.create({ kind: 'group', name: 'Workshop' });
  const { code, invite } = await ann.rest.invites.create({
    room: room.id,
    role: 'guest',
    guests: true,
    expiresInSeconds: 3_600,
  });
  const gil = await app();
  const entered = await gil.session.enter({ code, name: 'Gil' });
  expect(entered).toMatchObject({ room: room.id, self: { name: 'Gil', guest: { until: invite.expiresAt } } });
  await until(gil.rooms, ({ rooms }) => rooms.length === 1);
  const here = gil.room(room.id);
  here.open();
  here.send('hello from outside');
  await eventually(room, ({ last: newest }) => newest?.text === 'hello from outside');
  here.setDraft({ text: 'never said' });
  await ann.rest.invites.revoke({ room: room.id, invite: invite.id });
  await until(gil.session, ({ state }) => state === 'signed-out');
  expect(gil.session.getSnapshot()).toEqual({ state: 'signed-out', why: 'ended', wasGuest: true });
});

test('R247: a guest makes an account: what they are writing and sending goes on over the same connection', async () => {
  const ann = await person('ann');
  const room = await ann.rooms.create({ kind: 'group', name: 'Workshop' });
  const { code, invite } = await ann.rest.invites.create({
    ...{ room: room.id, role: 'guest', guests: true, expiresInSeconds: 3_600 },
  });
  const path = join(directory, 'gil');
  const gil = await app({ path });
  await gil.session.enter({ code, name: 'Gil' });
  await until(gil.rooms, ({ rooms }) => rooms.length === 1);
  await gil.connection.whenReady();
  const states = new Set<string>();
  gil.connection.subscribe(() => void states.add(gil.connection.getSnapshot().state));
  const here = gil.room(room.id);
  here.open();
  const before = [here.send('one'), here.send('two')];
  const making = gil.session.upgrade({ handle: `gil${made}`, password });
  const after = [here.send('three'), here.send('four')];
  here.setDraft({ text: 'half a sen' });
  expect(await making).toHaveLength(10);
  for (const sent of [...before, ...after]) await here.settled(sent);
  await until(gil.self, (self) => self !== undefined && self.guest === undefined);
  await eventually(room, (snapshot) => messages(snapshot).length === 4);
  expect(bodies(room)).toEqual(['one', 'two', 'three', 'four']);
  await until(here, ({ myRole }) => myRole === 'member');
  await ann.rest.invites.revoke({ room: room.id, invite: invite.id });
  await room.settled(room.send('and on it goes'));
  await eventually(here, ({ last: newest }) => newest?.text === 'and on it goes');
  expect([...states].filter((state) => state !== 'ready')).toEqual([]);
  expect(here.draft()?.text).toBe('half a sen');
  await clients.splice(clients.indexOf(gil), 1)[0]?.stop();
  const again = await app({ path });
  expect(again.session.getSnapshot()).toMatchObject({ state: 'signed-in', self: { handle: `gil${made}` } });
  await again.connection.whenReady();
  expect(again.room(room.id).draft()?.text).toBe('half a sen');
}, 60_000);
