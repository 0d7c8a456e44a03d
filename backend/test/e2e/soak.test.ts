// Invariant 10: after storms of people who come, talk and go in every bad way there is, a server holds what it held before.
import { addresses, type RoomId } from '@sup/protocol';
import {
  clientFrame,
  hello,
  message,
  openWire,
  ownRuntime,
  type Place,
  registerAll,
  startServer,
  startServerHere,
  type TestPerson,
  type WireSocket,
} from '@sup/testkit';
import { shortOrLong } from '@sup/testkit/scale';
import { expect, test, vi } from 'vitest';
import { Connection } from '../../src/gateway/connection.ts';
import { RoomFeed } from '../../src/gateway/room-feed.ts';

/**
 * The first ones fill SQLite's page caches and what the runtimes keep for themselves: memory levels off after six storms
 * on Bun and after some ten on Node, whose allocator gives little back. What is alive there is the same after six and
 * after thirty-six (38 MB, counted once by hand).
 */
const firstStorms = shortOrLong(3, 15);
const storms = shortOrLong(3, 100);
/** How much more than after the first storms a server may hold after the last, however many there were. */
const growthBytesMax = 128 * 1_024 * 1_024;
const patience = { timeout: 45_000, interval: 250 };

const settings = { SUP_RATE_LIMITS: 'off' };
/** In one storm. */
const visits = 60;
const halfOpen = 150;
const slowReaders = 3;
/** More than the system's buffers and the server's limit hold for one reader. */
const floodMessages = 200;
const floodBody = '𝒳'.repeat(16_000);

interface Scene {
  readonly place: Place;
  readonly people: readonly TestPerson[];
  readonly room: RoomId;
}

async function sceneOn(place: Place): Promise<Scene> {
  const people = await registerAll(place, ['ann', 'bob', 'cid', 'dan']);
  const [ann, ...others] = people;
  return { place, people, room: await ann.group(others) };
}

/** Someone comes, does a little of everything, and goes: politely, or not. */
async function visit({ people, room }: Scene, at: number): Promise<void> {
  const person = people[at % people.length]!;
  const socket = await person.connect();
  await socket.ask('room.open', { room });
  await socket.ask('presence.watch', { users: people.map(({ id }) => id) });
  socket.say({ type: 'typing', room, on: true });
  const { seq } = await socket.ask<{ seq: number }>('message.send', message(room, `visit ${at}`));
  await socket.ask('receipt.read', { room, seq });
  await socket.ask('state.set', { key: `draft:${room}`, value: { text: `draft ${at}`, at } });
  await socket.ask('room.sync', { room, from: seq - 1 });
  if (at % 3 === 0) socket.say('not JSON');
  else socket.close();
  await socket.closed;
}

/** Half a handshake, or a whole one without a word after it. */
async function linger({ place }: Scene, at: number): Promise<WireSocket> {
  const wire = await openWire(place);
  if (at % 3 === 0) await wire.upgrade();
  else if (at % 3 === 1) wire.write('GET /ws HTTP/1.1\r\nhost: localhost\r\nupgrade: websocket\r\n');
  return wire;
}

/** Someone says hello and then reads nothing any more. */
async function stall({ place, people }: Scene, at: number): Promise<WireSocket> {
  const person = people[at % people.length]!;
  const wire = await openWire(place);
  await wire.upgrade();
  wire.write(clientFrame('text', JSON.stringify(hello(person.token, person.device))));
  await vi.waitFor(() => expect(wire.received.toString()).toContain('"welcome"'), patience);
  wire.pause();
  return wire;
}

async function storm(scene: Scene): Promise<void> {
  const lingering = await Promise.all(Array.from({ length: halfOpen }, (_, at) => linger(scene, at)));
  const stalled = await Promise.all(Array.from({ length: slowReaders }, (_, at) => stall(scene, at)));
  await Promise.all(Array.from({ length: visits }, (_, at) => visit(scene, at)));
  const { room } = scene;
  const sender = scene.people[0]!;
  const sayAtLength = () => {
    const { room: _room, ...body } = message(room, floodBody);
    return sender.must(addresses.messages.send, { params: { room }, body });
  };
  for (let at = 0; at < floodMessages; at += 20) await Promise.all(Array.from({ length: 20 }, sayAtLength));
  for (const wire of [...lingering, ...stalled]) wire.destroy();
}

async function metric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
}

const residentBytes = ({ url }: Place) => metric(url, 'process_resident_memory_bytes');

/** Resolves once everybody is gone. */
const emptied = ({ url }: Place) =>
  vi.waitFor(async () => expect(await metric(url, 'sup_connections')).toBe(0), patience);

test('I10: after storms of visits, half-open upgrades and slow readers the memory is back where it was', async () => {
  await using sup = await startServer({ settings });
  const scene = await sceneOn(sup);
  for (let round = 0; round < firstStorms; round += 1) await storm(scene);
  await emptied(sup);
  const baseline = await residentBytes(sup);
  for (let round = 0; round < storms; round += 1) await storm(scene);
  await emptied(sup);
  // What the runtime gives back, it gives back in its own time.
  const after = await vi.waitFor(async () => {
    const bytes = await residentBytes(sup);
    expect(bytes).toBeLessThan(baseline + growthBytesMax);
    return bytes;
  }, patience);
  const megabytes = (bytes: number) => Math.round(bytes / 1_048_576);
  process.stdout.write(
    `memory after ${firstStorms} storms ${megabytes(baseline)} MiB, after ${firstStorms + storms} ${megabytes(after)} MiB\n`,
  );
  const closed = await (await fetch(`${sup.url}/metrics`)).text();
  expect(closed).toContain('sup_connections_closed_total{code="4008"}');
});

/** How many objects of a class are alive, after a collection of garbage. Only V8 can tell. */
async function alive(ofClass: new (...parts: never[]) => object): Promise<number> {
  const { queryObjects } = await import('node:v8');
  return Number(queryObjects(ofClass, { format: 'count' }));
}

// Only V8 can count what is alive, and the code that might hold on to something is the same on both runtimes.
if (ownRuntime === 'node')
  test('I10: nothing holds on to a connection, or to what a room was followed by, once its people are gone', async () => {
    await using sup = await startServerHere({ settings });
    const scene = await sceneOn(sup);
    const watching = await scene.people[0]!.connect();
    await storm(scene);
    await vi.waitFor(async () => expect(await metric(sup.url, 'sup_connections')).toBe(1), patience);
    await vi.waitFor(async () => {
      expect(await alive(Connection)).toBe(1);
      expect(await alive(RoomFeed)).toBe(1);
    }, patience);
    watching.close();
    await vi.waitFor(async () => {
      expect(await alive(Connection)).toBe(0);
      expect(await alive(RoomFeed)).toBe(0);
    }, patience);
  });
