import { OutgoingError } from '../../ports/outgoing.ts';
import type { GrowingBytes } from './growing-bytes.ts';

const sizeLineMax = 256;
const trailerBytesMax = 8_192;
const lineFeed = 10;

/** Reads a body in chunks (RFC 9112, 7.1) piece by piece. Throws OutgoingError answer for what is none. */
export class ChunkedBody {
  readonly #body: GrowingBytes;
  #at: 'size' | 'data' | 'data-end' | 'trailer' | 'done' = 'size';
  #line = '';
  #left = 0;
  #trailerLeft = trailerBytesMax;

  constructor(body: GrowingBytes) {
    this.#body = body;
  }

  /** Takes a piece; true once the body is whole. */
  push(piece: Uint8Array): boolean {
    let rest = piece;
    while (rest.length > 0 && this.#at !== 'done')
      rest = this.#at === 'data' ? this.#takeData(rest) : this.#takeLine(rest);
    return this.#at === 'done';
  }

  #takeData(piece: Uint8Array): Uint8Array {
    const taken = piece.subarray(0, this.#left);
    this.#body.append(taken);
    this.#left -= taken.length;
    if (this.#left === 0) this.#at = 'data-end';
    return piece.subarray(taken.length);
  }

  #takeLine(piece: Uint8Array): Uint8Array {
    const end = piece.indexOf(lineFeed);
    const taken = piece.subarray(0, end === -1 ? piece.length : end + 1);
    if (this.#line.length + taken.length > sizeLineMax) throw new OutgoingError('answer');
    this.#line += Buffer.from(taken).toString('latin1');
    if (end !== -1) {
      if (!this.#line.endsWith('\r\n')) throw new OutgoingError('answer');
      this.#readLine(this.#line.slice(0, -2));
      this.#line = '';
    }
    return piece.subarray(taken.length);
  }

  #readLine(line: string): void {
    if (this.#at === 'size') {
      const size = /^([0-9a-f]{1,8})[ \t]*(;.*)?$/i.exec(line)?.[1];
      if (size === undefined) throw new OutgoingError('answer');
      this.#left = Number.parseInt(size, 16);
      this.#at = this.#left === 0 ? 'trailer' : 'data';
    } else if (this.#at === 'data-end') {
      if (line !== '') throw new OutgoingError('answer');
      this.#at = 'size';
    } else {
      this.#trailerLeft -= line.length + 2;
      if (this.#trailerLeft < 0) throw new OutgoingError('size');
      if (line === '') this.#at = 'done';
    }
  }
}
