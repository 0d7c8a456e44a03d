// Polls, over the embedded engine.
import {
  type Cmid,
  type Entry,
  type MessageId,
  type PollTerms,
  pollText,
  type RoomId,
  stateKey,
} from '@sup/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeOf } from '../../../../test/code-of.ts';
import { openWorld, type World } from '../../../../test/embedded-world.ts';
import type { Caller } from '../../caller.ts';
import { move as moveMessages } from '../moves/move.ts';

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

const words = { question: 'marker-lunch?', choices: ['marker-pizza', 'marker-soup', 'marker-bread'] };
const write = (to = room) => ({ room: to, cmid: world.newId<'Cmid'>() as Cmid, since: 0 });
const sending = (terms: Partial<PollTerms> = {}, body = pollText(words)) => ({
  ...write(),
  encoding: 'text' as const,
  body,
  poll: { choices: 3, ...terms },
});
async function ask(by: Caller, terms: Partial<PollTerms> = {}): Promise<MessageId> {
  const ack = await world.messaging.send(by, sending(terms));
  if (!ack.message) throw new Error('the ack of a send names the message');
  return ack.message;
}
const vote = (by: Caller, message: MessageId, ...choices: number[]) =>
  world.polls.vote(by, { room, message, choices });
const close = (by: Caller, message: MessageId) => world.polls.close(by, { room, message });
const get = async (by: Caller, message: MessageId, from = room) =>
  (await world.messaging.get(by, { room: from, message })).message;
const entries = async (by: Caller, from = room): Promise<readonly Entry[]> =>
  (await world.messaging.sync(by, { room: from, from: 0 })).entries;
const counts = async (by: Caller, from = room) =>
  (await entries(by, from)).flatMap((entry) => (entry.kind === 'poll' ? [entry] : []));
const set = (by: Caller, settings: object) => world.rooms.change(by, room, { cmid: write().cmid, settings });
const ownVote = async ({ user }: Caller, message: MessageId) =>
  (await world.ownStreamStore.get(user, [stateKey.vote(message)]))[0]?.value ?? undefined;

/** Lets time pass until what was voted is told. */
async function toldTo(by: Caller, message: MessageId, wanted: object): Promise<void> {
  await expect
    .poll(
      async () => {
        await world.clock.advance(1_000);
        return (await get(by, message)).poll;
      },
      { timeout: 20_000 },
    )
    .toMatchObject(wanted);
}

test('R165: a poll is a message whose body has its words, and is never edited', async () => {
  const message = await ask(ann, { several: true });
  expect(await get(bob, message)).toMatchObject({
    body: 'marker-lunch?\n- marker-pizza\n- marker-soup\n- marker-bread',
    poll: { choices: 3, several: true },
  });
  const edit = { ...write(), message, encoding: 'text' as const, body: 'other words' };
  expect(await codeOf(world.messaging.edit(ann, edit))).toBe('forbidden');
  const refused = [
    sending({}, 'no choices'),
    sending({ choices: 2 }, 'twice\n- the same\n- the same'),
    sending({ closesAt: world.clock.now() }),
    { ...sending(), forwards: { room, message } },
  ];
  for (const one of refused) expect(await codeOf(world.messaging.send(ann, one))).toBe('invalid-input');
});

test('R20: R21: a poll is sent once over all its tries, and another poll is another message', async () => {
  const one = sending({ several: true });
  const ack = await world.messaging.send(ann, one);
  expect(await world.messaging.send(ann, one)).toEqual(ack);
  const secret = { ...one, poll: { ...one.poll, anonymous: true as const } };
  expect(await codeOf(world.messaging.send(ann, secret))).toBe('cmid-conflict');
});

test('R166: the last vote of a person counts, from whatever device, and none takes it back', async () => {
  const message = await ask(ann);
  const phone = world.callerOf(bob.user);
  const first = await vote(bob, message, 0);
  expect(await vote(phone, message, 0)).toEqual(first);
  const second = await vote(phone, message, 2);
  expect(second.rev).toBe(first.rev + 1);
  expect(await ownVote(bob, message)).toEqual({ choices: [2] });
  expect((await world.polls.get(bob, { room, message })).mine).toEqual([2]);
  await toldTo(ann, message, { votes: [0, 0, 1], voters: 1 });
  await vote(bob, message);
  expect(await ownVote(bob, message)).toBeUndefined();
  await toldTo(ann, message, { votes: [0, 0, 0], voters: 0 });
});

