// Threads over both doors: what a reply does to the frames of a room, small and large, and to REST.
import {
  addresses,
  type Entry,
  limits,
  type MessageId,
  type ThreadListed,
  type ThreadPage,
} from '@sup/protocol';
import { message, register, type ServerHere, startServerHere, type TestPerson } from '@sup/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mustBeSent, overRest, overSocket } from './two-doors.ts';

let sup: ServerHere;
let ann: TestPerson;
let bob: TestPerson;
beforeAll(async () => {
  sup = await startServerHere({ settings: { SUP_RATE_LIMITS: 'off' } });
  [ann, bob] = [await register(sup, 'ann'), await register(sup, 'bob')];
});
afterAll(() => sup?.stop());

const cmid = () => message('' as never, '').cmid;

test('R77: R31: replies and all that is said about them come with the entries of the room, the same for all', async () => {
  const room = await ann.group([bob]);
  const [a, b] = [await ann.connect(), await bob.connect()];
  const send = overSocket(a);
  const root = mustBeSent(await send({ type: 'message.send', room, cmid: cmid(), body: 'root' }));
  const reply = mustBeSent(
    await send({ type: 'message.send', room, cmid: cmid(), body: 'reply', thread: root.message }),
  );
  await send({ type: 'message.edit', room, cmid: cmid(), message: reply.message, body: 'better' });
  await send({ type: 'message.react', room, cmid: cmid(), message: reply.message, emoji: '👍', on: true });
  const last = await send({ type: 'message.delete', room, cmid: cmid(), message: reply.message });
  const end = typeof last === 'string' ? 0 : last.seq;
  await b.when(() => b.all('entries').some(({ to }) => to === end));
  const frames = b.all('entries').filter(({ from }) => from >= root.seq);
  for (const [at, frame] of frames.entries()) if (at > 0) expect(frame.from).toBe(frames[at - 1]?.to);
  const about = { thread: root.message, threadSeq: root.seq };
  expect(frames.flatMap(({ entries }) => entries as Entry[])).toMatchObject([
    { kind: 'message', ordinal: 1, ...about },
    { kind: 'edit', ...about },
    { kind: 'reaction', ...about },
    { kind: 'delete', ...about },
  ]);
  a.close();
  b.close();
});

test('R77: in a larger room that is not open a reply moves the head, and calls whom it mentions', async () => {
  const names = Array.from({ length: limits.smallRoomMembersMax }, (_, at) => `many${at}`);
  const crowd = await Promise.all(names.map((name) => register(sup, name)));
  const room = await ann.group([bob, ...crowd]);
  const [a, b] = [await ann.connect(), await bob.connect()];
  const send = overSocket(a);
  const root = mustBeSent(await send({ type: 'message.send', room, cmid: cmid(), body: 'root' }));
  const reply = mustBeSent(
    await send({
      type: 'message.send',
      room,
      cmid: cmid(),
      body: 'reply',
      thread: root.message,
      mentions: [bob.id],
    }),
  );
  await b.when(() => b.all('mention').some(({ seq }) => seq === reply.seq));
  await b.when(() => b.all('heads').some(({ heads }) => heads[room]?.head === reply.seq));
  const told = b.all('heads').findLast(({ heads }) => heads[room]?.head === reply.seq);
  expect(told?.heads[room]).toMatchObject({ ordinal: 1, preview: { seq: root.seq } });
  expect(b.all('entries').filter((frame) => frame.room === room)).toEqual([]);
  a.close();
  b.close();
});

test('R70: R53: threads are written and read over REST as over the socket', async () => {
  const room = await ann.group([bob]);
  const send = overRest(bob);
  const root = mustBeSent(await overRest(ann)({ type: 'message.send', room, cmid: cmid(), body: 'root' }));
  const key = cmid();
  const ask = { type: 'message.send' as const, room, cmid: key, body: 'reply', thread: root.message };
  const reply = mustBeSent(await send(ask));
  const socket = await bob.connect();
  expect(await overSocket(socket)(ask)).toMatchObject({ seq: reply.seq });
  const { thread: _, ...bare } = ask;
  expect(await send(bare)).toBe('cmid-conflict');
  const params = { room, thread: root.message };
  const page = await ann.must<ThreadPage>(addresses.threads.page, { params });
  expect(page.items).toMatchObject([{ id: reply.message, body: 'reply' }]);
  expect(page.root.summary).toMatchObject({ replies: 1, following: true, unread: 1 });
  const listed = async () => {
    const { threads } = await ann.must<ThreadListed>(addresses.threads.list, {});
    return threads.filter((thread) => thread.room === room);
  };
  expect(await listed()).toMatchObject([{ unread: 1, marker: root.seq }]);
  await ann.must(addresses.threads.mark, { params, body: { seq: reply.seq } });
  expect(await listed()).toMatchObject([{ unread: 0, marker: reply.seq }]);
  await ann.must(addresses.threads.follow, { params, body: { on: false } });
  expect(await listed()).toEqual([]);
  const unknown = { room, thread: reply.message as MessageId };
  expect((await ann.call(addresses.threads.page, { params: unknown })).status).toBe(404);
  socket.close();
});
