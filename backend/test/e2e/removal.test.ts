// Invariant 9 on a whole server: someone is removed or banned, or leaves, while 200 messages and replies a second go through
// the room. Whatever they hold open, ask for or have told to an address of theirs, no seq after the removal reaches them.
import { addresses, type RoomId } from '@sup/protocol';
import {
  callRoute,
  hello,
  message,
  newId,
  openSocket,
  type RunningServer,
  register,
  registerAll,
  startServer,
  type TestPerson,
  type TestSocket,
} from '@sup/testkit';
import { type FakeClock, seededClock } from '@sup/testkit/fake-clock';
import { shortOrLong } from '@sup/testkit/scale';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Receiver } from './receiver.ts';

const rounds = shortOrLong(8, 200);
const socketsOfRemoved = 4;
/** Each of two senders says a message in this time: 200 a second in all. */
const pauseMs = 10;
/** One more than a small room has. */
const crowdSize = 66;

let sup: RunningServer;
let random: FakeClock;
let ann: TestPerson;
let bob: TestPerson;
/** A program of the removed. */
let theirs: Receiver;
let theirsUrl: string;
beforeAll(async () => {
  sup = await startServer({ settings: { SUP_RATE_LIMITS: 'off', SUP_OUTGOING_ALLOW: '127.0.0.1' } });
  theirs = new Receiver();
  theirsUrl = await theirs.listen();
  [ann, bob] = await registerAll(sup, ['ann', 'bob']);
  random = seededClock();
});
afterAll(async () => {
  await sup?.stop();
  theirs?.close();
});

const pick = <One>(from: readonly One[]): One => from[below(from.length)]!;
const below = (max: number) => (random.random(1)[0] ?? 0) % max;

interface Spot {
  readonly room: RoomId;
  /** A message with a thread. */
  readonly thread: string;
}

/** Says messages, each third a reply, until stopped; answers the largest seq that was acknowledged. */
function chatter(socket: TestSocket, { room, thread }: Spot) {
  const acks: Promise<{ seq: number }>[] = [];
  const say = () =>
    socket.ask<{ seq: number }>(
      'message.send',
      message(room, 'chatter', acks.length % 3 === 2 ? { thread } : {}),
    );
  const timer = setInterval(() => acks.push(say()), pauseMs);
  return {
    /** Resolves once so many more were acknowledged. */
    more(count: number): Promise<void> {
      const enough = socket.all('reply').length + count;
      return socket.when(() => socket.all('reply').length >= enough);
    },
    async stop(): Promise<number> {
      clearInterval(timer);
      return Math.max(...(await Promise.all(acks)).map(({ seq }) => seq));
    },
  };
}

/** Asks for the room by every way there is, again and again; keeps the answers. */
function snoop(person: TestPerson, socket: TestSocket, { room, thread }: Spot) {
  const heard: unknown[] = [];
  let isOver = false;
  const keep = async (ask: Promise<unknown>): Promise<void> => {
    heard.push(await ask.catch((error: unknown) => String(error)));
  };
  const params = { room };
  const ways = [
    () => person.call(addresses.messages.page, { params }),
    () => person.call(addresses.messages.sync, { params, query: { from: '0' } }),
    () => person.call(addresses.rooms.get, { params }),
    () => person.call(addresses.rooms.list),
    () => socket.ask('room.sync', { room, from: 0 }),
    () => socket.ask('room.page', { room }),
    () => socket.ask('room.list'),
    () => socket.ask('room.counts', { rooms: [room] }),
    () => socket.ask('room.open', { room }),
    () => person.call(addresses.threads.page, { params: { room, thread } }),
    () => person.call(addresses.threads.list),
    () => person.call(addresses.messages.get, { params: { room, message: thread } }),
    () => socket.ask('thread.page', { room, thread }),
    () => socket.ask('thread.get', { room, threads: [thread] }),
    () => socket.ask('thread.list'),
    () => socket.ask('message.get', { room, message: thread }),
    () => socket.ask('message.list', { messages: [{ room, message: thread }] }),
    // Its own head and revs count something else.
    async () => ({ items: (await socket.ask('state.sync', { rev: 0 })).items }),
    async () => void socket.say({ type: 'ping' }),
    async () => {
      const late = await person.connect();
      heard.push(late.frames);
      late.close();
    },
  ];
  const running = (async () => {
    while (!isOver) await keep(pick(ways)());
    // And each way once more, when it is over for sure.
    for (const way of ways) await keep(way());
  })();
  return {
    async stop(): Promise<unknown[]> {
      isOver = true;
      await running;
      return heard;
    },
  };
}

