// Polls over both doors, and what nobody is told of anonymous ones.
import { addresses, type Entry, type PollGot, type RevDone } from '@sup/protocol';
import { message, Refused, register, type ServerHere, startServerHere, type TestPerson } from '@sup/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mustBeSent, overRest } from './two-doors.ts';

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
const body = 'Which one?\n- This\n- That';

async function asked(terms: object = {}) {
  const room = await ann.group([bob, cid]);
  const send = { type: 'message.send' as const, room, cmid: cmid(), body, poll: { choices: 2, ...terms } };
  const sent = mustBeSent(await overRest(ann)(send));
  return { room, message: sent.message };
}

test('R165: R166: R167: R169: R53: voting, asking and closing are one act over either door', async () => {
  const place = await asked();
  const [a, b] = [await ann.connect(), await bob.connect()];
  const voted = await b.ask<RevDone>('poll.vote', { ...place, choices: [1] });
  const rest = { params: place, body: { choices: [1] } };
  expect(await bob.must<RevDone>(addresses.polls.vote, rest)).toEqual(voted);
  const state = await b.next('state');
  expect(state.items).toMatchObject([{ key: `vote:${place.message}`, value: { choices: [1] } }]);
  const got = await cid.must<PollGot>(addresses.polls.get, { params: place });
  expect(got).toMatchObject({ mine: [], who: [[], [bob.id]] });
  expect((await b.ask<PollGot>('poll.get', place)).mine).toEqual([1]);
  const counts = () =>
    a.all('entries').flatMap((frame) => (frame.entries as Entry[]).filter(({ kind }) => kind === 'poll'));
  await a.when(() => counts().length === 1);
  const closed = await a.ask('poll.close', place);
  expect(await ann.must(addresses.polls.close, { params: place })).toEqual(closed);
  await a.when(() => counts().length === 2);
  expect(counts()).toMatchObject([{}, { closed: true, count: { votes: [0, 1], voters: 1 } }]);
  const late = await cid.call<{ code: string }>(addresses.polls.vote, rest);
  expect([late.status, late.body.code]).toEqual([409, 'poll-closed']);
  await expect(b.ask('poll.vote', { ...place, choices: [0] })).rejects.toBeInstanceOf(Refused);
  a.close();
  b.close();
});

test('R168: while somebody votes anonymously, the others hear nothing, and no answer to them changes', async () => {
  const place = await asked({ anonymous: true });
  const [a, c] = [await ann.connect(), await cid.connect()];
  const params = { room: place.room };
  const told = async () => [
    await ann.must(addresses.polls.get, { params: place }),
    await ann.must(addresses.messages.get, { params: place }),
    await ann.must(addresses.messages.sync, { params, query: { from: '0' } }),
    await ann.must(addresses.rooms.get, { params }),
    await ann.must(addresses.rooms.list),
    await a.ask('state.sync', { rev: 0 }),
  ];
  const before = await told();
  const [heardA, heardC] = [a.frames.length, c.frames.length];
  for (const choices of [[0], [1], [], [1]])
    await bob.must(addresses.polls.vote, { params: place, body: { choices } });
  expect(await told()).toEqual(before);
  // What another poll tells comes after whatever this one could have told: there was nothing.
  const open = await asked();
  await bob.must(addresses.polls.vote, { params: open, body: { choices: [0] } });
  const isTold = (socket: typeof a) =>
    socket.all('entries').some((frame) => (frame.entries as Entry[]).some(({ kind }) => kind === 'poll'));
  await a.when(() => isTold(a));
  await c.when(() => isTold(c));
  const about = [...a.frames.slice(heardA), ...c.frames.slice(heardC)].filter((frame) =>
    JSON.stringify(frame).includes(place.message),
  );
  expect(about.filter(({ type }) => type !== 'reply')).toEqual([]);
  await a.ask('poll.close', place);
  const { who, mine } = await ann.must<PollGot>(addresses.polls.get, { params: place });
  expect([who, mine]).toEqual([undefined, []]);
  const entries = await ann.must<{ entries: Entry[] }>(addresses.messages.sync, {
    params,
    query: { from: '0' },
  });
  const counted = entries.entries.filter(({ kind }) => kind === 'poll');
  expect(counted).toMatchObject([{ closed: true, count: { votes: [0, 1], voters: 1 } }]);
  expect(JSON.stringify(counted)).not.toContain(bob.id);
  a.close();
  c.close();
});
