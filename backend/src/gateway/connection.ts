// One socket: greeting → ready → closing. Decodes, counts, refuses, and closes whoever does not read.
// Knows no room: `parts.answer` and fan-out do. There may be 20,000 of these, so it holds no closure and no timer.
import {
  askIdOf,
  decodeUp,
  type ErrorCode,
  errors,
  limits,
  type RoomId,
  SupError,
  type UpFrame,
} from '@sup/protocol';
import type { Clock } from '../clock.ts';
import type { Caller } from '../services/caller.ts';
import type { Presence } from '../services/presence/index.ts';
import type { Telemetry } from '../telemetry/index.ts';
import { Buckets } from './buckets.ts';
import { byeFrame, errorFrame } from './frames.ts';
import type { Peer, Ready, Socket } from './listener.ts';
import type { Turn } from './turn.ts';

/** Waiting bytes above which what need not arrive is left out. */
const ephemeralBacklogMax = 262_144;
/** Waiting bytes, and time with anything waiting, after which a reader counts as too slow (R17). */
const backlogBytesMax = 1_048_576;
const backlogMsMax = 10_000;
/** A socket that does not finish closing is cut: until then it holds memory. */
const closingMsMax = 5_000;
/** Frames that a client may send while its hello is being answered. */
const earlyFramesMax = 64;
/** Rooms of one connection with a refused write. */
const refusedRoomsMax = 500;

const sessionEndedClose = errors['session-ended'].close ?? 1008;
/** "Try again later" of RFC 6455. */
const tryAgainClose = 1013;

/** Whose a connection is once it was welcomed, and their end of presence. */
export interface Standing {
  readonly by: Caller;
  readonly presence: ReturnType<Presence['arrive']>;
}

type State =
  /** `early` is there once the hello is being answered: what came after it. */
  | { readonly at: 'greeting'; readonly sinceMs: number; early?: string[] }
  | ({ readonly at: 'ready' } & Standing)
  /** Closed by us with `code`, until the other side agrees. */
  | { readonly at: 'closing'; readonly sinceMs: number; readonly code: number }
  | { readonly at: 'closed' };

/** What all connections share. */
export interface ConnectionParts {
  readonly clock: Clock;
  /** False where limits are switched off, which is for benches only. */
  readonly isLimited: boolean;
  readonly telemetry: Telemetry;
  readonly turn: Pick<Turn, 'writeLater'>;
  /** Monotonic time of the wheel's last turn: good to a second, and free. */
  nowMs(): number;
  greet(connection: Connection, hello: UpFrame<'hello'>): void;
  answer(connection: Connection, frame: Exclude<UpFrame, { type: 'hello' }>, by: Caller): void;
  /** The connection is closing or closed: nothing is handed out to it any more. Called once or twice, once with what it was. */
  gone(connection: Connection, was: Standing | undefined): void;
}

