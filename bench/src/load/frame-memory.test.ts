import { expect, test } from 'vitest';
import { FrameMemory } from './frame-memory.ts';

const entries = (seq: number) =>
  Buffer.from(JSON.stringify({ type: 'entries', room: 'r', from: seq - 1, to: seq, entries: [{ seq }] }));

test('the same bytes are decoded once, others anew', () => {
  const memory = new FrameMemory();
  const first = memory.read(entries(1));
  expect(memory.read(entries(1))).toBe(first);
  expect(memory.read(entries(2))).toMatchObject({ to: 2 });
  expect(memory.read(entries(1))).toBe(first);
});

test('it remembers bytes, not the buffer they came in', () => {
  const memory = new FrameMemory();
  const buffer = entries(1);
  memory.read(buffer);
  buffer.set(entries(2));
  expect(memory.read(buffer)).toMatchObject({ to: 2 });
});

test('it goes on when more frames came than it remembers', () => {
  const memory = new FrameMemory();
  for (let seq = 1; seq <= 30; seq += 1) expect(memory.read(entries(seq))).toMatchObject({ to: seq });
  expect(memory.read(entries(1))).toMatchObject({ to: 1 });
});
