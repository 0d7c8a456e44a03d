// Rooms that tell other programs what happens in them: signed, in order, at least once, and never inside.
import { createHmac } from 'node:crypto';
import { addresses, type DeliveryView, type OutgoingHookView, type RoomId } from '@sup/protocol';
import {
  message,
  registerAll,
  type ServerHere,
  signIn,
  startServerHere,
  type TestPerson,
} from '@sup/testkit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Clock, systemClock } from '../../src/clock.ts';
import { Receiver, type Told } from './receiver.ts';

const { hooks, messages } = addresses;

/** The system's clock, but pauses end when the test says so; the time has then passed. */
function pausingClock() {
  let passedMs = 0;
  const pauses: { ms: number; end: () => void }[] = [];
  let changed = Promise.withResolvers<void>();
  const clock: Clock = {
    ...systemClock,
    now: () => systemClock.now() + passedMs,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        const pause = { ms, end: resolve };
        pauses.push(pause);
        changed.resolve();
        changed = Promise.withResolvers();
        signal.addEventListener('abort', () => {
          const at = pauses.indexOf(pause);
          if (at !== -1) pauses.splice(at, 1);
          reject(signal.reason);
        });
      }),
  };
  /** Waits for a pause after a failure, ends it, and answers how long it was meant to be. */
  async function pass(isMeant: (ms: number) => boolean = (ms) => ms !== lookMs): Promise<number> {
    for (;;) {
      const at = pauses.findIndex(({ ms }) => isMeant(ms));
      const [pause] = at === -1 ? [] : pauses.splice(at, 1);
      if (pause) {
        passedMs += pause.ms;
        pause.end();
        return pause.ms;
      }
      await changed.promise;
    }
  }
  const jump = (ms: number): void => {
    passedMs += ms;
  };
  return { clock, pass, jump };
}
/** How often a follower looks by itself. */
const lookMs = 30_000;

let sup: ServerHere;
let ann: TestPerson;
let bob: TestPerson;
let room: RoomId;
let receiver: Receiver;
let url: string;
let time: ReturnType<typeof pausingClock>;

async function start(settings: Record<string, string> = { SUP_OUTGOING_ALLOW: '127.0.0.1' }) {
  time = pausingClock();
  sup = await startServerHere({
    settings: { SUP_ACCESS_TOKEN_SECONDS: '86400', ...settings },
    clock: time.clock,
  });
  [ann, bob] = await registerAll(sup, ['ann', 'bob']);
  room = await ann.group([bob]);
}

beforeEach(async () => {
  receiver = new Receiver();
  url = await receiver.listen();
});
afterEach(async () => {
  await sup.stop();
  receiver.close();
});

interface Made {
  readonly hook: OutgoingHookView;
  readonly secret: string;
}
const make = () => ann.must<Made>(hooks.makeOutgoing, { params: { room }, body: { name: 'Log', url } });
const hookNow = async () =>
  (await ann.must<{ hooks: OutgoingHookView[] }>(hooks.outgoing, { params: { room } })).hooks[0];

async function say(body: string): Promise<number> {
  const { room: _room, ...send } = message(room, body);
  return (await bob.must<{ seq: number }>(messages.send, { params: { room }, body: send })).seq;
}

/** How the other side checks that it is us: by the documentation alone. */
function isSigned({ headers, body }: Told, secret: string): boolean {
  const signed = createHmac('sha256', secret).update(`${headers['sup-timestamp']}.${body}`).digest('hex');
  return headers['sup-signature'] === `v1=${signed}`;
}

