import { expect, test } from 'vitest';
import { clientFrame, FrameReader, opcodes, serverFrame } from './web-socket.ts';

const lengths = [0, 1, 125, 126, 300, 65_535, 65_536, 70_000];

/** Feeds the bytes in chunks of the given size, and collects the texts. */
function readIn(chunkBytes: number, bytes: Uint8Array): string[] {
  const texts: string[] = [];
  const reader = new FrameReader();
  for (let at = 0; at < bytes.length; at += chunkBytes)
    reader.feed(bytes.subarray(at, at + chunkBytes), (payload) =>
      texts.push(Buffer.from(payload).toString()),
    );
  return texts;
}

test('frames of every length of length come back whole, however they are cut', () => {
  const texts = lengths.map((length) => 'é'.repeat(length / 2).padEnd(length / 2 + (length % 2), 'x'));
  const bytes = Buffer.concat(texts.map(serverFrame));
  for (const chunkBytes of [611, 10_007, bytes.length]) expect(readIn(chunkBytes, bytes)).toEqual(texts);
});

test('a frame that comes byte by byte comes back whole', () => {
  expect(readIn(1, Buffer.concat([serverFrame('one'), serverFrame('x'.repeat(300))]))).toEqual([
    'one',
    'x'.repeat(300),
  ]);
});

test('a client frame is masked, and its mask changes nothing', () => {
  const frame = clientFrame('hi');
  expect([...frame]).toEqual([0x81, 0x82, 0, 0, 0, 0, 104, 105]);
  expect(clientFrame(Uint8Array.of(1), opcodes.pong)[0]).toBe(0x8a);
});

test('a fragment is refused, for its entries would not be counted', () => {
  expect(() => new FrameReader().feed(Uint8Array.of(0x01, 0x00), () => undefined)).toThrow('fragment');
});
