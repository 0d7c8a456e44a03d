import type { AskInput, RoomId } from '@sup/protocol';
import { FakeClock } from '@sup/testkit/fake-clock';
import { expect, test } from 'vitest';
import { Errands, type Pace } from './errands.ts';

const room = '00000000000000000000000001' as RoomId;
const key = `marker:${room}`;
const often: Pace = { apartMs: 2_000, isSpread: false };
const seldom: Pace = { apartMs: 10_000, isSpread: true };

/** Errands over a connection that answers at once, and what was told when. */
function errandsOn(clock: FakeClock) {
  const told: { type: string; seq: number; at: number }[] = [];
  const ask = async (type: string, input: { seq?: number }) => {
    told.push({ type, seq: input.seq ?? 0, at: clock.monotonic() });
    return { rev: told.length };
  };
  const store = { list: async () => [], write: async () => undefined };
  const errands = new Errands({
    platform: { clock, store } as never,
    connection: { ask, isReady: true } as never,
    done: () => undefined,
    trouble: (error) => {
      throw error;
    },
  });
  return { errands, told };
}

const read = (seq: number): { type: 'receipt.read'; input: AskInput<'receipt.read'> } => ({
  type: 'receipt.read',
  input: { room, seq },
});

/** Reads a message every 50 ms for so long. */
async function readOn(clock: FakeClock, { errands, pace, ms }: { errands: Errands; pace: Pace; ms: number }) {
  for (let seq = 1; seq <= ms / 50; seq += 1) {
    errands.put(key, read(seq), pace);
    await clock.advance(50);
  }
}

test('in a room where messages never pause, reading is told all the same, at most every 2 s', async () => {
  const clock = new FakeClock();
  const { errands, told } = errandsOn(clock);
  await readOn(clock, { errands, pace: often, ms: 10_000 });
  expect(told[0]).toEqual({ type: 'receipt.read', seq: 5, at: 250 });
  expect(told).toHaveLength(5);
  await clock.advance(2_000);
  expect(told.at(-1)?.seq).toBe(200);
});

test('of a thousand who read a large room, a tenth tell in a second', async () => {
  const clock = new FakeClock();
  const people = Array.from({ length: 1_000 }, () => errandsOn(clock));
  for (const { errands } of people) errands.put(key, read(1), seldom);
  const tellers: number[] = [];
  for (let second = 0; second < 10; second += 1) {
    const before = people.filter(({ told }) => told.length > 0).length;
    await clock.advance(1_000);
    tellers.push(people.filter(({ told }) => told.length > 0).length - before);
  }
  expect(Math.max(...tellers)).toBeLessThan(200);
  await clock.advance(1_000);
  expect(people.every(({ told }) => told.length === 1)).toBe(true);
});

test('what waits is told before what changed the same key after it', async () => {
  const clock = new FakeClock();
  const { errands, told } = errandsOn(clock);
  errands.put(key, read(9), seldom);
  errands.put(key, { type: 'marker.set', input: { room, seq: 4 } });
  await clock.advance(300);
  expect(told.map(({ type, seq }) => [type, seq])).toEqual([
    ['receipt.read', 9],
    ['marker.set', 4],
  ]);
});

test('what was read is told at once when the room leaves the screen, and only that', async () => {
  const clock = new FakeClock();
  const { errands, told } = errandsOn(clock);
  const other = '00000000000000000000000002' as RoomId;
  errands.put(key, read(1), seldom);
  errands.put(`marker:${other}`, { type: 'receipt.read', input: { room: other, seq: 1 } }, seldom);
  errands.hurry(key);
  await clock.advance(0);
  expect(told).toHaveLength(1);
  expect(errands.count.getSnapshot()).toBe(1);
});

test('whoever waits for all to be told does not wait for their pace', async () => {
  const clock = new FakeClock();
  const { errands, told } = errandsOn(clock);
  errands.put(key, read(1), seldom);
  errands.hurry();
  await clock.advance(0);
  expect(told).toHaveLength(1);
  expect(errands.count.getSnapshot()).toBe(0);
});
