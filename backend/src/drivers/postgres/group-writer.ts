// Writes appends in groups: one group is one transaction and one fsync, for many rooms.
//
// An append that throws undoes its group, and each is then written by itself, so that only its own fails. A commit that
// nobody heard the end of is thrown as it is: the room's writer loads the room again and finds there what was written.

import { SupError } from '@sup/protocol/wire';
import type { Clock } from '../../clock.ts';
import type { Append } from '../../services/log/room-log.ts';
import type { AppendAsk } from '../sql/rooms/append-ask.ts';
import { postgresDialect } from '../sql/rooms/dialect.ts';
import { isPlain, LogWriter } from '../sql/rooms/log-writer.ts';
import { type Appended, appendGroup } from './append-group.ts';
import { AppendLane, type WaitingAppend } from './append-lane.ts';
import { retryAfterMs } from './as-refusal.ts';
import { postgresFailure } from './postgres-error.ts';
import type { Sessions } from './sessions.ts';
import type { StoreTelemetry } from './store-telemetry.ts';
import { OutcomeUnknown, transact } from './transact.ts';

/** Appends and bytes that may wait; whoever comes later is refused as retryable. */
const waitingMax = 20_000;
const bytesWaitingMax = 64 * 1_024 * 1_024;
/** Of what an entry is beside its body. */
const entryBytes = 300;

interface GroupWriterParts {
  readonly sessions: Sessions;
  readonly clock: Pick<Clock, 'monotonic'>;
  readonly telemetry: StoreTelemetry;
}

export class GroupWriter {
  readonly #parts: GroupWriterParts;
  readonly #log = new LogWriter(postgresDialect);
  /** Plain messages lock nothing but their rooms, in order: groups of them can be under way side by side. */
  readonly #plain: AppendLane;
  /** All else also locks people's own streams, in no order: one after the other they never wait for each other. */
  readonly #other: AppendLane;
  #waiting = 0;
  #bytesWaiting = 0;
  #isClosed = false;

  constructor(parts: GroupWriterParts) {
    this.#parts = parts;
    const commit = (group: readonly WaitingAppend[]) => this.#commit(group);
    this.#plain = new AppendLane({ atOnceMax: 2, commit });
    this.#other = new AppendLane({ atOnceMax: 1, commit });
  }

  /** Appends entries to a room's log; resolves once they are durable. */
  append(ask: AppendAsk): Promise<Appended> {
    const bytes = ask.entries.reduce((sum, append) => sum + bytesOf(append), 0);
    const isFull = this.#waiting >= waitingMax || this.#bytesWaiting + bytes > bytesWaitingMax;
    if (isFull) this.#parts.telemetry.queueLimitReached('writer');
    if (isFull || this.#isClosed) {
      this.#parts.telemetry.writeRefused('store-unavailable');
      return Promise.reject(new SupError('store-unavailable', { retryAfterMs }));
    }
    this.#waiting += 1;
    this.#bytesWaiting += bytes;
    return new Promise((resolve, reject) => {
      const lane = ask.entries.every(isPlain) ? this.#plain : this.#other;
      lane.add({ ask, bytes, resolve, reject });
    });
  }

  /** Commits what waits. Later appends are refused. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([this.#plain.drain(), this.#other.drain()]);
  }

  /** Takes a group to its end: each is resolved or rejected. */
  async #commit(group: readonly WaitingAppend[]): Promise<void> {
    try {
      await this.#write(group);
    } catch (error) {
      if (group.length === 1 || !isOneOnesFault(error)) this.#refuse(group, error);
      else
        for (const one of group) await this.#write([one]).catch((own: unknown) => this.#refuse([one], own));
    } finally {
      this.#waiting -= group.length;
      this.#bytesWaiting -= group.reduce((sum, { bytes }) => sum + bytes, 0);
    }
  }

  async #write(group: readonly WaitingAppend[]): Promise<void> {
    const { sessions, clock, telemetry } = this.#parts;
    const startedAt = clock.monotonic();
    const asks = group.map(({ ask }) => ask);
    const results = await transact(sessions, { isolation: 'read committed' }, (connection) =>
      connection.run(appendGroup(this.#log, asks)),
    );
    let entries = 0;
    for (const [at, { ask, resolve }] of group.entries()) {
      const result = results[at] ?? 'stale';
      if (result === 'appended') entries += ask.entries.length;
      resolve(result);
    }
    telemetry.committed({ entries, durationMs: clock.monotonic() - startedAt });
    if (entries > 0) telemetry.messageStored(entries);
  }

  #refuse(group: readonly WaitingAppend[], error: unknown): void {
    for (const { reject } of group) {
      if (error instanceof SupError) this.#parts.telemetry.writeRefused(error.code);
      reject(error);
    }
  }
}

/** True where the others of the group can be written without the one that failed. */
function isOneOnesFault(error: unknown): boolean {
  if (error instanceof OutcomeUnknown) return false;
  if (error instanceof SupError) return !error.code.startsWith('store-');
  const failure = postgresFailure(error);
  return failure === undefined || failure === 'constraint' || failure === 'other';
}

function bytesOf({ entry }: Append): number {
  const body = 'body' in entry && typeof entry.body === 'string' ? entry.body.length : 0;
  return entryBytes + body;
}