/** The largest seq or head of the room that a frame or an answer tells of. Its reader is in no other room. */
function largestSeq(told: unknown, room: RoomId): number {
  if (typeof told !== 'object' || told === null) return 0;
  const { type, ...fields } = told as Record<string, unknown>;
  let largest = 0;
  for (const [name, value] of Object.entries(fields)) {
    // The `to` of an answer is the number of its ask.
    const isSeq = ['seq', 'head', 'from', room].includes(name) || (name === 'to' && type !== 'reply');
    const here = isSeq && typeof value === 'number' ? value : largestSeq(value, room);
    if (type !== 'error') largest = Math.max(largest, here);
  }
  return largest;
}

const ways = ['kick', 'ban', 'leave'] as const;

interface Departure {
  readonly spot: Spot;
  readonly removed: TestPerson;
  readonly senders: readonly TestSocket[];
  readonly way: (typeof ways)[number];
  readonly programs: Programs;
}

/** One kick, ban, or departure by oneself, under load. Answers what the removed was told of it, and the last seq that the others wrote. */
async function removeUnderLoad({ spot, removed, senders, way, programs }: Departure) {
  const { room } = spot;
  const sockets = await Promise.all(Array.from({ length: socketsOfRemoved }, () => removed.connect()));
  for (const socket of sockets.slice(1)) await socket.ask('room.open', { room });
  const snooping = sockets.slice(0, 2).map((socket) => snoop(removed, socket, spot));
  const chats = senders.map((socket) => chatter(socket, spot));
  await Promise.all(chats.map((chat) => chat.more(5 + below(15))));
  // The bot hears what is said, so that its silence means something.
  await programs.socket.when(() => largestSeq(programs.socket.frames, room) > 0);

  const params = { room, user: removed.id };
  if (way === 'leave') await removed.must(addresses.rooms.leave, { params });
  else if (way === 'ban') await ann.must(addresses.rooms.ban, { params, body: {} });
  else await ann.must(addresses.rooms.removeMember, { params });
  await Promise.all(chats.map((chat) => chat.more(5 + below(10))));
  const last = Math.max(...(await Promise.all(chats.map((chat) => chat.stop()))));
  // Who stayed has all of it, so whatever was on its way to the removed is there, too.
  await senders[0]?.reached(room, last);
  const heard = (await Promise.all(snooping.map((one) => one.stop()))).flat();
  for (const socket of sockets) {
    const gone = socket.all('state').flatMap(({ items }) => items);
    expect(gone).toContainEqual({ key: `room:${room}`, value: null, rev: expect.any(Number) });
  }
  return { sockets, last, heard };
}

/** The seq of the last departure of somebody from a room, from who was there. */
function departureOf(socket: TestSocket | undefined, room: RoomId, { id }: { id: string }): number {
  const left = socket?.entriesOf(room).filter((entry) => entry.kind === 'member.left' && entry.user === id);
  return left?.at(-1)?.seq ?? 0;
}

interface Programs {
  readonly id: string;
  readonly secret: string;
  readonly socket: TestSocket;
  /** At which somebody posts as an account of the same person. */
  readonly url: string;
}

/** A bot that listens to the room, and an address at which a program posts there: both made by the person. */
async function programsOf(person: TestPerson, room: RoomId): Promise<Programs> {
  const { bots, hooks, rooms } = addresses;
  const made = await person.must<{ bot: { bot: { id: string } } }>(bots.create, {
    body: { handle: `ear-${newId().slice(-12)}`, name: 'Ear' },
  });
  const { id } = made.bot.bot;
  const { secret } = await person.must<{ secret: string }>(bots.makeToken, {
    params: { bot: id },
    body: { name: 'Ear', read: true, write: true },
  });
  await person.must(rooms.addMember, { params: { room, user: id }, body: {} });
  const { url } = await person.must<{ url: string }>(hooks.makeIncoming, {
    params: { room },
    body: { name: 'Mouth' },
  });
  const socket = await openSocket(sup.wsUrl);
  socket.say(hello(secret, newId()));
  await socket.next('welcome');
  await socket.ask('room.open', { room });
  return { id, secret, socket, url: url.replace(/^https?:\/\/[^/]+/, sup.url) };
}

/** Nothing after `from` has come to the bot, and neither it nor the address has a way into the room any more. */
async function mustBeOut(programs: Programs, { room, from }: { room: RoomId; from: number }): Promise<void> {
  const { secret, socket, url } = programs;
  expect(from).toBeGreaterThan(0);
  const leaks = socket.frames.filter((one) => largestSeq(one, room) > from);
  expect(leaks).toEqual([]);
  const headers = { authorization: `Bearer ${secret}` };
  const page = await callRoute(sup, addresses.messages.page, { params: { room }, headers });
  expect(page.body.code).toBe('room-not-found');
  await expect(socket.ask('room.sync', { room, from: 0 })).rejects.toThrow('room-not-found');
  socket.close();
  expect((await postTo(url)).body.code).toBe('hook-not-found');
}

