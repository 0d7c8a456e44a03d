import { serverFrame } from '../load/web-socket.ts';

/** A frame with one entry of that seq whose text is exactly `frameBytes` long: as long as Sup's for the same message. */
export function floorFrame(seq: number, frameBytes: number): Uint8Array {
  const text = (body: string) =>
    JSON.stringify({ type: 'entries', from: seq - 1, to: seq, entries: [{ seq, body }] });
  const room = frameBytes - text('').length;
  if (room < 0) throw new RangeError(`a frame of ${frameBytes} bytes has no room for seq ${seq}`);
  return serverFrame(text('x'.repeat(room)));
}
