// The main thread's side of the writer: gathers writes while a commit is in flight and sends them as one group.

import { Worker } from 'node:worker_threads';
import { SupError } from '@sup/protocol/wire';
import type { Clock } from '../../clock.ts';
import { StartRefused } from '../../start-refused.ts';
import type { Log, Telemetry } from '../../telemetry/index.ts';
import type { AppendAsk } from '../sql/rooms/append-ask.ts';
import type { DataDirectory } from './data-directory.ts';
import {
  type FromWriter,
  fromFailure,
  type OperationAsk,
  type ToWriter,
  type WriterStart,
} from './writer-messages.ts';

/** Writes and bytes that may wait for a commit; whoever comes later is refused as retryable. */
const writesWaitingMax = 20_000;
const bytesWaitingMax = 64 * 1_024 * 1_024;
/** What one transaction may hold, so that those who wait for the next do not wait long. */
const groupWritesMax = 512;
const groupBytesMax = 4 * 1_024 * 1_024;
const retryAfterMs = 1_000;
/** A blanked body must be gone from the write-ahead log within a second. */
const truncateAfterMs = 500;

export type StoreTelemetry = Pick<
  Telemetry,
  'committed' | 'messageStored' | 'writeRefused' | 'queueLimitReached'
> & {
  readonly log: Log;
};

export interface WriterParts {
  /** Held as long as the thread lives: were it only the caller's to hold, the collector could close the lock. */
  readonly directory: DataDirectory;
  readonly freshEpoch: string;
  readonly clock: Clock;
  readonly telemetry: StoreTelemetry;
  /** Ends the process: what is on disk is unknown until it is opened again. */
  readonly crash: (error: Error) => void;
}

type Waiting = {
  readonly bytes: number;
  readonly entries: number;
  readonly reject: (error: Error) => void;
} & (
  | { readonly type: 'append'; readonly text: string; readonly resolve: (done: 'appended' | 'stale') => void }
  | { readonly type: 'operation'; readonly ask: OperationAsk; readonly resolve: (answer: unknown) => void }
);
type WaitingAppend = Extract<Waiting, { type: 'append' }>;
type WaitingOperation = Extract<Waiting, { type: 'operation' }>;

/** The group that is being committed: answers come back in its order. */
interface InFlight {
  readonly appends: readonly WaitingAppend[];
  readonly operations: readonly WaitingOperation[];
}

type Committed = Extract<FromWriter, { type: 'committed' }>;

/** Starts the writer thread; answers once the database is open and of this version. */
export async function startWriter(parts: WriterParts): Promise<{ writer: Writer; epoch: string }> {
  const { directory, freshEpoch } = parts;
  const start: WriterStart = { databaseFile: directory.databaseFile, freshEpoch };
  const thread = new Worker(new URL('./writer-thread.ts', import.meta.url), { workerData: start });
  const opened = new Promise<string>((resolve, reject) => {
    thread.once('error', reject);
    thread.once('message', (first: FromWriter) => {
      thread.off('error', reject);
      if (first.type === 'ready') resolve(first.epoch);
      else if (first.type === 'refused') reject(new StartRefused(first.sentence));
      else reject(new Error(`the writer thread began with ${first.type}`));
    });
  });
  try {
    const epoch = await opened;
    return { writer: new Writer(thread, parts), epoch };
  } catch (error) {
    directory.release();
    throw error;
  }
}

export class Writer {
  readonly #thread: Worker;
  readonly #parts: WriterParts;
  #waiting: Waiting[] = [];
  #bytesWaiting = 0;
  #inFlight: InFlight | undefined;
  #sendScheduled = false;
  #truncateDue = false;
  #closing: { resolve(): void } | undefined;
  #state: 'open' | 'closing' | 'broken' = 'open';

