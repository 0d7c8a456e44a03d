// A raw client of the socket, for tests that say what the protocol says: frames in, frames out, nothing clever.
import { type DownFrame, type DownType, subprotocol } from '@sup/protocol';

const waitMs = 20_000;
/** How much of the last frames an error shows. */
const shownMax = 600;

/** The answer to an ask was an error frame. */
export class Refused extends Error {
  readonly frame: DownFrame<'error'>;

  constructor(frame: DownFrame<'error'>) {
    super(`${frame.code}: ${frame.text}`);
    this.name = 'Refused';
    this.frame = frame;
  }
}

type Answer = DownFrame<'reply' | 'error'>;

export class TestSocket {
  readonly #socket: WebSocket;
  /** Every frame so far, oldest first. */
  readonly frames: DownFrame[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  #isClosed = false;
  #changed = Promise.withResolvers<void>();
  #id = 0;
  /** Asks that wait for their answer. Beside `until`, which looks at every frame: there may be thousands of these. */
  readonly #asked = new Map<number, PromiseWithResolvers<Answer>>();

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) => {
      const frame = JSON.parse(String(data)) as DownFrame;
      this.frames.push(frame);
      if ((frame.type === 'reply' || frame.type === 'error') && frame.to !== undefined)
        this.#asked.get(frame.to)?.resolve(frame);
      this.#wake();
    });
    this.closed = new Promise((resolve) =>
      socket.addEventListener('close', ({ code, reason }) => {
        this.#isClosed = true;
        for (const { reject } of this.#asked.values()) reject(this.#failure('closed while waiting'));
        this.#wake();
        resolve({ code, reason });
      }),
    );
  }

  /** Says a frame, or any text. */
  say(frame: object | string): void {
    this.#socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** Says an ask; resolves with the result of its reply, rejects with Refused. */
  async ask<Result = Record<string, unknown>>(type: string, fields: object = {}): Promise<Result> {
    if (this.#isClosed) throw this.#failure(`closed before ${type} was asked`);
    this.#id += 1;
    const id = this.#id;
    const waiting = Promise.withResolvers<Answer>();
    this.#asked.set(id, waiting);
    const timer = setTimeout(() => waiting.reject(this.#failure(`no answer to ${type} came`)), waitMs);
    this.say({ type, id, ...fields });
    const answer = await waiting.promise.finally(() => {
      clearTimeout(timer);
      this.#asked.delete(id);
    });
    if (answer.type === 'error') throw new Refused(answer);
    return answer.result as Result;
  }

  /** The first frame of a type that is or will be there, from index `from` of `frames` on. */
  next<Type extends DownType>(type: Type, from = 0): Promise<DownFrame<Type>> {
    return this.until((frame): frame is DownFrame<Type> => frame.type === type, from);
  }

  /** The first frame that fits, from index `from` of `frames` on. */
  async until<Frame extends DownFrame>(fits: (frame: DownFrame) => frame is Frame, from = 0): Promise<Frame> {
    const deadline = AbortSignal.timeout(waitMs);
    for (let at = from; ; at += 1) {
      while (at >= this.frames.length) await this.#wait(deadline);
      const frame = this.frames[at];
      if (frame && fits(frame)) return frame;
    }
  }

  /** Resolves once something is true that frames make true. */
  async when(isTrue: () => boolean): Promise<void> {
    const deadline = AbortSignal.timeout(waitMs);
    while (!isTrue()) await this.#wait(deadline);
  }

  /** Resolves once entries of a room up to a seq have been received. */
  async reached(room: string, seq: number): Promise<void> {
    await this.until(
      (frame): frame is DownFrame<'entries'> =>
        frame.type === 'entries' && frame.room === room && frame.to >= seq,
    );
  }

  /** Every frame of a type so far. */
  all<Type extends DownType>(type: Type): DownFrame<Type>[] {
    return this.frames.filter((frame): frame is DownFrame<Type> => frame.type === type);
  }

  /** Entries of a room received so far, in the order of their arrival. */
  entriesOf(room: string): DownFrame<'entries'>['entries'] {
    return this.frames.flatMap((frame) =>
      frame.type === 'entries' && frame.room === room ? frame.entries : [],
    );
  }

  close(): void {
    this.#socket.close();
  }

  async #wait(deadline: AbortSignal): Promise<void> {
    if (this.#isClosed) throw this.#failure('closed while waiting');
    const late = Promise.withResolvers<never>();
    const giveUp = () => late.reject(this.#failure('nothing that fits came'));
    deadline.addEventListener('abort', giveUp);
    await Promise.race([this.#changed.promise, late.promise]).finally(() =>
      deadline.removeEventListener('abort', giveUp),
    );
  }

  #failure(what: string): Error {
    return new Error(`${what}; got ${JSON.stringify(this.frames.slice(-3)).slice(-shownMax)}`);
  }

  #wake(): void {
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers<void>();
    resolve();
  }
}

/** Opens a socket and says nothing yet. */
export async function openSocket(wsUrl: string): Promise<TestSocket> {
  const socket = new WebSocket(wsUrl, subprotocol);
  const opened = new TestSocket(socket);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error(`no socket at ${wsUrl}`)));
  });
  return opened;
}

/** The hello that a client without any data says. */
export function hello(token: string, device: string, more: object = {}): object {
  return { type: 'hello', version: 1, token, device, client: 'test', rev: 0, heads: {}, ...more };
}