async function postTo(url: string): Promise<{ status: number; body: { code?: string } }> {
  const body = JSON.stringify({ text: 'Still there?' });
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return { status: answer.status, body: (await answer.json()) as { code?: string } };
}

/** What the program of the removed was told of the room, from a point on. */
const toldTheirs = (room: RoomId, from: number): number[] =>
  theirs.events
    .slice(from)
    .filter((event) => String(event).startsWith(room))
    .map((event) => Number(String(event).split('/')[1]));

async function race(room: RoomId, removed: TestPerson, round: number): Promise<void> {
  const params = { room, user: removed.id };
  await ann.must(addresses.rooms.addMember, { params, body: { role: 'admin' } });
  const made = await removed.must<{ hook: { id: string } }>(addresses.hooks.makeOutgoing, {
    params,
    body: { name: 'Mine', url: theirsUrl },
  });
  const from = theirs.told.length;
  const senders = [await ann.connect(), await bob.connect()];
  for (const socket of senders) await socket.ask('room.open', { room });
  const root = await senders[1]!.ask<{ message: string }>('message.send', message(room, 'What do you say?'));
  const way = ways[round % ways.length]!;
  const programs = await programsOf(removed, room);
  const spot = { room, thread: root.message };
  const { sockets, last, heard } = await removeUnderLoad({ spot, removed, senders, way, programs });
  const removedAt = departureOf(senders[1], room, removed);
  expect(removedAt).toBeGreaterThan(0);
  expect(last).toBeGreaterThan(removedAt);
  const why = `round ${round}, ${way} at ${removedAt} of ${last}`;
  const told = [...sockets.flatMap(({ frames }) => frames), ...heard];
  const leaks = told.filter((one) => largestSeq(one, room) > removedAt);
  expect(leaks, why).toEqual([]);
  await mustBeOut(programs, { room, from: departureOf(senders[1], room, programs) });
  while (!toldTheirs(room, from).includes(removedAt)) await theirs.until(theirs.told.length + 1);

  if (way === 'ban') await ann.must(addresses.rooms.unban, { params });
  await ann.must(addresses.rooms.addMember, { params, body: {} });
  const [sender] = senders;
  if (!sender) throw new Error('somebody has to speak');
  const { seq } = await sender.ask<{ seq: number }>('message.send', message(room, 'Back again'));
  for (const socket of sockets) {
    await socket.ask('room.open', { room });
    const synced = await socket.ask<{ entries: { seq: number }[] }>('room.sync', { room, from: seq - 1 });
    expect(synced.entries.map((entry) => entry.seq)).toEqual([seq]);
  }
  const next = await sender.ask<{ seq: number }>('message.send', message(room, 'Do you hear me?'));
  for (const socket of sockets) await socket.reached(room, next.seq);
  for (const socket of [...senders, ...sockets]) socket.close();
  expect(
    toldTheirs(room, from).filter((at) => at > removedAt),
    why,
  ).toEqual([]);
  await ann.must(addresses.hooks.deleteOutgoing, { params: { room, hook: made.hook.id } });
  await removed.must(addresses.bots.delete, { params: { bot: programs.id } });
  for (const { id } of await incomingOf(room))
    await ann.must(addresses.hooks.revokeIncoming, { params: { room, hook: id } });
}

const incomingOf = async (room: RoomId): Promise<readonly { id: string; state: string }[]> =>
  (await ann.must<{ hooks: { id: string; state: string }[] }>(addresses.hooks.incoming, { params: { room } }))
    .hooks;

test('I9, R35, R119: nothing after a removal, a ban or a departure reaches its person by any way, and coming back works', async () => {
  const cid = await register(sup, 'cid');
  const room = await ann.group([bob, cid]);
  for (let round = 0; round < rounds; round += 1) await race(room, cid, round);
});

test('I9, R35: the same in a room so large that only heads are told of it', async () => {
  const crowd = await Promise.all(
    Array.from({ length: crowdSize - 2 }, (_, at) => register(sup, `crowd${at}`)),
  );
  const [dan = ann] = crowd;
  const room = await ann.group([bob, ...crowd]);
  for (let round = 0; round < Math.ceil(rounds / 3); round += 1) await race(room, dan, round);
});