export class Connection implements Peer {
  readonly #parts: ConnectionParts;
  /** Where it is among all; the roster's. */
  place = -1;
  #socket: Socket | undefined;
  #state: State;
  #heardMs: number;
  /** What is to be written at the end of this turn: nearly always one frame, so only more than one make a list. */
  #frame: Ready | undefined;
  #furtherFrames: Ready[] | undefined;
  /** When bytes began to wait; -1 while none do. */
  #backlogSinceMs = -1;
  /** Only while something counts: of who is silent, nothing does. */
  #buckets: Buckets | undefined;
  /** The number of the last change of a room of which it has been told. */
  toldChange = 0;
  /** Room → the cmid that was refused as retryable and comes first (R24). */
  #refused: Map<RoomId, string> | undefined;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    this.#heardMs = parts.nowMs();
    this.#state = { at: 'greeting', sinceMs: this.#heardMs };
  }

  /** Who is on the other side; undefined before the welcome and after the end. */
  get by(): Caller | undefined {
    return this.#standing?.by;
  }

  /** Their end of presence, while it is someone's. */
  get presence(): Standing['presence'] | undefined {
    return this.#standing?.presence;
  }

  get isGreeting(): boolean {
    return this.#state.at === 'greeting';
  }

  get isClosed(): boolean {
    return this.#state.at === 'closed';
  }

  opened(socket: Socket): void {
    this.#socket = socket;
    this.#parts.telemetry.connectionOpened();
  }

  closed(code: number): void {
    if (this.#state.at === 'closed') return;
    const wasOpen = this.#socket !== undefined;
    // What we closed with, whether the other side lived to confirm it or not.
    const counted = this.#state.at === 'closing' ? this.#state.code : code;
    const was = this.#standing;
    this.#state = { at: 'closed' };
    this.#socket = undefined;
    this.#refused = undefined;
    this.#forgetFrames();
    if (wasOpen) this.#parts.telemetry.connectionClosed(counted);
    this.#parts.gone(this, was);
  }

  received(text: string | undefined): void {
    const state = this.#state;
    if (state.at === 'closing' || state.at === 'closed') return;
    this.#heardMs = this.#parts.nowMs();
    if (text === undefined) return this.refuse(new SupError('frame-not-text'), undefined);
    if (this.#permits?.admit(this.#parts.clock.monotonic(), text.length) === false) {
      this.#parts.telemetry.rateLimitReached('frames');
      return this.end('flood');
    }
    if (state.at === 'greeting' && state.early) this.#keepEarly(state.early, text);
    else this.#read(text);
  }

  drained(): void {
    if (this.#socket?.getBufferedAmount() === 0) this.#backlogSinceMs = -1;
  }

  /** The welcome is written and what came meanwhile is read: from here on the connection is someone's. */
  becomeReady({ by, presence }: Standing, welcome: string): void {
    if (this.#state.at !== 'greeting') return;
    const early = this.#state.early ?? [];
    this.#state = { at: 'ready', by, presence };
    this.deliver(welcome);
    for (const text of early) this.#read(text);
  }

  /** Writes a frame at the end of this turn; it arrives, or the connection ends. */
  deliver(frame: Ready): void {
    if (!this.#socket || this.#state.at === 'closing') return;
    if (this.#frame === undefined) {
      this.#frame = frame;
      this.#parts.turn.writeLater(this);
    } else {
      this.#furtherFrames ??= [];
      this.#furtherFrames.push(frame);
    }
  }

  /** The end of the turn: all that was delivered in it goes out in one write. */
  write(): void {
    const first = this.#frame;
    const further = this.#furtherFrames;
    const socket = this.#socket;
    if (!socket || first === undefined) return;
    this.#forgetFrames();
    if (!further) {
      if (socket.send(first) <= 0) this.#noteBacklog();
      return;
    }
    socket.cork(() => {
      socket.send(first);
      for (const frame of further) socket.send(frame);
    });
    if (socket.getBufferedAmount() > 0) this.#noteBacklog();
  }

  /** Delivers a frame that may be left out where the reader is slow. */
  deliverEphemeral(frame: Ready): void {
    const waiting = this.#backlogSinceMs >= 0 ? (this.#socket?.getBufferedAmount() ?? 0) : 0;
    if (waiting > ephemeralBacklogMax) this.#parts.telemetry.frameDropped('slow_reader');
    else this.deliver(frame);
  }

  /** Counts an operation of a class: 0 if it may happen, else the milliseconds until it may. */
  takePermit(name: Parameters<Buckets['take']>[0]): number {
    return this.#permits?.take(name, this.#parts.clock.monotonic()) ?? 0;
  }

  /** Throws earlier-send-pending while another write to this room waits for its repetition (R24). */
  mustBeInTurn(room: RoomId, cmid: string): void {
    const first = this.#refused?.get(room);
    if (first === undefined) return;
    if (first !== cmid) throw new SupError('earlier-send-pending');
    this.#refused?.delete(room);
  }

  /** A write was refused: if it may be repeated, later ones to the room wait for it. */
  noteRefusal(room: RoomId, cmid: string, error: SupError): void {
    if (error.row.retry !== 'later' || error.code === 'earlier-send-pending') return;
    this.#refused ??= new Map();
    if (this.#refused.has(room)) return;
    if (this.#refused.size >= refusedRoomsMax) return this.end('flood');
    this.#refused.set(room, cmid);
  }

  /** Answers with an error; some of them end the connection. */
  refuse(error: SupError, to: number | undefined): void {
    this.deliver(errorFrame(error, to));
    if (error.row.close !== undefined) this.#close(error.row.close, error.code);
  }

  /** The hello was in vain: says why and closes; without a session there is nothing to go on with (R13). */
  refuseHello(error: SupError): void {
    this.deliver(errorFrame(error, undefined));
    const isFinal = error.row.retry === 'never';
    this.#close(error.row.close ?? (isFinal ? sessionEndedClose : tryAgainClose), error.code);
  }

  /** Says goodbye and closes with the code of a row. */
  end(code: ErrorCode, retryAfterMs?: number): void {
    const { text, close } = errors[code];
    this.write();
    // A socket that is full has ended while it was written to.
    if (this.#state.at === 'closing' || this.#state.at === 'closed') return;
    this.#socket?.send(byeFrame(code, text, retryAfterMs));
    this.#close(close ?? 1011, code);
  }

  /** The wheel's turn: what has taken too long? */
  check(nowMs: number): void {
    const state = this.#state;
    if (this.#buckets?.isEmpty(nowMs)) this.#buckets = undefined;
    if (this.#backlogSinceMs >= 0) this.#checkBacklog(nowMs);
    if (state.at === 'greeting' && nowMs - state.sinceMs > limits.helloTimeoutMs) this.end('hello-timeout');
    else if (state.at === 'ready' && nowMs - this.#heardMs > limits.silenceMs) this.end('ping-timeout');
    else if (state.at === 'closing' && nowMs - state.sinceMs > closingMsMax) this.#cut();
  }

  get #standing(): Standing | undefined {
    return this.#state.at === 'ready' ? this.#state : undefined;
  }

  get #permits(): Buckets | undefined {
    if (this.#parts.isLimited) this.#buckets ??= new Buckets();
    return this.#buckets;
  }

  #read(text: string): void {
    if (this.#state.at === 'closing' || this.#state.at === 'closed') return;
    let frame: UpFrame;
    try {
      frame = decodeUp(text);
    } catch (error) {
      this.#parts.telemetry.frameReceived('invalid');
      if (!(error instanceof SupError)) throw error;
      if (this.#state.at === 'greeting' && error.row.close === undefined) this.#refuseGreeting(text, error);
      else this.refuse(error, askIdOf(text));
      return;
    }
    this.#parts.telemetry.frameReceived(frame.type);
    if (this.#state.at === 'ready') this.#answer(frame, this.#state.by);
    else if (frame.type === 'hello') this.#greet(frame);
    else this.refuse(new SupError('hello-expected'), 'id' in frame ? frame.id : undefined);
  }

  /** Before the hello only a hello counts: a broken one may be mended, anything else is not a greeting. */
  #refuseGreeting(text: string, error: SupError): void {
    const isHello = /^\s*\{[^{}[\]]*"type"\s*:\s*"hello"/.test(text.slice(0, 8_192));
    this.refuse(isHello ? error : new SupError('hello-expected'), askIdOf(text));
  }

  #answer(frame: UpFrame, by: Caller): void {
    if (frame.type === 'hello') this.refuse(new SupError('hello-repeated'), undefined);
    else this.#parts.answer(this, frame, by);
  }

  #greet(hello: UpFrame<'hello'>): void {
    if (this.#state.at !== 'greeting') return;
    this.#state.early = [];
    this.#parts.greet(this, hello);
  }

  #keepEarly(early: string[], text: string): void {
    if (early.length >= earlyFramesMax) this.end('flood');
    else early.push(text);
  }

  #forgetFrames(): void {
    this.#frame = undefined;
    this.#furtherFrames = undefined;
  }

  #noteBacklog(): void {
    if (this.#backlogSinceMs < 0) this.#backlogSinceMs = this.#parts.nowMs();
    if ((this.#socket?.getBufferedAmount() ?? 0) > backlogBytesMax) this.#endSlow();
  }

  #checkBacklog(nowMs: number): void {
    const waiting = this.#socket?.getBufferedAmount() ?? 0;
    if (waiting === 0) this.#backlogSinceMs = -1;
    else if (waiting > backlogBytesMax || nowMs - this.#backlogSinceMs > backlogMsMax) this.#endSlow();
  }

  #cut(): void {
    this.#socket?.terminate();
    // A handshake that was never finished has no socket that could report its end.
    if (!this.#socket) this.closed(1006);
  }

  #endSlow(): void {
    if (this.#state.at === 'closing' || this.#state.at === 'closed') return;
    this.#parts.telemetry.frameDropped('slow_reader');
    this.end('slow-reader');
  }

  #close(code: number, reason: string): void {
    this.write();
    if (this.#state.at === 'closing' || this.#state.at === 'closed') return;
    const was = this.#standing;
    this.#state = { at: 'closing', sinceMs: this.#parts.nowMs(), code };
    // Nothing more is for it, from this moment on and not from when the other side agrees.
    this.#parts.gone(this, was);
    this.#socket?.close(code, reason);
  }
}
