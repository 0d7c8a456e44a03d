// WebSocket framing by hand (RFC 6455): a library would cost more CPU a delivery than all the rest of the load generator.

export const opcodes = { text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

const finalBit = 0x80;
const maskBit = 0x80;
/** A mask of zeros is a mask all the same, and leaves the payload as it is. */
const maskBytes = 4;
const encoder = new TextEncoder();

/** A frame as a client sends it. */
export function clientFrame(payload: string | Uint8Array, opcode: number = opcodes.text): Uint8Array {
  const bytes = typeof payload === 'string' ? encoder.encode(payload) : payload;
  const header = frameHeader(bytes.length, opcode);
  header[1] = (header[1] ?? 0) | maskBit;
  const frame = new Uint8Array(header.length + maskBytes + bytes.length);
  frame.set(header);
  frame.set(bytes, header.length + maskBytes);
  return frame;
}

/** A text frame as a server sends it. */
export function serverFrame(text: string): Uint8Array {
  const bytes = encoder.encode(text);
  const header = frameHeader(bytes.length, opcodes.text);
  const frame = new Uint8Array(header.length + bytes.length);
  frame.set(header);
  frame.set(bytes, header.length);
  return frame;
}

function frameHeader(length: number, opcode: number): Uint8Array {
  const first = finalBit | opcode;
  if (length < 126) return Uint8Array.of(first, length);
  if (length < 65_536) return Uint8Array.of(first, 126, length >> 8, length & 255);
  const header = new Uint8Array(10);
  header[0] = first;
  header[1] = 127;
  new DataView(header.buffer).setBigUint64(2, BigInt(length));
  return header;
}

/** Called for each whole frame; the payload is only good during the call. */
export type OnFrame = (payload: Uint8Array, opcode: number) => void;

/** Cuts a server's bytes into frames, however the network split them. */
export class FrameReader {
  #rest: Uint8Array | undefined;

  /** Takes the bytes that just came. */
  feed(chunk: Uint8Array, onFrame: OnFrame): void {
    const bytes = this.#rest ? joined(this.#rest, chunk) : chunk;
    let at = 0;
    for (;;) {
      const frame = frameAt(bytes, at);
      if (frame === undefined) break;
      onFrame(bytes.subarray(frame.start, frame.end), frame.opcode);
      at = frame.end;
    }
    this.#rest = at < bytes.length ? bytes.slice(at) : undefined;
  }
}

function frameAt(bytes: Uint8Array, at: number): { opcode: number; start: number; end: number } | undefined {
  const first = bytes[at];
  const second = bytes[at + 1];
  if (first === undefined || second === undefined) return undefined;
  if ((first & finalBit) === 0 || (second & maskBit) !== 0)
    throw new Error('the server sent a fragment or a masked frame');
  const headerBytes = { 126: 4, 127: 10 }[second] ?? 2;
  if (bytes.length < at + headerBytes) return undefined;
  const start = at + headerBytes;
  const end = start + payloadLength(bytes, at, second);
  return end <= bytes.length ? { opcode: first & 0x0f, start, end } : undefined;
}

function payloadLength(bytes: Uint8Array, at: number, second: number): number {
  if (second < 126) return second;
  const view = new DataView(bytes.buffer, bytes.byteOffset + at);
  return second === 126 ? view.getUint16(2) : Number(view.getBigUint64(2));
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}
