// SPEC §13: what a room keeps of edited and deleted messages, as its settings say.
import {
  addresses,
  type MessageId,
  type MessageVersion,
  type RoomId,
  type RoomSettings,
  type RoomView,
} from '@sup/protocol';
import {
  FakeClock,
  message,
  newId,
  registerAll,
  type ServerHere,
  startServer,
  startServerHere,
  type TestPerson,
} from '@sup/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filesWith } from './files-with.ts';
import { mustBeAck, mustBeSent, overRest, overSocket } from './two-doors.ts';

let sup: ServerHere;
const clock = new FakeClock();
beforeAll(async () => {
  sup = await startServerHere({ clock, settings: { SUP_RATE_LIMITS: 'off' } });
});
afterAll(() => sup.stop());

let names = 0;
/** Ann and Bob in a group of Ann's, with a door for her to write through. */
async function group(settings: RoomSettings) {
  names += 1;
  const [ann, bob, cid] = await registerAll(sup, [`ann${names}`, `bob${names}`, `cid${names}`]);
  const room = await ann.group([bob], { history: 'joined' });
  await set(ann, room, settings);
  const a = await ann.connect();
  const door = overSocket(a);
  const say = async (body: string, more: object = {}) =>
    mustBeSent(await door({ type: 'message.send', ...message(room, body, more) }));
  const write = async (type: 'message.edit' | 'message.delete', id: MessageId, more: object = {}) =>
    mustBeAck(await door({ type, room, cmid: newId<'Cmid'>(), message: id, ...more }));
  return {
    ann,
    bob,
    cid,
    room,
    a,
    say,
    edit: (id: MessageId, body: string) => write('message.edit', id, { body }),
    remove: (id: MessageId) => write('message.delete', id),
  };
}

async function set(by: TestPerson, room: RoomId, settings: RoomSettings): Promise<void> {
  await by.must(addresses.rooms.change, { params: { room }, body: { cmid: newId<'Cmid'>(), settings } });
}

async function versionsOf(by: TestPerson, room: RoomId, id: string): Promise<MessageVersion[]> {
  const ask = { params: { room, message: id } };
  return (await by.must<{ versions: MessageVersion[] }>(addresses.messages.versions, ask)).versions;
}

/** Passes the second within which the last trace must go. */
async function goneFromFiles(...markers: string[]): Promise<void> {
  await clock.advance(999);
  for (const marker of markers)
    await expect.poll(() => filesWith(sup.dataDir, marker), { timeout: 20_000, interval: 20 }).toEqual([]);
}

test('R130: where a room keeps edits, whoever sees a message sees what it said before, and nobody else does', async () => {
  const { ann, bob, cid, room, a, say, edit } = await group({ editHistory: true });
  const { message: id } = await say('Meet at 7');
  await edit(id, 'Meet at 8');
  await a.reached(room, (await edit(id, 'Meet at 9')).seq);
  expect(a.entriesOf(room).filter(({ kind }) => kind === 'edit')).toMatchObject([
    { keeps: true },
    { keeps: true },
  ]);
  for (const person of [ann, bob])
    expect((await versionsOf(person, room, id)).map(({ body }) => body)).toEqual(['Meet at 7', 'Meet at 8']);
  const ask = { params: { room, message: id } };
  expect((await cid.call(addresses.messages.versions, ask)).body).toMatchObject({ code: 'room-not-found' });
  // Who joins later does not see the message, and so none of its versions.
  await ann.must(addresses.rooms.addMember, { params: { room, user: cid.id }, body: {} });
  expect((await cid.call(addresses.messages.versions, ask)).body).toMatchObject({
    code: 'message-not-found',
  });
  a.close();
});

test('R130: former versions go with the message, with an edit that is not kept, and with the setting', async () => {
  const { ann, bob, room, a, say, edit, remove } = await group({ editHistory: true });
  const marker = () => `marker-${newId()}`;
  const [deleted, replaced, kept] = [marker(), marker(), marker()];
  const first = await say(deleted);
  await edit(first.message, `${deleted} again`);
  await edit(first.message, 'harmless');
  const second = await say(replaced);
  await edit(second.message, 'harmless');
  const third = await say(kept);
  await edit(third.message, 'harmless');
  for (const one of [deleted, replaced, kept]) expect(filesWith(sup.dataDir, one)).not.toEqual([]);

  await remove(first.message);
  expect(await versionsOf(bob, room, first.message)).toEqual([]);
  await goneFromFiles(deleted);
  await set(ann, room, { editHistory: false });
  for (const { message: id } of [second, third]) expect(await versionsOf(bob, room, id)).toEqual([]);
  await goneFromFiles(replaced, kept);
  const unkept = marker();
  const fourth = await say(unkept);
  await edit(fourth.message, 'harmless');
  expect(await versionsOf(bob, room, fourth.message)).toEqual([]);
  await goneFromFiles(unkept);
  a.close();
});

