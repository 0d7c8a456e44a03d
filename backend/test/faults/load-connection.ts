// One socket of a client under load: asks with answers, and entries handed on as they come.
import { type DownFrame, decodeDown, subprotocol } from '@sup/protocol';
import { hello, Refused, type TestPerson } from '@sup/testkit';

/** Long for an answer under load, short for a server that is gone. */
const answerTimeoutMs = 5_000;

interface Pending {
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

/** The connection ended, or the answer did not come: the outcome is unknown. */
export class NoAnswer extends Error {}

export interface Heard {
  entries(frame: DownFrame<'entries'>): void;
  state(frame: DownFrame<'state'>): void;
}

export class LoadConnection {
  readonly #socket: WebSocket;
  readonly #heard: Heard;
  readonly #pending = new Map<number, Pending>();
  readonly ended: Promise<void>;
  isEnded = false;
  #lastId = 0;
  #welcomed = Promise.withResolvers<DownFrame<'welcome'>>();

  private constructor(socket: WebSocket, heard: Heard) {
    this.#socket = socket;
    this.#heard = heard;
    socket.addEventListener('message', ({ data }) => this.#hear(String(data)));
    this.ended = new Promise((resolve) => {
      socket.addEventListener('close', () => {
        this.isEnded = true;
        const gone = new NoAnswer('the connection ended');
        for (const pending of this.#pending.values()) pending.reject(gone);
        this.#pending.clear();
        this.#welcomed.reject(gone);
        resolve();
      });
    });
    // Whoever opens it hears of this through the promise of the opening.
    this.#welcomed.promise.catch(() => undefined);
  }

  /** Opens a socket and says hello; rejects with NoAnswer while there is no server. */
  static async open(
    wsUrl: string,
    person: TestPerson,
    options: { heads: Record<string, number>; heard: Heard },
  ): Promise<{ connection: LoadConnection; welcome: DownFrame<'welcome'> }> {
    const socket = new WebSocket(wsUrl, subprotocol);
    const connection = new LoadConnection(socket, options.heard);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve());
      socket.addEventListener('error', () => reject(new NoAnswer('no server')));
      socket.addEventListener('close', () => reject(new NoAnswer('no server')));
    });
    socket.send(JSON.stringify(hello(person.token, person.device, { heads: options.heads })));
    return { connection, welcome: await connection.#welcomed.promise };
  }

  /** Says an ask; rejects with Refused, or with NoAnswer when its outcome is unknown. */
  ask<Result>(type: string, fields: object): Promise<Result> {
    if (this.isEnded) return Promise.reject(new NoAnswer('the connection has ended'));
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#pending.delete(id);
        reject(new NoAnswer(`${type} was not answered`));
      }, answerTimeoutMs);
      const done = <Value>(then: (value: Value) => void) => {
        return (value: Value) => {
          clearTimeout(timer);
          then(value);
        };
      };
      // The server is trusted with the shape of its results; the history checker reads what is in them.
      this.#pending.set(id, { resolve: done((result) => resolve(result as Result)), reject: done(reject) });
      this.#socket.send(JSON.stringify({ type, id, ...fields }));
    });
  }

  close(): void {
    this.#socket.close();
  }

  #hear(text: string): void {
    const frame = decodeDown(text);
    if (frame?.type === 'entries') this.#heard.entries(frame);
    else if (frame?.type === 'state') this.#heard.state(frame);
    else if (frame?.type === 'welcome') this.#welcomed.resolve(frame);
    else if (frame?.type === 'reply') this.#take(frame.to)?.resolve(frame.result);
    else if (frame?.type === 'error') this.#take(frame.to)?.reject(new Refused(frame));
  }

  #take(id: number | undefined): Pending | undefined {
    if (id === undefined) return undefined;
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }
}