test('R116: every entry from then on is told, signed with the secret and named for ever', async () => {
  await start();
  await say('before');
  const { hook, secret } = await make();
  const seq = await say('after');
  await receiver.until(1);
  const [told] = receiver.told;
  expect(JSON.parse(told?.body ?? '')).toMatchObject({
    event: `${room}/${seq}`,
    room,
    entry: { kind: 'message', seq, by: bob.id, body: 'after' },
  });
  expect(told?.headers).toMatchObject({ 'sup-event': `${room}/${seq}`, 'content-type': 'application/json' });
  expect(told && isSigned(told, secret)).toBe(true);
  expect(told && isSigned(told, `${secret}x`)).toBe(false);
  expect(told && isSigned({ ...told, body: `${told.body} ` }, secret)).toBe(false);
  expect(hook).toMatchObject({ name: 'Log', url, state: 'on', by: ann.id });
  const list = await ann.must(hooks.outgoing, { params: { room } });
  expect(JSON.stringify(list)).not.toContain(secret);
});

test('R116: only who may change the room has it tell others, and only addresses that may be called', async () => {
  await start({});
  const body = { name: 'Log', url };
  const refused = await ann.call(hooks.makeOutgoing, { params: { room }, body });
  expect([refused.status, refused.body.code]).toEqual([400, 'invalid-input']);
  expect(refused.body.fields).toEqual({ url: expect.stringContaining('public internet') });
  const far = { name: 'Log', url: 'https://example.org/in' };
  for (const address of [hooks.makeOutgoing, hooks.outgoing])
    expect(
      (await bob.call(address, { params: { room }, ...(address.method === 'POST' && { body: far }) })).body
        .code,
    ).toBe('forbidden');
  const params = { room, hook: room };
  for (const address of [hooks.deleteOutgoing, hooks.resumeOutgoing, hooks.deliveries])
    expect((await ann.call(address, { params })).body.code).toBe('hook-not-found');
  expect(receiver.told).toEqual([]);
});

describe('R117: in order, each at least once', () => {
  test('over failures', async () => {
    await start();
    await make();
    receiver.status = 500;
    const first = await say('one');
    await receiver.until(1);
    const later = [await say('two'), await say('three')];
    receiver.status = 200;
    await time.pass();
    await receiver.until(4);
    expect(receiver.events).toEqual([first, first, ...later].map((seq) => `${room}/${seq}`));
  });

  test('over a restart of the follower, and a hundred of them without a gap', async () => {
    await start();
    const { hook } = await make();
    const seqs: number[] = [];
    for (let count = 0; count < 100; count += 1) {
      seqs.push(await say(`${count}`));
      if (count % 25 === 10) await ann.must(hooks.resumeOutgoing, { params: { room, hook: hook.id } });
    }
    while (new Set(receiver.events).size < seqs.length) await receiver.until(receiver.told.length + 1);
    const inOrder = receiver.events.filter((event, at) => receiver.events.indexOf(event) === at);
    expect(inOrder).toEqual(seqs.map((seq) => `${room}/${seq}`));
  });

  test('and nothing after the hook was deleted', async () => {
    await start();
    const { hook } = await make();
    await say('one');
    await receiver.until(1);
    await ann.must(hooks.deleteOutgoing, { params: { room, hook: hook.id } });
    await say('two');
    const other = new Receiver();
    const otherUrl = await other.listen();
    await ann.must(hooks.makeOutgoing, { params: { room }, body: { name: 'Other', url: otherUrl } });
    await say('three');
    await other.until(1);
    other.close();
    expect(receiver.told).toHaveLength(1);
    expect(await hookNow()).toMatchObject({ name: 'Other' });
  });
});

