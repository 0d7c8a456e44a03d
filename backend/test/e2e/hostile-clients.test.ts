// Clients that mean no good, and others who must not notice.
import { connect, type Socket } from 'node:net';
import {
  clientFrame,
  hello,
  message,
  openWire,
  ownRuntime,
  type RunningServer,
  registerAll,
  startServer,
  type TestPerson,
} from '@sup/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';

let sup: RunningServer;
let ann: TestPerson;
let bob: TestPerson;
beforeAll(async () => {
  sup = await startServer();
  [ann, bob] = await registerAll(sup, ['ann', 'bob']);
});
afterAll(() => sup.stop());

async function metric({ url }: { url: string }, name: string): Promise<number> {
  const page = await (await fetch(`${url}/metrics`)).text();
  const line = page.split('\n').find((one) => one.startsWith(`${name} `));
  return Number(line?.split(' ')[1] ?? 0);
}

/** Two people chat; answers the slowest of several acks. */
async function chat(): Promise<number> {
  const room = await ann.direct(bob);
  const [a, b] = [await ann.connect(), await bob.connect()];
  let slowestMs = 0;
  for (let at = 0; at < 10; at += 1) {
    const startedAt = performance.now();
    await a.ask('message.send', message(room, `still chatting ${at}`));
    slowestMs = Math.max(slowestMs, performance.now() - startedAt);
  }
  await b.until((frame): frame is typeof frame => b.entriesOf(room).length >= 10 || !frame);
  a.close();
  b.close();
  return slowestMs;
}

test('2,000 half-open upgrades: nobody else notices', async () => {
  const port = Number(new URL(sup.url).port);
  const halves: Socket[] = [];
  for (let at = 0; at < 2_000; at += 1) {
    const half = connect(port, '127.0.0.1');
    half.on('error', () => undefined);
    half.write('GET /ws HTTP/1.1\r\nhost: localhost\r\nupgrade: websocket\r\nsec-websocket-key: dGhl');
    halves.push(half);
    if (at % 100 === 0) await new Promise<void>((resolve) => half.once('connect', resolve));
  }
  expect(await chat()).toBeLessThan(5_000);
  for (const half of halves) half.destroy();
  expect(await chat()).toBeLessThan(5_000);
});

test('1,000 sockets that never say hello: nobody else notices', async () => {
  const wires = await Promise.all(Array.from({ length: 1_000 }, () => openWire(sup)));
  await Promise.all(wires.map((wire) => wire.upgrade()));
  expect(await chat()).toBeLessThan(5_000);
  for (const wire of wires) wire.destroy();
});

test('R17: who floods is closed with 4009 and counted, and others chat on', async () => {
  const wire = await openWire(sup);
  await wire.upgrade();
  wire.write(clientFrame('text', JSON.stringify(hello(ann.token, ann.device))));
  wire.write(Buffer.concat(Array.from({ length: 5_000 }, () => clientFrame('text', '{"type":"ping"}'))));
  expect(await wire.closeCode()).toBe(4009);
  expect(await metric(sup, 'sup_connections_closed_total{code="4009"}')).toBe(1);
  expect(await chat()).toBeLessThan(5_000);
});

test('R17: who does not read is closed with 4008, misses nothing when back, and holds nobody up', async () => {
  await using fast = await startServer({ settings: { SUP_RATE_LIMITS: 'off' } });
  const [cid, dan] = await registerAll(fast, ['cid', 'dan']);
  const room = await cid.direct(dan);
  const slow = await openWire(fast);
  await slow.upgrade();
  slow.write(clientFrame('text', JSON.stringify(hello(dan.token, dan.device))));
  slow.pause();
  const c = await cid.connect();
  const isClosed = async () => (await metric(fast, 'sup_connections_closed_total{code="4008"}')) > 0;
  const body = 'x'.repeat(16_000);
  let sent = 0;
  // The kernel's own buffers take some megabytes before anything waits in the server.
  for (; sent < 2_000 && !(await isClosed()); sent += 20)
    await Promise.all(Array.from({ length: 20 }, () => c.ask('message.send', message(room, body))));
  // Closed by ourselves, at once: the code is counted when the socket is cut, 5 s later at most.
  await c.until((frame): frame is typeof frame => c.entriesOf(room).length >= sent || !frame);
  slow.destroy();
  const back = await dan.connect();
  const { head } = await back.ask<{ head: number }>('room.sync', { room, from: 0 });
  const messages = c.entriesOf(room).filter(({ kind }) => kind === 'message');
  expect(messages).toHaveLength(sent);
  expect(head).toBeGreaterThanOrEqual(sent);
  expect(await metric(fast, 'sup_frames_dropped_total{reason="slow_reader"}')).toBeGreaterThan(0);
  c.close();
  back.close();
});

test(`memory is flat over rounds of bad frames (${ownRuntime})`, async () => {
  const round = async (): Promise<void> => {
    const bad = ['{', '[]', '{"type":"__proto__"}', `{"type":"ping","x":"${'y'.repeat(50_000)}"}`, '\u0000'];
    const sockets = await Promise.all(Array.from({ length: 40 }, () => ann.connect()));
    for (const socket of sockets) for (const text of bad) socket.say(text);
    await Promise.all(sockets.map((socket) => socket.closed));
  };
  for (let at = 0; at < 5; at += 1) await round();
  const before = await metric(sup, 'process_resident_memory_bytes');
  for (let at = 0; at < 15; at += 1) await round();
  const grownMb = ((await metric(sup, 'process_resident_memory_bytes')) - before) / 1e6;
  expect(grownMb).toBeLessThan(60);
  expect(await metric(sup, 'sup_connections')).toBeLessThan(10);
});
