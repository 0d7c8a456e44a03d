// SPEC §3 on a whole server, over sockets and REST mixed: a write is one act, whichever door its tries come through.
import { type Ack, type Entry, limits, type RoomId } from '@sup/protocol';
import {
  FakeClock,
  message,
  newId,
  type RunningServer,
  registerAll,
  startServer,
  startServerHere,
  type TestPerson,
  type TestSocket,
} from '@sup/testkit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Act, type Door, mustBeAck, mustBeSent, overRest, overSocket } from './two-doors.ts';

let sup: RunningServer;
beforeAll(async () => {
  sup = await startServer({ settings: { SUP_RATE_LIMITS: 'off' } });
});
afterAll(() => sup?.stop());

let names = 0;
async function world() {
  names += 1;
  const [ann, bob, cid] = await registerAll(sup, [`ann${names}`, `bob${names}`, `cid${names}`]);
  const room = await ann.group([bob]);
  return { ann, bob, cid, room };
}

const send = (room: RoomId, body: string): Act => ({ type: 'message.send', ...message(room, body) });
const act = (type: Act['type'], room: RoomId, fields: object): Act => ({
  type,
  room,
  cmid: newId<'Cmid'>(),
  ...fields,
});

async function logOf(socket: TestSocket, room: RoomId): Promise<Entry[]> {
  return (await socket.ask<{ entries: Entry[] }>('room.sync', { room, from: 0 })).entries;
}

test('R20, R53: tries of a write at the same moment over two sockets and REST, and again after a kill, are one effect and one ack', async () => {
  const { ann, bob, room } = await world();
  const [first, second] = [await ann.connect(), await ann.connect()];
  const doors = [overSocket(first), overRest(ann), overSocket(second), overRest(ann)];
  const target = mustBeSent(await overSocket(first)(send(room, 'A target'))).message;
  const doomed = mustBeSent(await overRest(ann)(send(room, 'To be deleted'))).message;
  const acts = [
    send(room, 'Only once'),
    act('message.edit', room, { message: target, body: 'Edited once' }),
    act('message.react', room, { message: target, emoji: '👍', on: true }),
    act('message.delete', room, { message: doomed }),
  ];
  const acks: Ack[] = [];
  for (const one of acts) {
    const outcomes = await Promise.all(doors.map((door) => door(one)));
    for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0]);
    acks.push(mustBeAck(outcomes[0] ?? 'nothing'));
  }
  await sup.kill();
  await sup.restart();
  const third = await ann.connect();
  for (const [at, one] of acts.entries())
    for (const door of [overRest(ann), overSocket(third)]) expect(await door(one)).toEqual(acks[at]);
  const log = await logOf(third, room);
  for (const [at, kind] of (['message', 'edit', 'reaction', 'delete'] as const).entries())
    expect(log.filter((entry) => entry.kind === kind && entry.seq >= (acks[0]?.seq ?? 0))).toMatchObject([
      { kind, seq: acks[at]?.seq, at: acks[at]?.at },
    ]);
  // Somebody else's same cmid is another effect.
  const [own] = acts;
  if (own) expect(mustBeAck(await overRest(bob)(own)).seq).toBeGreaterThan(acks.at(-1)?.seq ?? 0);
  third.close();
});

test('R21: a cmid that comes back with anything else is refused with cmid-conflict over both doors, and nothing is written', async () => {
  const { ann, bob, room } = await world();
  const a = await ann.connect();
  const original = send(room, 'The original');
  const { message: id, seq } = mustBeSent(await overSocket(a)(original));
  const { cmid } = original;
  const others: Act[] = [
    { ...original, body: 'Another body' },
    { ...original, replyTo: id },
    { ...original, mentions: [bob.id] },
    { type: 'message.edit', room, cmid, message: id, body: 'The original' },
    { type: 'message.delete', room, cmid, message: id },
    { type: 'message.react', room, cmid, message: id, emoji: '👍', on: true },
  ];
  for (const other of others)
    for (const door of [overSocket(a), overRest(ann)])
      expect(await door(other), JSON.stringify(other)).toBe('cmid-conflict');
  const answer = await ann.call(
    { method: 'POST', path: '/rooms/:room/messages' },
    { params: { room }, body: { cmid, body: 'x' } },
  );
  expect(answer.status).toBe(409);
  const log = await logOf(a, room);
  expect(log.at(-1)).toMatchObject({ kind: 'message', seq, body: 'The original' });
  expect(await overSocket(a)(original)).toMatchObject({ seq });
  a.close();
});

