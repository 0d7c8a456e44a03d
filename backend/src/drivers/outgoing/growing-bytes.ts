import { OutgoingError } from '../../ports/outgoing.ts';

/** Bytes that come in pieces of any size, up to a limit, without an object for each piece. */
export class GrowingBytes {
  readonly #max: number;
  #bytes = Buffer.alloc(0);
  #length = 0;

  constructor(max: number) {
    this.#max = max;
  }

  /** Throws OutgoingError size beyond the limit. */
  append(piece: Uint8Array): void {
    const length = this.#length + piece.length;
    if (length > this.#max) throw new OutgoingError('size');
    if (length > this.#bytes.length) {
      const larger = Buffer.alloc(Math.min(this.#max, Math.max(length, 2 * this.#bytes.length, 1_024)));
      this.#bytes.copy(larger, 0, 0, this.#length);
      this.#bytes = larger;
    }
    this.#bytes.set(piece, this.#length);
    this.#length = length;
  }

  get length(): number {
    return this.#length;
  }

  /** What has come so far; valid until the next piece. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }
}