test('R166: who may react votes, for choices that there are, one where not several may be chosen', async () => {
  const message = await ask(ann);
  expect(await codeOf(vote(bob, message, 0, 1))).toBe('invalid-input');
  expect(await codeOf(vote(bob, message, 3))).toBe('invalid-input');
  const text = (await world.messaging.send(ann, { ...write(), encoding: 'text', body: 'no poll' })).message;
  expect(await codeOf(vote(bob, text as MessageId, 0))).toBe('invalid-input');
  expect(await codeOf(vote(world.person(), message, 0))).toBe('room-not-found');
  await world.rooms.mute(ann, room, { user: bob.user, until: world.clock.now() + 60_000 });
  expect(await codeOf(vote(bob, message, 0))).toBe('muted');
  await set(ann, { archived: true });
  expect(await codeOf(vote(cid, message, 0))).toBe('room-archived');
  expect(await codeOf(vote(cid, await ask(ann).catch(() => message), 0))).toBe('room-archived');
});

test('R166: who was removed votes no more, also in the moment in which it happens', async () => {
  const message = await ask(ann);
  const leaving = world.rooms.removeMember(ann, room, cid.user);
  const voted = await codeOf(vote(cid, message, 1));
  await leaving;
  expect(['fine', 'room-not-found']).toContain(voted);
  expect(await codeOf(vote(cid, message, 2))).toBe('room-not-found');
  const store = world.polls;
  expect((await store.get(ann, { room, message })).who?.[2]).toEqual([]);
});

test('R167: what was voted is told as totals, at most once a second; the numbers before are gone from the log', async () => {
  const message = await ask(ann, { several: true });
  await vote(ann, message, 0);
  await vote(bob, message, 0, 1);
  await toldTo(cid, message, { votes: [2, 1, 0], voters: 2 });
  await vote(cid, message, 2);
  await toldTo(cid, message, { votes: [2, 1, 1], voters: 3 });
  const told = await counts(cid);
  expect(told.at(-1)).toMatchObject({ target: message, count: { votes: [2, 1, 1], voters: 3 } });
  for (const entry of told) expect(entry.by).toBeUndefined();
  for (const entry of told.slice(0, -1)) expect(entry.count).toBeUndefined();
  for (const [at, entry] of told.slice(1).entries())
    expect(entry.at - (told[at]?.at ?? 0)).toBeGreaterThanOrEqual(1_000);
  const { who, users } = await world.polls.get(cid, { room, message });
  expect(who?.map((those) => those.toSorted())).toEqual([
    [ann.user, bob.user].toSorted(),
    [bob.user],
    [cid.user],
  ]);
  expect(users).toHaveLength(3);
});

test('R36: R167: of a poll that I may not see, I am not told what was voted', async () => {
  const ask_ = { kind: 'group' as const, name: 'Later', history: 'joined' as const, members: [] };
  room = (await world.rooms.create(ann, { ...ask_, cmid: write().cmid })).id;
  const message = await ask(ann);
  await world.rooms.addMember(ann, room, { user: bob.user, role: 'member' });
  await vote(ann, message, 1);
  await toldTo(ann, message, { voters: 1 });
  expect(await counts(bob)).toMatchObject([{ target: message }]);
  expect(JSON.stringify(await counts(bob))).not.toMatch(/count|votes/);
  expect(await codeOf(vote(bob, message, 0))).toBe('message-not-found');
  expect(await codeOf(world.polls.get(bob, { room, message }))).toBe('message-not-found');
});

test('R168: of an anonymous poll nothing is told of who votes, what or when, until it is closed', async () => {
  const message = await ask(ann, { anonymous: true });
  const heard = [ann, cid].map((other) => world.hearUser(other.user));
  const before = await Promise.all([ann, cid].map(({ user }) => world.ownStreamStore.rev(user)));
  const { head } = await world.messaging.sync(ann, { room, from: 0 });
  await vote(bob, message, 1);
  for (let second = 0; second < 10; second += 1) await world.clock.advance(1_000);
  await world.log.drain();
  expect((await world.messaging.sync(ann, { room, from: 0 })).head).toBe(head);
  expect(heard.flat()).toEqual([]);
  expect(await Promise.all([ann, cid].map(({ user }) => world.ownStreamStore.rev(user)))).toEqual(before);
  expect((await get(ann, message)).poll).toEqual({ choices: 3, anonymous: true });
  expect(await world.polls.get(ann, { room, message })).toEqual({ mine: [], users: [] });
  expect(await world.polls.get(bob, { room, message })).toEqual({ mine: [1], users: [] });
  await close(ann, message);
  expect(await world.polls.get(ann, { room, message })).toEqual({ mine: [], users: [] });
  const told = await counts(ann);
  expect(told).toMatchObject([{ count: { votes: [0, 1, 0], voters: 1 }, closed: true }]);
  expect(JSON.stringify(told)).not.toContain(bob.user);
});