test('R130: of very many versions the newest 50 are kept', async () => {
  const { bob, room, a, say, edit } = await group({ editHistory: true });
  const { message: id } = await say('version 0');
  for (let count = 1; count <= 53; count += 1) await edit(id, `version ${count}`);
  const bodies = (await versionsOf(bob, room, id)).map(({ body }) => body);
  expect(bodies).toEqual(Array.from({ length: 50 }, (_, at) => `version ${at + 3}`));
  a.close();
});

test('R131: where deletion leaves nothing, no page, list or thread shows that there was a message', async () => {
  const { bob, room, a, say, remove } = await group({ deletionLeaves: 'nothing' });
  const b = await bob.connect();
  const before = await say('before');
  const marker = `marker-${newId()}`;
  const gone = await say(marker);
  const { seq } = await remove(gone.message);
  await b.reached(room, seq);
  expect(b.entriesOf(room).at(-1)).toMatchObject({ kind: 'delete', leaves: 'nothing', target: gone.message });
  const pages = [
    await bob.must<object>(addresses.messages.page, { params: { room } }),
    await bob.must<object>(addresses.messages.page, {
      params: { room },
      query: { around: String(gone.seq) },
    }),
  ];
  for (const page of pages) expect(JSON.stringify(page)).not.toContain(gone.message);
  const { room: view } = await bob.must<{ room: RoomView }>(addresses.rooms.get, { params: { room } });
  expect(view.preview).toMatchObject({ seq: before.seq, text: 'before' });
  expect(view).toMatchObject({ unread: 1, deletions: 1 });
  await goneFromFiles(marker);
  for (const socket of [a, b]) socket.close();
});

test('R131: a reply goes from its thread, and what a thread grew from leaves a tombstone', async () => {
  const { bob, room, a, say, remove } = await group({ deletionLeaves: 'nothing' });
  const root = await say('root');
  const reply = await say('first reply', { thread: root.message });
  await say('second reply', { thread: root.message });
  await remove(reply.message);
  await remove(root.message);
  const thread = await bob.must<{ root: object; items: object[] }>(addresses.threads.page, {
    params: { room, thread: root.message },
  });
  expect(thread.items).toMatchObject([{ body: 'second reply' }]);
  expect(thread.root).toMatchObject({ body: null, summary: { replies: 1 } });
  const page = await bob.must<{ items: object[] }>(addresses.messages.page, { params: { room } });
  expect(page.items.at(-1)).toMatchObject({ id: root.message, body: null });
  a.close();
});

test('R132: what has disappeared is told to everyone and is in no file', async () => {
  const { bob, room, a, say } = await group({ disappearAfterSeconds: 20 });
  const b = await bob.connect();
  const marker = `marker-${newId()}`;
  const { seq } = await say(marker);
  await b.reached(room, seq);
  expect(b.entriesOf(room).at(-1)).toMatchObject({ body: marker, expiresAt: clock.now() + 20_000 });
  await clock.advance(21_000);
  for (const socket of [a, b]) {
    await socket.reached(room, seq + 1);
    expect(socket.entriesOf(room).at(-1)).toMatchObject({ kind: 'messages.expired', messages: [{ seq }] });
  }
  const page = await bob.must<object>(addresses.messages.page, { params: { room } });
  const synced = await bob.must<object>(addresses.messages.sync, { params: { room }, query: { from: '0' } });
  expect(JSON.stringify([page, synced])).not.toContain(marker);
  await goneFromFiles(marker);
  for (const socket of [a, b]) socket.close();
});

test('R132: what is to disappear while the server is down is gone once it is back', async () => {
  await using real = await startServer();
  const [ann] = await registerAll(real, ['ann']);
  const room = await ann.group([]);
  await set(ann, room, { disappearAfterSeconds: 2 });
  const marker = `marker-${newId()}`;
  const { seq } = mustBeSent(await overRest(ann)({ type: 'message.send', ...message(room, marker) }));
  await real.kill();
  await real.restart();
  const socket = await ann.connect();
  await socket.ask('room.open', { room });
  await expect
    .poll(async () => JSON.stringify(await socket.ask('room.sync', { room, from: seq })), { timeout: 30_000 })
    .toContain('messages.expired');
  await expect.poll(() => filesWith(real.dataDir, marker), { timeout: 20_000 }).toEqual([]);
  socket.close();
});