test('R24, R25: past a retryable refusal later writes of the connection wait for its repetition, and the order holds', async () => {
  const clock = new FakeClock();
  await using limited = await startServerHere({ clock });
  const [ann, bob] = await registerAll(limited, ['ann', 'bob']);
  const [room, elsewhere] = [await ann.direct(bob), await ann.direct(ann)];
  const a = await ann.connect();
  const door = overSocket(a);
  const acts = Array.from({ length: 140 }, (_, at) => send(room, `number ${at}`));
  const outcomes = await Promise.all(acts.map(door));
  const refusedAt = outcomes.indexOf('rate-limited');
  expect(refusedAt).toBeGreaterThan(0);
  for (const outcome of outcomes.slice(0, refusedAt)) expect(outcome).toHaveProperty('seq');
  for (const outcome of outcomes.slice(refusedAt + 1)) expect(outcome).toBe('earlier-send-pending');
  // Another room is not held up by this one; a repetition of the refused one opens the way again.
  for (const one of [send(elsewhere, 'Not held up'), ...acts.slice(refusedAt)])
    for (let outcome = await door(one); typeof outcome === 'string'; outcome = await door(one)) {
      expect(outcome).toBe('rate-limited');
      await clock.advance(a.all('error').at(-1)?.retryAfterMs ?? 0);
    }
  const log = await logOf(a, room);
  const bodies = log.flatMap((entry) => (entry.kind === 'message' ? [entry.body] : []));
  expect(bodies).toEqual(acts.map(({ body }) => body));
  a.close();
});

test('R23, R24: after a refusal for good nothing has happened, nothing ever will, and later writes go on', async () => {
  const { ann, room } = await world();
  const a = await ann.connect();
  const wrong = { ...send(room, 'An answer'), replyTo: newId<'MessageId'>() };
  const [refused, went] = await Promise.all([wrong, send(room, 'Later')].map(overSocket(a)));
  expect(refused).toBe('message-not-found');
  expect(went).toHaveProperty('seq');
  expect(await overRest(ann)(wrong)).toBe('message-not-found');
  expect(JSON.stringify(await logOf(a, room))).not.toContain('An answer');
  a.close();
});

test('R26: only the author edits; the author and owners of a group delete; what is deleted takes no edit and no reaction', async () => {
  const { ann, bob, room } = await world();
  const direct = await ann.direct(bob);
  const [a, b] = [await ann.connect(), await bob.connect()];
  const [asAnn, asBob] = [
    [overSocket(a), overRest(ann)],
    [overSocket(b), overRest(bob)],
  ];
  const sentBy = async (door: Door | undefined, place: RoomId) =>
    mustBeSent((await door?.(send(place, 'Something'))) ?? 'nothing').message;
  const [annsMessage, annsDirect] = [await sentBy(asAnn[0], room), await sentBy(asAnn[0], direct)];
  for (const door of asBob) {
    expect(await door(act('message.edit', room, { message: annsMessage, body: 'Mine now' }))).toBe(
      'forbidden',
    );
    expect(await door(act('message.delete', room, { message: annsMessage }))).toBe('forbidden');
    expect(await door(act('message.delete', direct, { message: annsDirect }))).toMatch(/forbidden|room-kind/);
  }
  for (const [at, owner] of asAnn.entries()) {
    const bobsMessage = await sentBy(asBob[at], room);
    expect(await owner(act('message.edit', room, { message: bobsMessage, body: 'Mine now' }))).toBe(
      'forbidden',
    );
    mustBeAck(await owner(act('message.delete', room, { message: bobsMessage })));
    for (const door of [...asAnn, ...asBob]) {
      expect(await door(act('message.edit', room, { message: bobsMessage, body: 'Back again' }))).toMatch(
        /message-deleted|forbidden/,
      );
      expect(await door(act('message.react', room, { message: bobsMessage, emoji: '👍', on: true }))).toBe(
        'message-deleted',
      );
    }
    expect(await asBob[at]?.(act('message.edit', room, { message: bobsMessage, body: 'Back again' }))).toBe(
      'message-deleted',
    );
  }
  a.close();
  b.close();
});

