import { expect, test } from 'vitest';
import { FrameReader } from '../load/web-socket.ts';
import { floorFrame } from './floor-frame.ts';

test.each([1, 9, 10, 99, 100_000])(
  'the frame of seq %i has the length asked for and carries the seq',
  (seq) => {
    new FrameReader().feed(floorFrame(seq, 380), (payload) => {
      expect(payload.length).toBe(380);
      expect(JSON.parse(Buffer.from(payload).toString())).toMatchObject({ to: seq, entries: [{ seq }] });
    });
  },
);

test('a length that has no room for the seq is refused', () => {
  expect(() => floorFrame(1, 10)).toThrow(RangeError);
});
