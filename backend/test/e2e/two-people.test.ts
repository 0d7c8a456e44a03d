// Two people and a whole server: what a sender is promised, over real sockets.
import { addresses } from '@sup/protocol';
import { message, newId, registerAll, type ServerHere, startServerHere } from '@sup/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';

let sup: ServerHere;
beforeAll(async () => {
  sup = await startServerHere();
});
afterAll(() => sup.stop());

let names = 0;
/** People nobody else has met. */
const people = () => {
  names += 1;
  return registerAll(sup, [`ann${names}`, `bob${names}`]);
};

test('R20 R22 R30 R31: a message reaches both, in order, and a retry gets the same ack and no second message', async () => {
  const [ann, bob] = await people();
  const room = await ann.direct(bob);
  const [a, b] = [await ann.connect(), await bob.connect()];
  const first = message(room, 'Hello Bob');
  const ack = await a.ask('message.send', first);
  expect(await a.ask('message.send', first)).toEqual(ack);
  await b.ask('message.send', message(room, 'Hello Ann'));
  for (const socket of [a, b]) {
    await socket.until(
      (frame): frame is typeof frame => frame.type === 'entries' && frame.to === Number(ack.seq) + 1,
    );
    const bodies = socket.entriesOf(room).flatMap((entry) => (entry.kind === 'message' ? [entry.body] : []));
    expect(bodies).toEqual(['Hello Bob', 'Hello Ann']);
  }
  a.close();
  b.close();
});

test('R12: the welcome tells the heads of rooms that are ahead of what was named, or were not named', async () => {
  const [ann, bob] = await people();
  const room = await ann.direct(bob);
  const a = await ann.connect();
  const head = (await a.next('welcome')).heads[room];
  expect(head).toBeGreaterThan(0);
  const { seq } = await a.ask<{ seq: number }>('message.send', message(room, 'One'));
  const behind = await ann.connect({ heads: { [room]: head } });
  expect((await behind.next('welcome')).heads).toEqual({ [room]: seq });
  const level = await ann.connect({ heads: { [room]: seq } });
  expect((await level.next('welcome')).heads).toEqual({});
  for (const socket of [a, behind, level]) socket.close();
});

test('R53: a message sent over REST and repeated over the socket is one message', async () => {
  const [ann, bob] = await people();
  const room = await ann.direct(bob);
  const a = await ann.connect();
  const { cmid, ...rest } = message(room, 'Twice');
  const body = { cmid, since: 0, body: 'Twice' };
  const ack = await ann.must(addresses.messages.send, { params: { room }, body });
  expect(await a.ask('message.send', { cmid, ...rest })).toEqual(ack);
  a.close();
});

test('R35: someone who is added hears the room from then on, and nothing after their removal', async () => {
  const [ann, bob] = await people();
  const [cid] = await registerAll(sup, [`cid${names}`]);
  const room = await ann.group([bob]);
  const [a, c] = [await ann.connect(), await cid.connect()];
  const params = { room, user: cid.id };
  await ann.must(addresses.rooms.addMember, { params, body: {} });
  await a.ask('message.send', message(room, 'Welcome'));
  await c.until(
    (frame): frame is typeof frame =>
      c.entriesOf(room).some((entry) => entry.kind === 'message') || frame.type === 'bye',
  );
  await ann.must(addresses.rooms.removeMember, { params });
  await a.ask('message.send', message(room, 'Secret'));
  await c.ask('room.list');
  expect(JSON.stringify(c.frames)).not.toContain('Secret');
  await expect(c.ask('room.sync', { room, from: 0 })).rejects.toMatchObject({
    frame: { code: 'room-not-found' },
  });
  a.close();
  c.close();
});

test('R47: typing reaches the other, and not who types', async () => {
  const [ann, bob] = await people();
  const room = await ann.direct(bob);
  const [a, b] = [await ann.connect(), await bob.connect()];
  a.say({ type: 'typing', room, on: true });
  expect(await b.next('typing')).toMatchObject({ room, user: ann.id, on: true });
  await a.ask('room.list');
  expect(a.frames.some((frame) => frame.type === 'typing')).toBe(false);
  a.close();
  b.close();
});

test('R18: when a session ends, its sockets are closed with 4010 and no others', async () => {
  const [ann] = await people();
  const a = await ann.connect();
  const again = await ann.must<{ sessions: { id: string }[] }>(addresses.auth.sessions);
  expect(again.sessions).toHaveLength(1);
  await ann.must(addresses.auth.logout);
  expect(await a.closed).toMatchObject({ code: 4010 });
  expect(a.frames.at(-1)).toMatchObject({ type: 'bye', code: 'session-ended' });
});

test('R16: pong carries the heads that changed since the last one, and the rev of my own stream', async () => {
  const [ann, bob] = await people();
  const room = await ann.direct(bob);
  const a = await ann.connect();
  const { seq } = await a.ask<{ seq: number }>('message.send', message(room, 'News'));
  await a.next('entries');
  a.say({ type: 'ping' });
  const pong = await a.next('pong');
  expect(pong.heads).toEqual({ [room]: seq });
  expect(pong.rev).toBeGreaterThan(0);
  a.close();
});

test('R29: a room that one may not see gives the same answer as one that does not exist', async () => {
  const [ann, bob] = await people();
  const [cid] = await registerAll(sup, [`cid${names}`]);
  const room = await ann.direct(bob);
  const c = await cid.connect();
  for (const place of [room, newId<'RoomId'>()]) {
    for (const [type, fields] of [
      ['room.open', {}],
      ['room.sync', { from: 0 }],
      ['room.page', {}],
      ['room.get', {}],
      ['message.send', { cmid: newId<'Cmid'>(), since: 0, body: 'Let me in' }],
    ] as const)
      await expect(c.ask(type, { room: place, ...fields }), type).rejects.toMatchObject({
        frame: { code: 'room-not-found' },
      });
  }
  c.close();
});