  constructor(thread: Worker, parts: WriterParts) {
    this.#thread = thread;
    this.#parts = parts;
    thread.on('message', (message: FromWriter) => this.#hear(message));
    thread.on('error', (error) => this.#break(error));
    thread.on('exit', () => {
      if (this.#closing) this.#closing.resolve();
      else this.#break(new Error('the writer thread has ended'));
    });
  }

  /** Appends entries to a room's log; resolves once they are durable. */
  append(ask: AppendAsk): Promise<'appended' | 'stale'> {
    const text = JSON.stringify(ask);
    return new Promise((resolve, reject) =>
      this.#enqueue({
        type: 'append',
        text,
        bytes: text.length,
        entries: ask.entries.length,
        resolve,
        reject,
      }),
    );
  }

  /** Runs a named operation; resolves with its answer once what it wrote is durable. */
  operate(ask: OperationAsk): Promise<unknown> {
    return new Promise((resolve, reject) =>
      // What cloning costs is not known before; operations are small.
      this.#enqueue({ type: 'operation', ask, bytes: 256, entries: 0, resolve, reject }),
    );
  }

  /** Commits what waits, empties the write-ahead log, closes the database and leaves the directory. Later writes are refused. */
  async close(): Promise<void> {
    if (this.#state !== 'open') return;
    this.#state = 'closing';
    await new Promise<void>((resolve) => {
      this.#closing = { resolve };
      if (!this.#inFlight && this.#waiting.length === 0) this.#tell('close');
    });
    this.#parts.directory.release();
  }

  #enqueue(write: Waiting): void {
    const full =
      this.#waiting.length >= writesWaitingMax || this.#bytesWaiting + write.bytes > bytesWaitingMax;
    if (this.#state !== 'open' || full) {
      if (full) this.#parts.telemetry.queueLimitReached('writer');
      this.#refuse(write, 'store-unavailable');
      return;
    }
    this.#waiting.push(write);
    this.#bytesWaiting += write.bytes;
    this.#schedule();
  }

  // Whatever this turn of the event loop brings, such as all frames of one read, goes into one group.
  #schedule(): void {
    if (this.#inFlight || this.#sendScheduled) return;
    this.#sendScheduled = true;
    queueMicrotask(() => {
      this.#sendScheduled = false;
      this.#sendGroup();
    });
  }

  #sendGroup(): void {
    if (this.#inFlight || this.#waiting.length === 0) return;
    const group = this.#takeGroup();
    const appends = group.filter((write) => write.type === 'append');
    const operations = group.filter((write) => write.type === 'operation');
    this.#inFlight = { appends, operations };
    const text = `[${appends.map((write) => write.text).join(',')}]`;
    try {
      this.#tell({ appends: text, operations: operations.map((write) => write.ask) });
    } catch (error) {
      // Arguments that cannot be cloned are a bug of one caller; nothing of the group has left this thread.
      this.#inFlight = undefined;
      for (const write of group)
        write.reject(new Error('a write cannot be sent to the writer thread', { cause: error }));
      this.#next();
    }
  }

  #takeGroup(): Waiting[] {
    let bytes = 0;
    let count = 0;
    for (const write of this.#waiting) {
      if (count > 0 && (count >= groupWritesMax || bytes + write.bytes > groupBytesMax)) break;
      bytes += write.bytes;
      count += 1;
    }
    this.#bytesWaiting -= bytes;
    return this.#waiting.splice(0, count);
  }

  #hear(message: FromWriter): void {
    switch (message.type) {
      case 'committed':
        this.#settle(message);
        break;
      case 'undone':
        this.#undo(message.code);
        break;
      case 'truncated':
        if (!message.complete) this.#truncateSoon();
        break;
      case 'broken':
        this.#break(new Error(`the database failed: ${message.message}`));
        break;
      case 'ready':
      case 'refused':
      case 'closed':
        break;
      default:
        message satisfies never;
    }
  }

  #settle(done: Committed): void {
    const { appends, operations } = this.#takeInFlight();
    let entries = 0;
    for (const [at, write] of appends.entries()) {
      const result = done.appends[at];
      if (typeof result === 'object') write.reject(fromFailure(result));
      else if (result !== undefined) write.resolve(result);
      if (result === 'appended') entries += write.entries;
    }
    for (const [at, write] of operations.entries()) {
      const result = done.operations[at];
      if (result && 'failure' in result) write.reject(fromFailure(result.failure));
      else write.resolve(result?.answer);
    }
    this.#parts.telemetry.committed({ entries, durationMs: done.durationMs });
    if (entries > 0) this.#parts.telemetry.messageStored(entries);
    if (done.blanked) this.#truncateSoon();
    this.#next();
  }

  #undo(code: 'store-full' | 'store-unavailable'): void {
    const { appends, operations } = this.#takeInFlight();
    for (const write of [...appends, ...operations]) this.#refuse(write, code);
    this.#next();
  }

  #takeInFlight(): InFlight {
    const inFlight = this.#inFlight;
    if (!inFlight) throw new Error('the writer thread answered a group that was never sent');
    this.#inFlight = undefined;
    return inFlight;
  }

  #refuse(write: Waiting, code: 'store-full' | 'store-unavailable'): void {
    this.#parts.telemetry.writeRefused(code);
    write.reject(new SupError(code, { retryAfterMs }));
  }

  #next(): void {
    if (this.#waiting.length > 0) this.#schedule();
    else if (this.#closing) this.#tell('close');
  }

  #truncateSoon(): void {
    if (this.#truncateDue) return;
    this.#truncateDue = true;
    this.#parts.clock.after(truncateAfterMs, () => {
      this.#truncateDue = false;
      if (this.#state === 'open') this.#tell('truncate');
    });
  }

  #tell(message: ToWriter): void {
    this.#thread.postMessage(message);
  }

  #break(error: Error): void {
    if (this.#state === 'broken') return;
    this.#state = 'broken';
    const inFlight = this.#inFlight;
    this.#inFlight = undefined;
    for (const write of [
      ...(inFlight?.appends ?? []),
      ...(inFlight?.operations ?? []),
      ...this.#waiting.splice(0),
    ]) {
      write.reject(error);
    }
    this.#closing?.resolve();
    this.#parts.crash(error);
  }
}
