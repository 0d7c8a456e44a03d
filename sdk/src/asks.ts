import type { AskInput, AskType, DownFrame, Result } from '@sup/protocol';
import { type ErrorCode, errors, SupError } from '@sup/protocol/wire';
import type { Clock, Stoppable } from './platform.ts';
import { Unreachable } from './unreachable.ts';

interface Waiting {
  readonly timer: Stoppable;
  resolve(result: unknown): void;
  reject(error: Error): void;
}

const askTimeoutMs = 15_000;

/** The asks of one connection that wait for their reply. */
export class Asks {
  readonly #clock: Clock;
  readonly #send: (frame: object) => void;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(clock: Clock, send: (frame: object) => void) {
    this.#clock = clock;
    this.#send = send;
  }

  /** Sends an ask; rejects with SupError (refused) or Unreachable (no reply in time, or the connection ended). */
  ask<Type extends AskType>(type: Type, input: AskInput<Type>): Promise<Result<Type>> {
    this.#lastId += 1;
    const id = this.#lastId;
    const reply = new Promise<unknown>((resolve, reject) => {
      const timer = this.#clock.after(askTimeoutMs, () => {
        this.#waiting.delete(id);
        reject(new Unreachable());
      });
      this.#waiting.set(id, { timer, resolve, reject });
    });
    this.#send({ ...input, type, id });
    // The reply to an ask of this type has this shape by the contract; the server is trusted with shapes.
    return reply as Promise<Result<Type>>;
  }

  /** Hands a reply or an error to the ask that it answers; returns false when there is none. */
  settle(frame: DownFrame<'reply' | 'error'>): boolean {
    const waiting = frame.to === undefined ? undefined : this.#waiting.get(frame.to);
    if (frame.to === undefined || waiting === undefined) return false;
    this.#waiting.delete(frame.to);
    waiting.timer.stop();
    if (frame.type === 'reply') waiting.resolve(frame.result);
    else waiting.reject(errorOf(frame));
    return true;
  }

  /** The connection ended: nobody knows what became of the rest. */
  abandon(): void {
    for (const { timer, reject } of this.#waiting.values()) {
      timer.stop();
      reject(new Unreachable());
    }
    this.#waiting.clear();
  }
}

/** An error frame as an error. A code of a newer server says nothing here: it counts as `internal`, to be retried. */
export function errorOf({ code, retryAfterMs, fields, place }: DownFrame<'error'>): SupError {
  return new SupError(Object.hasOwn(errors, code) ? (code as ErrorCode) : 'internal', {
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(fields === undefined ? {} : { fields }),
    ...(place === undefined ? {} : { place }),
  });
}
