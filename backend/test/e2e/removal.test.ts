// Invariant 9 on a whole server: someone is removed, or leaves, while 200 messages a second go through the room. Whatever
// they hold open or ask for, no seq after the removal reaches them.
import { addresses, type RoomId } from '@sup/protocol';
import {
  message,
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
beforeAll(async () => {
  sup = await startServer({ settings: { SUP_RATE_LIMITS: 'off' } });
  [ann, bob] = await registerAll(sup, ['ann', 'bob']);
  random = seededClock();
});
afterAll(() => sup?.stop());

const pick = <One>(from: readonly One[]): One => from[below(from.length)]!;
const below = (max: number) => (random.random(1)[0] ?? 0) % max;

/** Says messages until stopped; answers the largest seq that was acknowledged. */
function chatter(socket: TestSocket, room: RoomId) {
  const acks: Promise<{ seq: number }>[] = [];
  const timer = setInterval(() => acks.push(socket.ask('message.send', message(room, 'chatter'))), pauseMs);
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
function snoop(person: TestPerson, socket: TestSocket, room: RoomId) {
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

interface Departure {
  readonly room: RoomId;
  readonly removed: TestPerson;
  readonly senders: readonly TestSocket[];
  readonly isLeaving: boolean;
}

/** One kick, or departure by oneself, under load. Answers what the removed was told of it, and the last seq that the others wrote. */
async function removeUnderLoad({ room, removed, senders, isLeaving }: Departure) {
  const sockets = await Promise.all(Array.from({ length: socketsOfRemoved }, () => removed.connect()));
  for (const socket of sockets.slice(1)) await socket.ask('room.open', { room });
  const snooping = sockets.slice(0, 2).map((socket) => snoop(removed, socket, room));
  const chats = senders.map((socket) => chatter(socket, room));
  await Promise.all(chats.map((chat) => chat.more(5 + below(15))));

  if (isLeaving) await removed.must(addresses.rooms.leave, { params: { room } });
  else await ann.must(addresses.rooms.removeMember, { params: { room, user: removed.id } });
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

/** The seq of the last departure from a room, from who was there. */
function departureOf(socket: TestSocket | undefined, room: RoomId): number {
  const left = socket?.entriesOf(room).filter(({ kind }) => kind === 'member.left');
  return left?.at(-1)?.seq ?? 0;
}

async function race(room: RoomId, removed: TestPerson, round: number): Promise<void> {
  const senders = [await ann.connect(), await bob.connect()];
  for (const socket of senders) await socket.ask('room.open', { room });
  const isLeaving = round % 4 === 3;
  const { sockets, last, heard } = await removeUnderLoad({ room, removed, senders, isLeaving });
  const removedAt = departureOf(senders[1], room);
  expect(removedAt).toBeGreaterThan(0);
  expect(last).toBeGreaterThan(removedAt);
  const why = `round ${round}, removed at ${removedAt} of ${last}`;
  const told = [...sockets.flatMap(({ frames }) => frames), ...heard];
  const leaks = told.filter((one) => largestSeq(one, room) > removedAt);
  expect(leaks, why).toEqual([]);

  await ann.must(addresses.rooms.addMember, { params: { room, user: removed.id }, body: {} });
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
}

test('I9, R35: nothing after a removal or a departure reaches its person by any way, and coming back works', async () => {
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