test('R118: pauses grow, after a day the hook is off and says so, and turned on it goes on where it stopped', async () => {
  await start();
  const { hook } = await make();
  receiver.status = 503;
  const seq = await say('one');
  const params = { room, hook: hook.id };
  const tries = async () =>
    (await ann.must<{ deliveries: DeliveryView[] }>(hooks.deliveries, { params })).deliveries;
  const pauses: number[] = [];
  for (let count = 0; count < 12; count += 1) pauses.push(Math.round((await time.pass()) / 1_000));
  expect(pauses).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1_280, 2_560, 3_600, 3_600]);
  expect(await hookNow()).toMatchObject({
    state: 'on',
    delivered: seq - 1,
    failingSince: expect.any(Number),
  });
  while ((await tries()).length !== 13);
  time.jump(86_400_000);
  await time.pass();
  [ann, bob] = [await signIn(sup, ann), await signIn(sup, bob)];
  while ((await hookNow())?.state === 'on');
  await say('two');
  const deliveries = await tries();
  expect(deliveries.length).toBe(receiver.told.length);
  for (const delivery of deliveries) expect(delivery).toMatchObject({ seq, outcome: '503', arrived: false });
  receiver.status = 200;
  const before = receiver.told.length;
  await ann.must(hooks.resumeOutgoing, { params });
  await receiver.until(before + 2);
  expect(receiver.events.slice(before)).toEqual([`${room}/${seq}`, `${room}/${seq + 1}`]);
  while ((await hookNow())?.delivered !== seq + 1);
  expect(await hookNow()).not.toHaveProperty('failingSince');
});

test('R118: turned off it is told nothing, and turned on it goes on where it stopped', async () => {
  await start();
  const { hook } = await make();
  await say('one');
  await receiver.until(1);
  const params = { room, hook: hook.id };
  await ann.must(hooks.pauseOutgoing, { params });
  const missed = [await say('two'), await say('three')];
  expect(await hookNow()).toMatchObject({ state: 'off' });
  expect(await hookNow()).not.toHaveProperty('failingSince');
  expect(receiver.told).toHaveLength(1);
  expect((await bob.call(hooks.pauseOutgoing, { params })).body.code).toBe('forbidden');
  await ann.must(hooks.resumeOutgoing, { params });
  await receiver.until(3);
  expect(receiver.events.slice(1)).toEqual(missed.map((seq) => `${room}/${seq}`));
});

test('R118, R35: whose hook it is and who is removed is told of that and of nothing later, until somebody else turns it on', async () => {
  await start();
  const { rooms } = addresses;
  const params = { room, user: bob.id };
  await ann.must(rooms.addMember, { params, body: { role: 'admin' } });
  const body = { name: 'Log', url };
  const { hook } = await bob.must<Made>(hooks.makeOutgoing, { params: { room }, body });
  const seq = await say('one');
  await ann.must(rooms.removeMember, { params });
  await receiver.until(2);
  expect(receiver.events).toEqual([seq, seq + 1].map((at) => `${room}/${at}`));
  while ((await hookNow())?.state === 'on');
  expect(await hookNow()).toMatchObject({ by: bob.id, delivered: seq + 1 });
  expect(await hookNow()).not.toHaveProperty('failingSince');

  // He comes back, and it stays off: it is for somebody in the room to say that it may go on.
  await ann.must(rooms.addMember, { params, body: {} });
  await ann.must(hooks.resumeOutgoing, { params: { room, hook: hook.id } });
  await receiver.until(3);
  expect(receiver.events.at(-1)).toBe(`${room}/${seq + 2}`);
  expect(await hookNow()).toMatchObject({ by: ann.id, state: 'on' });
  await ann.must(rooms.removeMember, { params });
  await receiver.until(4);
  expect(JSON.parse(receiver.told.at(-1)?.body ?? '')).toMatchObject({
    entry: { kind: 'member.left', user: bob.id },
  });
});

test('R118: fifty tries are kept, also those without an answer', async () => {
  await start();
  const { hook } = await make();
  for (let count = 0; count < 60; count += 1) await say(`${count}`);
  await receiver.until(60);
  receiver.close();
  await say('nobody is there');
  await time.pass();
  const { deliveries } = await ann.must<{ deliveries: DeliveryView[] }>(hooks.deliveries, {
    params: { room, hook: hook.id },
  });
  expect(deliveries).toHaveLength(50);
  expect(deliveries[0]).toMatchObject({ arrived: false, outcome: 'That server could not be reached.' });
  expect(deliveries.find(({ arrived }) => arrived)).toMatchObject({ outcome: '200' });
});
