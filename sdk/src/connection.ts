// One socket to the server, as a union of states:
//
//   idle → connecting → greeting → ready
//            ↑    ↑________|________|     lost: wait (back-off), or at once after 4008
//            |__ waiting ←__________|     the device went offline: no tries until it is back
//
// A connection is an attempt: an object that only the current one is; whatever an older attempt still says is ignored,
// so there are never two sockets that count. What a closed socket left unanswered is unknown, and said to be so.
import type { AskInput, AskType, DownFrame, Hello, Result, TellType, UpFrame } from '@sup/protocol';
import { decodeDown, encode, errors, version } from '@sup/protocol/wire';
import { Asks } from './asks.ts';
import { chanceOf, reconnectDelayMs } from './back-off.ts';
import type { Connection as ConnectionDoor } from './doors.ts';
import { Heartbeat } from './heartbeat.ts';
import { Observable } from './observable.ts';
import type { Platform, Socket, Stoppable } from './platform.ts';
import type { TokenSource } from './rest.ts';
import type { ConnectionSnapshot } from './snapshots.ts';
import { Unreachable } from './unreachable.ts';

/** What the hello says beyond the connection's own business. */
export type Greeting = Omit<Hello, 'type' | 'version' | 'token'>;
/** Frames that are not answers to an ask. */
export type News = Exclude<DownFrame, { type: 'reply' | 'error' }>;

export interface ConnectionParts {
  readonly platform: Pick<Platform, 'clock' | 'device' | 'openSocket'>;
  /** ws:// or wss://, with the path. */
  readonly url: () => string;
  readonly token: TokenSource;
  greeting(): Greeting;
  /** Called for each frame, in order; the welcome comes first. */
  heard(news: News): void;
}

interface Attempt {
  readonly asks: Asks;
  /** What the hello was said with. */
  token: { text: string; is: 'access' | 'resume' } | undefined;
  socket: Socket | undefined;
  deadline: Stoppable | undefined;
  heartbeat: Heartbeat | undefined;
  readyAt: number | undefined;
  /** The last thing the server said about the connection itself. */
  last: { code: string; text: string; retryAfterMs?: number | undefined } | undefined;
}

interface Resume {
  readonly token: string;
  readonly goodUntil: number;
}

const greetingTimeoutMs = 15_000;
/** A little less than the two minutes of R14. */
const resumeMs = 110_000;
/** A connection that held this long counts as having gone well. */
const steadyMs = 5_000;
const wentAway = 4012;
const noLongerWanted = 1000;

export class Connection implements ConnectionDoor {
  readonly #parts: ConnectionParts;
  readonly #state = new Observable<ConnectionSnapshot>({ state: 'idle' });
  readonly #whenReady = new Set<{ resolve: () => void; reject: (error: Error) => void }>();
  #attempt: Attempt | undefined;
  #alarm: Stoppable | undefined;
  #watching: Stoppable | undefined;
  #resume: Resume | undefined;
  #staleToken: string | undefined;
  #tries = 0;
  #lostAt = 0;
  #serverAheadMs = 0;

