// Named writes (drivers/sql/operations.ts) on PostgreSQL: each one transaction, serializable, again where another came
// first. They were written for one writer, and this is how many are as good as one.
//
// A commit that nobody heard the end of is settled by the mark it left. Slots are few and used in turn, so the table of
// marks stays as small as the number of writes at once.

import { SupError } from '@sup/protocol/wire';
import type { Transaction } from 'kysely';
import type { Clock } from '../../clock.ts';
import { type Operations, operations } from '../sql/operations.ts';
import type { Schema } from '../sql/schema.ts';
import type { SqlStore } from '../sql/sql-store.ts';
import { retryAfterMs } from './as-refusal.ts';
import type { Connection } from './connection.ts';
import { Gate } from './gate.ts';
import type { Sessions } from './sessions.ts';
import type { StoreTelemetry } from './store-telemetry.ts';
import { OutcomeUnknown, transact } from './transact.ts';
import { leaveMark, type WriteMark, wasCommitted } from './write-marks.ts';

/** Writes that may wait for a session; whoever comes later is refused as retryable. */
const waitingMax = 5_000;
/** How long it is asked what became of a commit, before the caller is told to try again later. */
const settlingMs = 2_000;
const askAgainMs = 50;

type AnyOperation = (db: Transaction<Schema>, args: unknown) => Promise<unknown>;

interface NamedWritesParts {
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly telemetry: StoreTelemetry;
}

export class NamedWrites {
  readonly #parts: NamedWritesParts;
  /** Of this process: what another one left in its slots is not its own. */
  readonly #name: string;
  readonly #gate = new Gate();
  readonly #freeSlots: string[] = [];
  #slots = 0;
  #waiting = 0;

  constructor(parts: NamedWritesParts) {
    this.#parts = parts;
    this.#name = hex(parts.clock.random(16));
  }

  readonly write: SqlStore['write'] = (name, args) =>
    // What runs is operations[name] and nothing else, so its answer has the type of that operation's.
    this.#run(name, args) as ReturnType<Operations[typeof name]>;

  async #run(name: string, args: unknown): Promise<unknown> {
    const operation = (operations as Readonly<Record<string, AnyOperation>>)[name];
    if (!operation) throw new Error(`there is no operation ${name}`);
    if (this.#waiting >= waitingMax) {
      this.#parts.telemetry.queueLimitReached('writer');
      throw new SupError('store-unavailable', { retryAfterMs });
    }
    this.#waiting += 1;
    const pass = await this.#gate.enter();
    const slot = this.#freeSlots.pop() ?? this.#newSlot();
    const work = (connection: Connection) => inside(connection, operation, args);
    try {
      return await this.#settled({ slot, beforeAnother: () => pass.alone() }, work);
    } catch (error) {
      if (error instanceof SupError && error.code.startsWith('store-'))
        this.#parts.telemetry.writeRefused(error.code);
      throw error;
    } finally {
      pass.leave();
      this.#waiting -= 1;
    }
  }

  async #settled(
    { slot, beforeAnother }: { slot: string; beforeAnother: () => Promise<void> },
    work: (connection: Connection) => Promise<unknown>,
  ): Promise<unknown> {
    const mark: WriteMark = { slot, mark: hex(this.#parts.clock.random(16)) };
    let answer: unknown;
    try {
      const options = { isolation: 'serializable', beforeAnother } as const;
      await transact(this.#parts.sessions, options, async (connection) => {
        answer = await work(connection);
        await leaveMark(connection, mark);
      });
    } catch (error) {
      if (error instanceof OutcomeUnknown) await this.#mustHaveCommitted(mark, error);
      else {
        this.#freeSlots.push(slot);
        throw error;
      }
    }
    this.#freeSlots.push(slot);
    return answer;
  }

  /** Asks until it is known; a slot about which it is not known is used no more. */
  async #mustHaveCommitted(mark: WriteMark, unknown: OutcomeUnknown): Promise<void> {
    const { sessions, clock } = this.#parts;
    const until = clock.monotonic() + settlingMs;
    while (clock.monotonic() < until) {
      const committed = await wasCommitted(sessions, mark).catch(() => undefined);
      if (committed === true) return;
      if (committed === false) throw new SupError('store-unavailable', { retryAfterMs }, { cause: unknown });
      await new Promise<void>((resolve) => clock.after(askAgainMs, resolve));
    }
    throw new SupError('store-unavailable', { retryAfterMs }, { cause: unknown });
  }

  #newSlot(): string {
    this.#slots += 1;
    return `${this.#name}/${this.#slots}`;
  }
}

/** Kysely's transaction is a part of ours, so it begins and ends nothing. */
function inside({ kysely }: Connection, operation: AnyOperation, args: unknown): Promise<unknown> {
  return kysely.transaction().execute((db) => operation(db, args));
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
