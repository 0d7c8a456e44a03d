import { type DownFrame, limits, SupError, type UpFrame } from '@sup/protocol';
import { FakeClock, newId } from '@sup/testkit';
import { beforeEach, expect, test } from 'vitest';
import type { Caller } from '../services/caller.ts';
import { createTelemetry, type Metrics } from '../telemetry/index.ts';
import { Connection } from './connection.ts';
import { Router, type RouterParts } from './router.ts';
import { UnderWay } from './under-way.ts';

const by: Caller = {
  user: newId<'UserId'>(),
  session: newId<'SessionId'>(),
  device: newId<'DeviceId'>(),
  admin: false,
};

const presence = { set: () => undefined, leave: () => undefined };

/** One connection whose socket is an array, on a clock of its own. */
class World {
  readonly clock = new FakeClock();
  readonly frames: DownFrame[] = [];
  readonly answered: UpFrame[] = [];
  readonly greeted: UpFrame[] = [];
  readonly metrics: Metrics;
  readonly telemetry;
  readonly connection: Connection;
  gone = 0;
  waiting = 0;
  closeCode: number | undefined;
  isTerminated = false;
  router: Router | undefined;

  constructor(isLimited = true) {
    const destination = { write: () => undefined };
    const made = createTelemetry({ level: 'error', part: 'test', clock: this.clock, destination });
    this.metrics = made.metrics;
    this.telemetry = made.telemetry;
    this.connection = new Connection({
      clock: this.clock,
      isLimited,
      telemetry: this.telemetry,
      turn: { writeLater: (connection) => connection.write() },
      nowMs: () => this.clock.monotonic(),
      greet: (_connection, hello) => this.greeted.push(hello),
      answer: (connection, frame, caller) => {
        this.answered.push(frame);
        this.router?.answer(connection, frame, caller);
      },
      gone: () => {
        this.gone += 1;
      },
    });
    this.connection.opened({
      send: (text) => {
        this.frames.push(JSON.parse(String(text)) as DownFrame);
        return this.waiting > 0 ? -1 : 1;
      },
      cork: (send) => send(),
      getBufferedAmount: () => this.waiting,
      close: (code) => {
        this.closeCode = code;
      },
      terminate: () => {
        this.isTerminated = true;
        this.connection.closed(1006);
      },
    });
  }

  ready(): this {
    this.connection.becomeReady({ by, presence }, '{"type":"welcome"}');
    return this;
  }

  say(frame: object): void {
    this.connection.received(JSON.stringify(frame));
  }

  /** Lets so much time pass, with a turn of the wheel each second. */
  async pass(ms: number): Promise<void> {
    for (let at = 0; at < ms; at += 1_000) {
      await this.clock.advance(1_000);
      this.connection.check(this.clock.monotonic());
    }
  }
}

let world: World;
beforeEach(() => {
  world = new World();
});

test('R10: a connection without a hello is closed with 4403 after 10 s, and not before', async () => {
  await world.pass(limits.helloTimeoutMs);
  expect(world.closeCode).toBeUndefined();
  await world.pass(1_000);
  expect(world.closeCode).toBe(4403);
  expect(world.frames.at(-1)).toMatchObject({ type: 'bye', code: 'hello-timeout' });
});

test('R16: whoever says nothing for 60 s is closed, and a ping keeps the connection', async () => {
  world.ready();
  await world.pass(limits.silenceMs);
  world.say({ type: 'ping' });
  await world.pass(limits.silenceMs);
  expect(world.closeCode).toBeUndefined();
  await world.pass(1_000);
  expect(world.closeCode).toBe(4012);
});

test('R17: a flood of frames is closed with 4009 and counted; what comes after it is not read', async () => {
  world.ready();
  for (let at = 0; at < 3_000; at += 1) world.say({ type: 'ping' });
  expect(world.closeCode).toBe(4009);
  expect(world.answered.length).toBeLessThan(1_600);
  expect(await world.metrics.text()).toContain('sup_rate_limits_reached_total{limit="frames"} 1');
});

test('R17: large frames count for more, and a steady pace within the limits goes on for ever', async () => {
  const large = JSON.stringify({ type: 'state.set', id: 1, key: 'k', value: 'x'.repeat(90_000) });
  world.ready();
  for (let at = 0; at < 100; at += 1) world.connection.received(large);
  expect(world.closeCode).toBe(4009);
  world = new World().ready();
  for (let second = 0; second < 100; second += 1) {
    for (let at = 0; at < 150; at += 1) world.say({ type: 'ping' });
    await world.pass(1_000);
  }
  expect(world.closeCode).toBeUndefined();
});

test('R17: a reader that lets 1 MiB pile up is closed with 4008 at once', () => {
  world.ready();
  world.waiting = 1_048_577;
  world.connection.deliver('{"type":"entries"}');
  expect(world.closeCode).toBe(4008);
  expect(world.frames.at(-1)).toMatchObject({ type: 'bye', code: 'slow-reader' });
});

test('R17: a reader that lets anything pile up for 10 s is closed with 4008', async () => {
  world.ready();
  world.waiting = 100;
  world.connection.deliver('{"type":"entries"}');
  await world.pass(9_000);
  expect(world.closeCode).toBeUndefined();
  world.waiting = 0;
  world.connection.drained();
  world.waiting = 100;
  world.connection.deliver('{"type":"entries"}');
  await world.pass(10_000);
  expect(world.closeCode).toBeUndefined();
  await world.pass(1_000);
  expect(world.closeCode).toBe(4008);
});