  readonly subscribe = this.#state.subscribe;
  readonly getSnapshot = this.#state.getSnapshot;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
  }

  /** By how much the server's clock was ahead of this device's when the connection began. */
  get serverAheadMs(): number {
    return this.#serverAheadMs;
  }

  get isReady(): boolean {
    return this.#state.getSnapshot().state === 'ready';
  }

  /** Connects, and reconnects until stopped. */
  start(): void {
    if (this.#watching) return;
    const { clock, device } = this.#parts.platform;
    this.#lostAt = clock.now();
    this.#tries = 0;
    this.#watching = device.watch({
      online: () => this.#connectUnlessConnected(),
      offline: () => this.#goOffline(),
      visible: () => {
        this.#attempt?.heartbeat?.probe();
        if (this.#state.getSnapshot().state === 'waiting') this.retryNow();
      },
      hidden: () => undefined,
    });
    if (device.online()) this.#connect();
    else this.#goOffline();
  }

  /** Closes the connection and forgets who it was for. */
  stop(): void {
    this.#watching?.stop();
    this.#watching = undefined;
    this.#resume = undefined;
    this.#leave(noLongerWanted);
    this.#state.set({ state: 'idle' });
    for (const { reject } of this.#whenReady) reject(new Unreachable());
    this.#whenReady.clear();
  }

  readonly retryNow = (): void => this.#connectUnlessConnected();

  whenReady(): Promise<void> {
    if (this.isReady) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#whenReady.add({ resolve, reject });
    });
  }

  /** Asks the server; rejects with SupError (refused) or Unreachable (not connected, or the outcome is unknown). */
  ask<Type extends AskType>(type: Type, input: AskInput<Type>): Promise<Result<Type>> {
    const attempt = this.#attempt;
    if (!this.isReady || attempt === undefined) return Promise.reject(new Unreachable());
    return attempt.asks.ask(type, input);
  }

  /** Says what is not answered and worth nothing later; silently nothing when not connected. */
  tell<Type extends TellType>(frame: UpFrame<Type>): void {
    if (this.isReady) this.#attempt?.socket?.send(encode(frame));
  }

  #connectUnlessConnected(): void {
    const { state } = this.#state.getSnapshot();
    if (this.#watching && (state === 'waiting' || state === 'offline' || state === 'refused'))
      this.#connect();
  }

  #goOffline(): void {
    if (this.isReady) this.#lostAt = this.#parts.platform.clock.now();
    this.#leave(noLongerWanted);
    this.#state.set({ state: 'offline', lostAt: this.#lostAt });
  }

  /** Drops the present attempt, so that nothing it still says counts. */
  #leave(code: number): void {
    this.#alarm?.stop();
    const attempt = this.#attempt;
    this.#attempt = undefined;
    attempt?.deadline?.stop();
    attempt?.heartbeat?.stop();
    attempt?.socket?.close(code);
    attempt?.asks.abandon();
  }

  #connect(): void {
    this.#leave(noLongerWanted);
    const { clock } = this.#parts.platform;
    const attempt: Attempt = {
      asks: new Asks(clock, (frame) => attempt.socket?.send(JSON.stringify(frame))),
      token: undefined,
      socket: undefined,
      deadline: clock.after(greetingTimeoutMs, () => this.#lost(attempt, wentAway)),
      heartbeat: undefined,
      readyAt: undefined,
      last: undefined,
    };
    this.#attempt = attempt;
    this.#tries += 1;
    this.#state.set({ state: 'connecting', lostAt: this.#lostAt, tries: this.#tries });
    this.#takeToken(attempt).then(
      () => this.#openSocket(attempt),
      // No token could be had: the server is away, so try again later like after any loss.
      () => this.#lost(attempt, wentAway),
    );
  }

  async #takeToken(attempt: Attempt): Promise<void> {
    const { clock } = this.#parts.platform;
    if (this.#resume && clock.monotonic() < this.#resume.goodUntil) {
      attempt.token = { text: this.#resume.token, is: 'resume' };
      return;
    }
    const text = await this.#parts.token(this.#staleToken);
    this.#staleToken = undefined;
    if (text !== undefined) attempt.token = { text, is: 'access' };
  }

  #openSocket(attempt: Attempt): void {
    // Without a token nobody is signed in: the session says so and stops this connection.
    if (this.#attempt !== attempt || attempt.token === undefined) return;
    const when = (task: () => void) => () => {
      if (this.#attempt === attempt) task();
    };
    try {
      attempt.socket = this.#parts.platform.openSocket(this.#parts.url(), {
        opened: when(() => this.#greet(attempt)),
        received: (text) => when(() => this.#received(attempt, text))(),
        closed: (code) => when(() => this.#lost(attempt, code))(),
      });
    } catch {
      // Browsers throw for an address they refuse outright; it is the same as one that does not answer.
      this.#lost(attempt, wentAway);
    }
  }

  #greet(attempt: Attempt): void {
    this.#state.set({ state: 'greeting', lostAt: this.#lostAt, tries: this.#tries });
    const token = attempt.token?.text ?? '';
    attempt.socket?.send(encode({ ...this.#parts.greeting(), type: 'hello', version, token }));
  }

  #received(attempt: Attempt, text: string): void {
    attempt.heartbeat?.heard();
    const frame = decodeDown(text);
    if (frame === undefined) return;
    if (frame.type === 'reply') attempt.asks.settle(frame);
    else if (frame.type === 'error') {
      if (!attempt.asks.settle(frame)) attempt.last = frame;
    } else {
      if (frame.type === 'bye') attempt.last = frame;
      if (frame.type === 'welcome') this.#welcomed(attempt, frame);
      this.#parts.heard(frame);
    }
  }

  #welcomed(attempt: Attempt, welcome: DownFrame<'welcome'>): void {
    const { clock } = this.#parts.platform;
    attempt.deadline?.stop();
    attempt.readyAt = clock.monotonic();
    this.#serverAheadMs = welcome.serverTime - clock.now();
    this.#resume = { token: welcome.resume, goodUntil: clock.monotonic() + resumeMs };
    attempt.heartbeat = new Heartbeat({
      clock,
      periodMs: welcome.heartbeatMs,
      beat: () => attempt.socket?.send(encode({ type: 'ping' })),
      silent: () => this.#lost(attempt, wentAway),
    });
    this.#state.set({ state: 'ready' });
    for (const { resolve } of this.#whenReady) resolve();
    this.#whenReady.clear();
  }

  #lost(attempt: Attempt, code: number): void {
    if (this.#attempt !== attempt) return;
    const { clock } = this.#parts.platform;
    this.#leave(code === wentAway ? wentAway : noLongerWanted);
    if (attempt.readyAt !== undefined) {
      this.#lostAt = clock.now();
      if (clock.monotonic() - attempt.readyAt >= steadyMs) this.#tries = 0;
    }
    if (code === errors['version-unsupported'].close) {
      this.#state.set({
        state: 'refused',
        code: 'version-unsupported',
        text: errors['version-unsupported'].text,
      });
      return;
    }
    if (code === errors['session-ended'].close) this.#distrust(attempt);
    this.#waitThenConnect(attempt, code);
  }

  /** The server refused the token: a resume token is dropped, an access token is renewed before the next try. */
  #distrust(attempt: Attempt): void {
    this.#resume = undefined;
    if (attempt.token?.is === 'access') this.#staleToken = attempt.token.text;
    else this.#tries = Math.max(0, this.#tries - 1);
  }

  #waitThenConnect({ last }: Attempt, code: number): void {
    const { clock } = this.#parts.platform;
    const chance = chanceOf(clock.random(2));
    const steady = this.#tries === 0;
    const atOnce = code === errors['slow-reader'].close && steady;
    // Who was cut for flooding comes back slowly, however well it went before.
    const tries = code === errors.flood.close ? this.#tries + 4 : this.#tries;
    const backOff = atOnce ? 0 : reconnectDelayMs({ tries, chance });
    const delayMs = Math.max(backOff, (last?.retryAfterMs ?? 0) * (1 + chance / 4));
    this.#state.set({
      state: 'waiting',
      lostAt: this.#lostAt,
      tries: this.#tries,
      retryAt: clock.now() + delayMs,
      ...(last ? { why: last.code } : {}),
    });
    this.#alarm = clock.after(delayMs, () => this.#connect());
  }
}
