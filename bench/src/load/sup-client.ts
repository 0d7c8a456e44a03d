import type { AskInput, AskType, DownFrame, Result, TellType, UpFrame } from '@sup/protocol';
import { version } from '@sup/protocol/wire';
import { Connection, raise } from './connection.ts';
import type { FrameMemory } from './frame-memory.ts';

/** Someone who is signed in. */
export interface Person {
  readonly token: string;
  readonly device: string;
}

export interface SupClientParts {
  readonly port: number;
  readonly person: Person;
  /** Shared by all clients. */
  readonly memory: FrameMemory;
  /** Entries of the rooms that the person is in. */
  entries(frame: DownFrame<'entries'>): void;
  /** Whatever is neither entries nor an answer. */
  other?(frame: DownFrame): void;
}

interface Waiting {
  resolve: (result: never) => void;
  reject: (error: Error) => void;
}

/** A person's client, as thin as it can be: asks, answers, entries. */
export class SupClient {
  readonly #parts: SupClientParts;
  readonly #connection: Connection;
  readonly #waiting = new Map<number, Waiting>();
  readonly #welcomed = Promise.withResolvers<void>();
  #asked = 0;
  #isReady = false;
  /** Frames that are neither entries nor answers: heads, receipts, typing, own stream. */
  otherFrames = 0;

  constructor(parts: SupClientParts) {
    this.#parts = parts;
    this.#connection = new Connection({
      port: parts.port,
      upgrade: true,
      text: (payload) => this.#received(payload),
      lost: (why) => this.#fail(new Error(`a client lost its connection: ${why}`)),
    });
  }

  /** Connects and says hello; resolves with the welcome. */
  async connect(): Promise<void> {
    await this.#connection.open();
    const { token, device } = this.#parts.person;
    const hello = { type: 'hello', version, token, device, client: 'bench', rev: 0, heads: {} };
    this.#connection.sendText(JSON.stringify(hello));
    await this.#welcomed.promise;
    this.#isReady = true;
  }

  ask<Type extends AskType>(type: Type, input: AskInput<Type>): Promise<Result<Type>> {
    this.#asked += 1;
    const id = this.#asked;
    this.#connection.sendText(JSON.stringify({ type, id, ...input }));
    return new Promise<Result<Type>>((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as (result: never) => void, reject });
    });
  }

  tell(frame: UpFrame<TellType>): void {
    this.#connection.sendText(JSON.stringify(frame));
  }

  close(): void {
    this.#connection.close();
  }

  #received(payload: Uint8Array): void {
    const frame = this.#parts.memory.read(payload);
    if (frame?.type === 'entries') this.#parts.entries(frame);
    else if (frame?.type === 'reply') this.#settle(frame.to)?.resolve(frame.result as never);
    else if (frame?.type === 'error') this.#refused(frame);
    else if (frame?.type === 'welcome') this.#welcomed.resolve();
    else if (frame?.type === 'bye') this.#fail(new Error(`the server says bye: ${frame.code}`));
    else if (frame) this.#other(frame);
  }

  #other(frame: DownFrame): void {
    this.otherFrames += 1;
    this.#parts.other?.(frame);
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #refused({ to, code, text }: DownFrame<'error'>): void {
    const error = new Error(`the server refuses: ${code} (${text})`);
    if (to === undefined) this.#fail(error);
    else this.#settle(to)?.reject(error);
  }

  /** A bench in which a client falls out has no result: everything that waits fails. */
  #fail(error: Error): void {
    this.#welcomed.reject(error);
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    if (this.#isReady) raise(error);
  }
}
