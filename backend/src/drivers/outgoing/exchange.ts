// One connection, one request, one answer. The socket is opened to an address that was checked, never to a name: only TLS
// and the Host header still know the name.
import { connect, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket } from 'node:tls';
import type { Clock, Stoppable } from '../../clock.ts';
import { OutgoingError } from '../../ports/outgoing.ts';
import { AnswerReader, type RawAnswer } from './answer-reader.ts';
import { familyOf } from './public-address.ts';
import type { Target } from './target.ts';

const connectMs = 3_000;
const silenceMs = 5_000;

export interface ExchangeAsk {
  readonly target: Target;
  /** One of the target's, checked. */
  readonly address: string;
  /** The whole request. */
  readonly request: Uint8Array;
  readonly answerBytesMax: number;
  /** PEM of the authorities that are believed instead of the system's. */
  readonly authorities?: string | undefined;
}

/** Sends a request and reads its answer. Throws OutgoingError; the reason of `signal` where it is aborted. */
export function exchange(ask: ExchangeAsk, clock: Clock, signal: AbortSignal): Promise<RawAnswer> {
  return new Promise((resolve, reject) => new Exchange({ ask, clock, signal, resolve, reject }));
}

interface Parts {
  readonly ask: ExchangeAsk;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  resolve(answer: RawAnswer): void;
  reject(error: unknown): void;
}

class Exchange {
  readonly #parts: Parts;
  readonly #reader: AnswerReader;
  readonly #socket: Socket;
  readonly #giveUp = (): void => this.#fail(this.#parts.signal.reason);
  #patience: Stoppable;
  #isConnected = false;

  constructor(parts: Parts) {
    const { ask, clock, signal } = parts;
    this.#parts = parts;
    this.#reader = new AnswerReader(ask.answerBytesMax);
    this.#socket = open(ask);
    this.#patience = clock.after(connectMs, () => this.#fail(new OutgoingError('connect')));
    this.#socket.once(ask.target.isTls ? 'secureConnect' : 'connect', () => this.#connected());
    this.#socket.on('data', (piece: Uint8Array) => this.#take(piece));
    this.#socket.on('end', () => this.#ended());
    this.#socket.on('error', (error) => this.#fail(this.#failureOf(error)));
    this.#socket.on('close', () => this.#fail(this.#failureOf(undefined)));
    if (signal.aborted) this.#giveUp();
    else signal.addEventListener('abort', this.#giveUp, { once: true });
  }

  #connected(): void {
    // What the options ask for already; a runtime that did not do it must not send anything.
    if (this.#socket instanceof TLSSocket && !this.#socket.authorized)
      return this.#fail(new OutgoingError('tls', { cause: this.#socket.authorizationError }));
    this.#isConnected = true;
    this.#bePatient();
    this.#socket.write(this.#parts.ask.request);
  }

  #take(piece: Uint8Array): void {
    this.#bePatient();
    try {
      if (this.#reader.push(piece)) this.#succeed(this.#reader.answer);
    } catch (error) {
      this.#fail(error);
    }
  }

  #ended(): void {
    try {
      this.#succeed(this.#reader.end());
    } catch (error) {
      this.#fail(error);
    }
  }

  #bePatient(): void {
    this.#patience.stop();
    this.#patience = this.#parts.clock.after(silenceMs, () => this.#fail(new OutgoingError('time')));
  }

  #succeed(answer: RawAnswer): void {
    this.#leave();
    this.#parts.resolve(answer);
  }

  #fail(error: unknown): void {
    this.#leave();
    // Settled once: what a socket says after its end is not heard any more.
    this.#parts.reject(error);
  }

  #leave(): void {
    this.#patience.stop();
    this.#parts.signal.removeEventListener('abort', this.#giveUp);
    this.#socket.destroy();
  }

  #failureOf(cause: Error | undefined): OutgoingError {
    if (this.#isConnected) return new OutgoingError('answer', { cause });
    const code = cause && 'code' in cause ? String(cause.code) : '';
    const isAboutTls = this.#parts.ask.target.isTls && /TLS|SSL|CERT|SIGNATURE|ISSUER/.test(code);
    return new OutgoingError(isAboutTls ? 'tls' : 'connect', { cause });
  }
}

function open({ target, address, authorities }: ExchangeAsk): Socket {
  const { host, port, isTls } = target;
  if (!isTls) return connect({ host: address, port });
  return connectTls({
    host: address,
    port,
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: true,
    // The certificate is checked against the name that was asked for; an address has none and is checked itself.
    ...(familyOf(host) === undefined && { servername: host }),
    ...(authorities !== undefined && { ca: authorities }),
  });
}
