// Reads one HTTP/1.1 answer, strictly: what could be read in two ways is refused. Every part of it has a limit.
import { OutgoingError } from '../../ports/outgoing.ts';
import { ChunkedBody } from './chunked-body.ts';
import { GrowingBytes } from './growing-bytes.ts';

const headBytesMax = 32_768;
const headersMax = 100;
/** Answers such as 103 before the one that counts. */
const interimMax = 8;
const headEnd = Buffer.from('\r\n\r\n');

/** An answer as it came: its body may still be packed. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

type Head = Pick<RawAnswer, 'status' | 'headers'>;

type State =
  | { readonly at: 'head'; readonly bytes: GrowingBytes }
  | { readonly at: 'length'; readonly head: Head; readonly length: number }
  | { readonly at: 'chunks'; readonly head: Head; readonly chunks: ChunkedBody }
  | { readonly at: 'until-end'; readonly head: Head }
  | { readonly at: 'whole'; readonly head: Head };

export class AnswerReader {
  readonly #body: GrowingBytes;
  readonly #bodyBytesMax: number;
  #state: State = { at: 'head', bytes: new GrowingBytes(headBytesMax) };
  #interim = 0;

  constructor(bodyBytesMax: number) {
    this.#bodyBytesMax = bodyBytesMax;
    this.#body = new GrowingBytes(bodyBytesMax);
  }

  /** Takes a piece; true once the answer is whole. Throws OutgoingError size or answer. */
  push(piece: Uint8Array): boolean {
    let rest = piece;
    while (this.#state.at === 'head' && rest.length > 0) rest = this.#takeHead(this.#state.bytes, rest);
    this.#takeBody(rest);
    return this.#state.at === 'whole';
  }

  /** The other side says no more; throws OutgoingError answer if it had not finished. */
  end(): RawAnswer {
    if (this.#state.at === 'until-end') this.#state = { ...this.#state, at: 'whole' };
    return this.answer;
  }

  get answer(): RawAnswer {
    if (this.#state.at !== 'whole') throw new OutgoingError('answer');
    return { ...this.#state.head, body: this.#body.bytes };
  }

  /** Answers what belongs to the body. */
  #takeHead(bytes: GrowingBytes, piece: Uint8Array): Uint8Array {
    const before = bytes.length;
    // Beyond the limit a head is refused, not a piece that holds the head and much of the body.
    bytes.append(piece.subarray(0, headBytesMax - before + 1));
    const end = bytes.bytes.indexOf(headEnd, Math.max(0, before - headEnd.length));
    if (end === -1) return new Uint8Array(0);
    const head = readHead(bytes.bytes.toString('latin1', 0, end));
    const rest = piece.subarray(end + headEnd.length - before);
    if (head.status >= 200) this.#state = this.#bodyOf(head);
    else this.#skipInterim(head.status);
    return rest;
  }

  #skipInterim(status: number): void {
    this.#interim += 1;
    // 101 would be another protocol from here on.
    if (status === 101 || this.#interim > interimMax) throw new OutgoingError('answer');
    this.#state = { at: 'head', bytes: new GrowingBytes(headBytesMax) };
  }

  /** How the end of the body is told (RFC 9112, 6.3). */
  #bodyOf(head: Head): State {
    const coding = head.headers.get('transfer-encoding');
    const length = head.headers.get('content-length');
    if (coding !== undefined && length !== undefined) throw new OutgoingError('answer');
    if (head.status === 204 || head.status === 304) return { at: 'whole', head };
    if (coding !== undefined) {
      if (coding.toLowerCase() !== 'chunked') throw new OutgoingError('answer');
      return { at: 'chunks', head, chunks: new ChunkedBody(this.#body) };
    }
    if (length === undefined) return { at: 'until-end', head };
    if (!/^\d{1,15}$/.test(length)) throw new OutgoingError('answer');
    if (Number(length) > this.#bodyBytesMax) throw new OutgoingError('size');
    return Number(length) === 0 ? { at: 'whole', head } : { at: 'length', head, length: Number(length) };
  }

  #takeBody(piece: Uint8Array): void {
    const state = this.#state;
    if (state.at === 'chunks') {
      if (state.chunks.push(piece)) this.#state = { at: 'whole', head: state.head };
    } else if (state.at === 'length') {
      this.#body.append(piece.subarray(0, state.length - this.#body.length));
      if (this.#body.length === state.length) this.#state = { at: 'whole', head: state.head };
    } else if (state.at === 'until-end') this.#body.append(piece);
  }
}

function readHead(text: string): Head {
  const [first = '', ...lines] = text.split('\r\n');
  const status = /^HTTP\/1\.[01] ([1-5]\d\d)( .*)?$/.exec(first)?.[1];
  if (status === undefined) throw new OutgoingError('answer');
  if (lines.length > headersMax) throw new OutgoingError('size');
  const headers = new Map<string, string>();
  for (const line of lines) addHeader(headers, line);
  return { status: Number(status), headers };
}

/** Headers of which a second one would contradict the first. */
const once: ReadonlySet<string> = new Set([
  'content-length',
  'transfer-encoding',
  'content-encoding',
  'location',
]);

function addHeader(headers: Map<string, string>, line: string): void {
  const [, name, value = ''] = /^([!#$%&'*+.^_`|~0-9a-z-]+):[ \t]*(.*?)[ \t]*$/i.exec(line) ?? [];
  if (name === undefined) throw new OutgoingError('answer');
  const key = name.toLowerCase();
  // Nobody is known again by the next server they are sent to.
  if (key === 'set-cookie') return;
  const before = headers.get(key);
  if (before !== undefined && once.has(key)) throw new OutgoingError('answer');
  headers.set(key, before === undefined ? value : `${before}, ${value}`);
}
