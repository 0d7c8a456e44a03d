// Moves over both doors: what they do to frames and answers of the rooms, and to what lies on the disk.
import { type Ack, addresses, type Entry, type MessageId, type TimelinePage } from '@sup/protocol';
import { message, newId, register, type ServerHere, startServerHere, type TestPerson } from '@sup/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';

let sup: ServerHere;
let ann: TestPerson;
let bob: TestPerson;
beforeAll(async () => {
  sup = await startServerHere({ settings: { SUP_RATE_LIMITS: 'off' } });
  [ann, bob] = [await register(sup, 'ann'), await register(sup, 'bob')];
});
afterAll(() => sup?.stop());

const say = async (by: TestPerson, room: string, body: string) => {
  const { room: _, ...write } = message(room as never, body);
  const { message: id, seq } = await by.must<Ack>(addresses.messages.send, { params: { room }, body: write });
  return { id: id as MessageId, seq };
};

test('R181: R31: who is in one of the rooms hears of it only what is of that room', async () => {
  const from = await ann.group([bob]);
  const to = await ann.group([]);
  const [a, b] = [await ann.connect(), await bob.connect()];
  const said = await say(bob, from, 'for the other room');
  const move = { room: from, cmid: newId(), since: 0, messages: [said.id], to: { room: to } };
  const { seq } = await a.ask<Ack>('message.move', move);
  await b.when(() => b.all('entries').some((frame) => frame.room === from && frame.to === seq));
  const heard = b.all('entries').filter(({ to: end }) => end >= seq);
  expect(heard.flatMap(({ entries }) => entries as Entry[])).toEqual([
    {
      kind: 'move',
      seq,
      at: expect.any(Number),
      by: ann.id,
      target: said.id,
      targetSeq: said.seq,
      move: move.cmid,
    },
  ]);
  expect(JSON.stringify(b.frames)).not.toContain(to);
  await a.when(() => a.all('entries').some((frame) => frame.room === to));
  const came = a.all('entries').filter((frame) => frame.room === to);
  expect(came.flatMap(({ entries }) => entries as Entry[])).toMatchObject([
    { kind: 'messages.moved', by: ann.id, count: 1 },
    {
      kind: 'message',
      id: said.id,
      by: bob.id,
      body: 'for the other room',
      ordinal: 1,
      moved: { by: ann.id },
    },
  ]);
  // A try that comes again has the same answer, and no effect.
  expect(await a.ask<Ack>('message.move', move)).toMatchObject({ seq });
  const again = await ann.call(addresses.messages.move, {
    params: { room: from },
    body: { cmid: move.cmid, messages: [said.id], to: { room: to } },
  });
  expect(again).toMatchObject({ status: 200, body: { seq } });
  const other = { cmid: move.cmid, messages: [said.id], to: { room: from } };
  const conflict = await ann.call(addresses.messages.move, { params: { room: from }, body: other });
  expect(conflict).toMatchObject({ status: 409, body: { code: 'cmid-conflict' } });
  a.close();
  b.close();
});

test('R182: an old link leads to where the message is, for who may see it there', async () => {
  const [from, to] = [await ann.group([bob]), await ann.group([])];
  const { id } = await say(bob, from, 'linked to');
  const cmid = newId();
  await ann.must(addresses.messages.move, {
    params: { room: from },
    body: { cmid, messages: [id], to: { room: to } },
  });
  const link = { params: { room: from, message: id } };
  const place = { room: to, seq: expect.any(Number) };
  expect(await ann.call(addresses.messages.get, link)).toMatchObject({
    status: 409,
    body: { code: 'moved', place },
  });
  const told = await bob.call(addresses.messages.get, link);
  expect([told.status, told.body.code, told.body.place]).toEqual([409, 'moved', undefined]);
  const page = await bob.must<TimelinePage>(addresses.messages.page, { params: { room: from } });
  expect(page.items.at(-1)).toMatchObject({ id, body: null, movedAt: expect.any(Number) });
  await ann.must(addresses.messages.undoMove, {
    params: { room: from, move: cmid },
    body: { cmid: newId() },
  });
  expect(await bob.call(addresses.messages.get, link)).toMatchObject({ status: 200 });
});