test('R28: a reaction given twice or taken away twice shows as given or taken once', async () => {
  const { ann, bob, room } = await world();
  const [a, b] = [await ann.connect(), await bob.connect()];
  const { message: id } = mustBeSent(await overSocket(a)(send(room, 'Like me')));
  const react = (emoji: string, on: boolean) => act('message.react', room, { message: id, emoji, on });
  const shown = async () =>
    (await b.ask<{ message: { reactions: object[] } }>('message.get', { room, message: id })).message
      .reactions;
  for (const door of [overSocket(a), overRest(ann), overSocket(b), overRest(bob)])
    mustBeAck(await door(react('👍', true)));
  expect(await shown()).toMatchObject([{ emoji: '👍', count: 2, mine: true }]);
  for (const door of [overSocket(a), overRest(ann)]) mustBeAck(await door(react('👍', false)));
  expect(await shown()).toMatchObject([{ emoji: '👍', count: 1, mine: true }]);
  for (const door of [overSocket(b), overRest(bob)]) mustBeAck(await door(react('👍', false)));
  expect(await shown()).toEqual([]);
  a.close();
  b.close();
});

describe('R29: what one may not see', () => {
  const everyAct = (room: RoomId, id: Act['message']): Act[] => [
    send(room, 'Hello?'),
    act('message.edit', room, { message: id, body: 'x' }),
    act('message.delete', room, { message: id }),
    act('message.react', room, { message: id, emoji: '👍', on: true }),
  ];
  const reads = [
    '/rooms/:room',
    '/rooms/:room/members',
    '/rooms/:room/messages',
    '/rooms/:room/messages/:message',
    '/rooms/:room/entries',
  ];

  async function answers(person: TestPerson, room: RoomId, id: Act['message']): Promise<unknown[]> {
    const socket = await person.connect();
    const all: unknown[] = [];
    for (const one of everyAct(room, id))
      all.push(await overSocket(socket)(one), await overRest(person)(one));
    for (const path of reads) {
      const asked = {
        params: { room, message: id ?? '' },
        query: path.endsWith('entries') ? { from: '0' } : {},
      };
      const { status, body } = await person.call({ method: 'GET', path }, asked);
      all.push([path, status, body]);
    }
    for (const path of ['join', 'leave']) {
      const { status, body } = await person.call(
        { method: 'POST', path: `/rooms/:room/${path}` },
        { params: { room } },
      );
      all.push([path, status, body]);
    }
    for (const method of ['PUT', 'DELETE'] as const) {
      const { status, body } = await person.call(
        { method, path: '/rooms/:room/members/:user' },
        { params: { room, user: person.id }, ...(method === 'PUT' && { body: {} }) },
      );
      all.push([method, status, body]);
    }
    socket.close();
    return all;
  }

  test('R29: a room of others answers every route and frame as one that does not exist', async () => {
    const { ann, cid, room } = await world();
    const { message: id } = mustBeSent(await overRest(ann)(send(room, 'Among us')));
    const hidden = await answers(cid, room, id);
    expect(hidden).toEqual(await answers(cid, newId<'RoomId'>(), newId<'MessageId'>()));
    expect(JSON.stringify(hidden)).not.toContain('Among us');
  });

  test('R29, R36: a message from before my joining answers as one that does not exist', async () => {
    const { ann, cid, bob } = await world();
    const room = await ann.group([bob], { history: 'joined' });
    const { message: id } = mustBeSent(await overRest(ann)(send(room, 'Before you came')));
    await ann.must(
      { method: 'PUT', path: '/rooms/:room/members/:user' },
      { params: { room, user: cid.id }, body: {} },
    );
    const c = await cid.connect();
    for (const door of [overSocket(c), overRest(cid)])
      for (const target of [id, newId<'MessageId'>()]) {
        const outcomes = [];
        for (const one of everyAct(room, target).slice(1)) outcomes.push(await door(one));
        expect(outcomes).toEqual(Array(3).fill('message-not-found'));
        expect(await door({ ...send(room, 'As you said'), replyTo: target })).toBe('message-not-found');
      }
    const page = await cid.must(
      { method: 'GET', path: '/rooms/:room/messages' },
      { params: { room }, query: { limit: String(limits.pageMessagesMax) } },
    );
    expect(JSON.stringify([page, await logOf(c, room)])).not.toContain('Before you came');
    c.close();
  });
});

test('R32: what anyone was given is in the log after the server was killed at that very moment', async () => {
  const { ann, bob, room } = await world();
  for (const round of [1, 2]) {
    const [a, b] = [await ann.connect(), await bob.connect()];
    const from = b.entriesOf(room).length;
    for (let at = 0; at < 30; at += 1)
      a.say({ type: 'message.send', id: 1_000 + at, ...message(room, `${round}`) });
    await b.when(() => b.entriesOf(room).length > from + 3 * round);
    await sup.kill();
    const seen = b.entriesOf(room);
    await sup.restart();
    const again = await bob.connect();
    const log = await logOf(again, room);
    expect(seen.length).toBeGreaterThan(3);
    for (const entry of seen) expect(log).toContainEqual(entry);
    again.close();
  }
});