test('R17: above 256 KiB what need not arrive is left out and counted, what must arrive is not', async () => {
  world.ready();
  world.waiting = 262_145;
  world.connection.deliver('{"type":"entries"}');
  world.connection.deliverEphemeral('{"type":"typing"}');
  world.connection.deliver('{"type":"entries"}');
  expect(world.frames.map(({ type }) => type)).toEqual(['welcome', 'entries', 'entries']);
  expect(await world.metrics.text()).toContain('sup_frames_dropped_total{reason="slow_reader"} 1');
});

test('a socket that does not finish closing is cut after 5 s', async () => {
  world.ready();
  world.connection.end('going-away');
  await world.pass(5_000);
  expect(world.isTerminated).toBe(false);
  await world.pass(1_000);
  expect(world.isTerminated).toBe(true);
  expect(world.connection.isClosed).toBe(true);
});

test('a handshake that is never finished leaves nothing behind', async () => {
  const never = new World();
  const { connection } = never;
  const half = new Connection({
    clock: never.clock,
    isLimited: true,
    telemetry: never.telemetry,
    turn: { writeLater: (one) => one.write() },
    nowMs: () => never.clock.monotonic(),
    greet: () => undefined,
    answer: () => undefined,
    gone: () => undefined,
  });
  for (let second = 0; second < 30; second += 1) {
    await never.clock.advance(1_000);
    half.check(never.clock.monotonic());
  }
  expect(half.isClosed).toBe(true);
  expect(connection.isClosed).toBe(false);
});

test('frames that come while the hello is being answered wait for it, up to a limit', () => {
  const hello = { type: 'hello', version: 1, token: 't', device: by.device, client: '', rev: 0, heads: {} };
  world.say(hello);
  world.say({ type: 'ping' });
  expect(world.greeted).toHaveLength(1);
  expect(world.answered).toEqual([]);
  world.ready();
  expect(world.answered).toEqual([{ type: 'ping' }]);
  world = new World();
  world.say(hello);
  for (let at = 0; at < 65; at += 1) world.say({ type: 'ping' });
  expect(world.closeCode).toBe(4009);
});

/** A router whose sends do as they are told. */
function route(send: () => Promise<{ seq: number; at: number }>): void {
  const parts = { messaging: { send }, telemetry: world.telemetry, underWay: new UnderWay() };
  world.router = new Router(parts as unknown as RouterParts);
}
const room = newId<'RoomId'>();
const send = (id: number, more: object = {}) => ({
  type: 'message.send',
  id,
  room,
  cmid: newId<'Cmid'>(),
  since: 0,
  body: `message ${id}`,
  ...more,
});

test('R24: after a refusal that may be repeated, later writes to the room wait for the refused one', async () => {
  world = new World(false).ready();
  const outcomes = [new SupError('store-full'), undefined, undefined];
  route(async () => {
    const error = outcomes.shift();
    if (error) throw error;
    return { seq: 1, at: 0 };
  });
  const first = send(1);
  world.say(first);
  await world.clock.advance(0);
  world.say(send(2));
  world.say(send(3, { room: newId<'RoomId'>() }));
  await world.clock.advance(0);
  world.say({ ...first, id: 4 });
  world.say(send(5));
  await world.clock.advance(0);
  const answers = world.frames.flatMap((frame) => {
    if (frame.type === 'error') return [`${frame.to} ${frame.code}`];
    return frame.type === 'reply' ? [`${frame.to} done`] : [];
  });
  expect(answers.toSorted()).toEqual([
    '1 store-full',
    '2 earlier-send-pending',
    '3 done',
    '4 done',
    '5 done',
  ]);
});

test('R24: after a refusal that is final, later writes go on', async () => {
  world = new World(false).ready();
  const outcomes = [new SupError('cmid-conflict'), undefined];
  route(async () => {
    const error = outcomes.shift();
    if (error) throw error;
    return { seq: 1, at: 0 };
  });
  world.say(send(1));
  await world.clock.advance(0);
  world.say(send(2));
  await world.clock.advance(0);
  expect(world.frames.slice(1)).toMatchObject([{ type: 'error', code: 'cmid-conflict' }, { to: 2 }]);
});

test('R25: writes reach the service in the order of their frames, before any answer', () => {
  world = new World(false).ready();
  const seen: string[] = [];
  const messaging = {
    send: (_by: Caller, { body }: { body: string }) => {
      seen.push(body);
      return new Promise(() => undefined);
    },
  };
  const parts = { messaging, telemetry: world.telemetry, underWay: new UnderWay() };
  world.router = new Router(parts as unknown as RouterParts);
  for (let id = 1; id <= 5; id += 1) world.say(send(id));
  expect(seen).toEqual([1, 2, 3, 4, 5].map((id) => `message ${id}`));
});

test('more writes than the limits allow are refused as retryable with the time to wait', async () => {
  world.ready();
  route(async () => ({ seq: 1, at: 0 }));
  for (let id = 1; id <= 130; id += 1) world.say(send(id, { room: newId<'RoomId'>() }));
  await world.clock.advance(0);
  const refused = world.frames.filter((frame) => frame.type === 'error');
  expect(refused).toHaveLength(10);
  expect(refused[0]).toMatchObject({ code: 'rate-limited', retryAfterMs: expect.any(Number) });
});

test('a bug in a service is answered with internal and does not end the connection', async () => {
  world = new World(false).ready();
  route(async () => {
    throw new TypeError('a bug');
  });
  world.say(send(1));
  await world.clock.advance(0);
  expect(world.frames.at(-1)).toMatchObject({ type: 'error', to: 1, code: 'internal' });
  expect(JSON.stringify(world.frames)).not.toContain('a bug');
  expect(world.closeCode).toBeUndefined();
});
