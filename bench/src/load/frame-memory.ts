import type { DownFrame } from '@sup/protocol';
import { decodeDown } from '@sup/protocol/wire';

const remembered = 8;
const decoder = new TextDecoder();

/**
 * Decodes frames, each distinct one once: a room's event comes as the same bytes to every connection, so all but the
 * first are recognised by comparing bytes, which keeps the load generator thin and its count exact.
 */
export class FrameMemory {
  readonly #known: { bytes: Buffer; frame: DownFrame }[] = [];
  #next = 0;

  read(payload: Uint8Array): DownFrame | undefined {
    for (const { bytes, frame } of this.#known) {
      if (bytes.length === payload.length && bytes.equals(payload)) return frame;
    }
    const frame = decodeDown(decoder.decode(payload));
    if (frame?.type === 'entries') {
      this.#known[this.#next] = { bytes: Buffer.from(payload), frame };
      this.#next = (this.#next + 1) % remembered;
    }
    return frame;
  }
}
