// Pins, marks and forwards over both doors.
import { addresses, type Entry, type MessageId, type OriginsTold, type RoomKeptTold } from '@sup/protocol';
import { message, register, type ServerHere, startServerHere, type TestPerson } from '@sup/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mustBeAck, mustBeSent, overRest, overSocket } from './two-doors.ts';

let sup: ServerHere;
let ann: TestPerson;
let bob: TestPerson;
let cid: TestPerson;
beforeAll(async () => {
  sup = await startServerHere({ settings: { SUP_RATE_LIMITS: 'off' } });
  [ann, bob, cid] = [await register(sup, 'ann'), await register(sup, 'bob'), await register(sup, 'cid')];
});
afterAll(() => sup?.stop());

const cmid = () => message('' as never, '').cmid;

test('R150: R152: R20: R53: pins and marks over either door are one act, and come to all in one order', async () => {
  const room = await ann.group([bob]);
  const [a, b] = [await ann.connect(), await bob.connect()];
  const first = mustBeSent(await overSocket(a)({ type: 'message.send', room, cmid: cmid(), body: 'here' }));
  const pin = { type: 'message.pin' as const, room, cmid: cmid(), message: first.message, on: true };
  const pinned = mustBeAck(await overSocket(a)(pin));
  expect(await overRest(ann)(pin)).toEqual(pinned);
  expect(await overRest(ann)({ ...pin, on: false })).toBe('cmid-conflict');
  const mark = { kind: 'to-do', who: bob.id };
  const marking = { type: 'message.mark' as const, room, cmid: cmid(), message: first.message, mark };
  const marked = mustBeAck(await overRest(bob)(marking));
  expect(await overSocket(b)(marking)).toEqual(marked);
  expect(await overSocket(b)({ ...marking, cmid: cmid(), mark: { kind: 'decision', who: bob.id } })).toBe(
    'invalid-input',
  );
  await b.when(() => b.all('entries').some(({ to }) => to === marked.seq));
  const about = { target: first.message, targetSeq: first.seq };
  const entries = b.all('entries').flatMap((frame) => frame.entries as Entry[]);
  expect(entries.filter(({ seq }) => seq > first.seq)).toMatchObject([
    { kind: 'pin', on: true, by: ann.id, ...about },
    { kind: 'mark', mark, by: bob.id, ...about },
  ]);
  a.close();
  b.close();
});

test('R151: R153: the lists are read over REST as over the socket', async () => {
  const room = await ann.group([bob]);
  const send = overRest(ann);
  const said = mustBeSent(await send({ type: 'message.send', room, cmid: cmid(), body: 'paint it' }));
  const about = { room, message: said.message };
  await send({ type: 'message.pin', cmid: cmid(), on: true, ...about });
  await send({ type: 'message.mark', cmid: cmid(), mark: { kind: 'to-do', who: bob.id }, ...about });
  const socket = await bob.connect();
  const kept = async (list: string, query: Record<string, string> = {}) => {
    const params = { room, list };
    const told = await bob.must<RoomKeptTold>(addresses.messages.kept, { params, query });
    const { messages } = await socket.ask<RoomKeptTold>('room.kept', { ...params, ...query });
    expect(messages).toEqual(told.messages);
    return messages;
  };
  expect(await kept('pin')).toMatchObject([{ id: said.message, pinned: { by: ann.id } }]);
  expect(await kept('to-do', { who: bob.id })).toMatchObject([{ mark: { kind: 'to-do', by: ann.id } }]);
  expect(await kept('to-do', { who: ann.id })).toEqual([]);
  expect((await cid.call(addresses.messages.kept, { params: { room, list: 'pin' } })).status).toBe(404);
  socket.close();
});

test('R154: R155: a forward comes to its readers without a trace of where it was said, but for who asks and may know', async () => {
  const [room, other] = [await ann.group([bob]), await bob.group([ann, cid])];
  const said = mustBeSent(
    await overRest(ann)({ type: 'message.send', room, cmid: cmid(), body: 'first here' }),
  );
  const c = await cid.connect();
  const forwards = { room, message: said.message };
  const ask = { type: 'message.send' as const, room: other, cmid: cmid(), body: '…', forwards };
  const copy = mustBeSent(await overRest(bob)(ask));
  const b = await bob.connect();
  expect(await overSocket(b)(ask)).toEqual(copy);
  expect(await overRest(cid)({ ...ask, cmid: cmid() })).toBe('room-not-found');
  await c.when(() => c.all('entries').some(({ to }) => to === copy.seq));
  const [entry] = c.all('entries').flatMap((frame) => frame.entries as Entry[]);
  expect(entry).toMatchObject({ kind: 'message', body: 'first here', forwarded: true });
  const told = JSON.stringify([c.all('entries'), await c.ask('room.page', { room: other })]);
  expect([told.includes(room), told.includes(said.message)]).toEqual([false, false]);
  const origins = (socket: typeof c, id: MessageId) =>
    socket.ask<OriginsTold>('message.origins', { room: other, messages: [id] });
  expect(await origins(c, copy.message)).toEqual({ origins: {}, users: [] });
  expect(await origins(b, copy.message)).toMatchObject({
    origins: { [copy.message]: { room, message: said.message, by: ann.id, seq: said.seq } },
    users: [{ id: ann.id }],
  });
  const params = { room: other, message: copy.message };
  expect(await cid.must(addresses.messages.origin, { params })).toEqual({});
  expect(await ann.must(addresses.messages.origin, { params })).toMatchObject({ origin: { by: ann.id } });
  b.close();
  c.close();
});