test('R169: its author, and who may delete it, closes a poll, once; then nobody votes', async () => {
  const [mine, other] = [await ask(bob), await ask(cid)];
  await vote(ann, mine, 1);
  expect(await codeOf(close(cid, mine))).toBe('forbidden');
  const [ack, again] = await Promise.all([close(bob, mine), close(ann, mine)]);
  expect(again).toEqual(ack);
  expect(await close(bob, mine)).toEqual(ack);
  expect(await codeOf(vote(cid, mine, 0))).toBe('poll-closed');
  expect(await codeOf(close(ann, other))).toBe('fine');
  const told = (await counts(cid)).filter(({ closed }) => closed);
  expect(told).toMatchObject([
    { seq: ack.seq, target: mine, count: { votes: [0, 1, 0], voters: 1 } },
    { target: other, count: { votes: [0, 0, 0], voters: 0 } },
  ]);
  expect((await get(ann, mine)).poll).toMatchObject({ votes: [0, 1, 0], closedAt: ack.at });
});

test('R169: a poll closes at its time, with all that was voted before, and none after', async () => {
  const message = await ask(ann, { closesAt: world.clock.now() + 10_000, anonymous: true });
  await vote(bob, message, 1);
  await world.clock.advance(9_000);
  await vote(cid, message, 1);
  world.clock.jump(1_000);
  expect(await codeOf(vote(ann, message, 1))).toBe('poll-closed');
  await toldTo(ann, message, { votes: [0, 2, 0], voters: 2 });
  for (let second = 0; second < 5; second += 1) await world.clock.advance(1_000);
  await world.log.drain();
  expect(await counts(ann)).toMatchObject([{ closed: true, count: { votes: [0, 2, 0] } }]);
});

test('R169: a deleted poll leaves no votes, no numbers and no word, in nobody’s stream either', async () => {
  const message = await ask(ann);
  await vote(bob, message, 1);
  await toldTo(ann, message, { voters: 1 });
  await world.messaging.delete(ann, { ...write(), message });
  expect(await ownVote(bob, message)).toBeUndefined();
  expect(JSON.stringify([await entries(bob), await get(bob, message)])).not.toMatch(/marker-|votes|voters/);
  expect((await get(bob, message)).poll).toBeUndefined();
  const left = await Promise.all([
    world.sql.read.selectFrom('polls').selectAll().execute(),
    world.sql.read.selectFrom('poll_votes').selectAll().execute(),
  ]);
  expect(left).toEqual([[], []]);
  expect(await codeOf(vote(bob, message, 0))).toBe('message-deleted');
  expect(await codeOf(close(ann, message))).toBe('message-deleted');
});

test('R181: a poll keeps its votes and what was told of them where it is moved, and goes on there', async () => {
  const message = await ask(ann);
  await vote(bob, message, 1);
  await toldTo(ann, message, { votes: [0, 1, 0] });
  const from = room;
  const other = await world.group(ann, bob);
  await moveMessages(world.movesParts, ann, { ...write(), messages: [message], to: { room: other } });
  expect((await get(bob, message, other)).poll).toEqual({ choices: 3, votes: [0, 1, 0], voters: 1 });
  expect(JSON.stringify(await entries(cid, from))).not.toMatch(/votes/);
  expect(await codeOf(vote(cid, message, 0))).toBe('moved');
  room = other;
  await vote(ann, message, 1);
  await toldTo(bob, message, { votes: [0, 2, 0], voters: 2 });
  await close(ann, message);
  expect(await counts(bob)).toMatchObject([{}, { closed: true, count: { votes: [0, 2, 0] } }]);
});

test('R169: what is blocked in a direct room stays hidden, also what is told of a poll', async () => {
  room = (await world.rooms.openDirect(ann, bob.user)).id;
  world.block(bob, ann);
  const message = await ask(ann);
  await vote(ann, message, 1);
  await toldTo(ann, message, { voters: 1 });
  expect(await counts(bob)).toEqual([]);
  expect(await codeOf(vote(bob, message, 0))).toBe('message-not-found');
});
