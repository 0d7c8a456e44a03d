/*
 * One outgoing hook: a follower of its room's log (R116, R117). It reads what comes after its cursor, sends entry after
 * entry, and moves the cursor only when one has arrived, so that each arrives at least once and in order. What fails is
 * tried again with growing pauses; after a day without success the hook turns itself off, where people see it. So it does
 * after the entry by which the one who made it left the room.
 * The bus only wakes it; an event that is lost costs half a minute.
 */
import { createHmac } from 'node:crypto';
import { type DeliveryView, type Entry, limits, type RoomId } from '@sup/protocol';
import { type Bus, topics } from '../../bus/bus.ts';
import type { Clock } from '../../clock.ts';
import { type Outgoing, OutgoingError } from '../../ports/outgoing.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { RoomLog } from '../log/index.ts';
import type { OutgoingHook, OutgoingHookStore, Progress } from './outgoing-store.ts';

const batch = 50;
const lookMs = 30_000;
const firstPauseMs = 5_000;
const pauseMsMax = 3_600_000;
const offAfterMs = 86_400_000;
/** What the other side says beyond its status is not looked at. */
const answerBytesMax = 65_536;
/** After a store that did not answer. */
const troubleMs = 5_000;

export interface FollowerParts {
  readonly store: Pick<OutgoingHookStore, 'progress'>;
  readonly log: Pick<RoomLog, 'read'>;
  readonly outgoing: Pick<Outgoing, 'send'>;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'log'>;
}

export class Follower {
  readonly #parts: FollowerParts;
  readonly #hook: OutgoingHook;
  readonly #stop = new AbortController();
  readonly #ended: Promise<void>;
  #progress: Progress;
  #bell = Promise.withResolvers<void>();

  constructor(hook: OutgoingHook, parts: FollowerParts) {
    this.#parts = parts;
    this.#hook = hook;
    const { state, delivered, failures, failingSince, nextAt } = hook;
    this.#progress = {
      state,
      delivered,
      failures,
      ...(failingSince !== undefined && { failingSince }),
      ...(nextAt !== undefined && { nextAt }),
    };
    this.#ended = this.#run(this.#stop.signal);
  }

  /** Sends nothing more; resolves when nothing is under way. */
  async drain(): Promise<void> {
    this.#stop.abort();
    await this.#ended;
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { bus, clock, telemetry } = this.#parts;
    const bell = { hear: () => this.#bell.resolve() };
    bus.subscribe(topics.room(this.#hook.room), bell);
    while (!signal.aborted && this.#progress.state === 'on') {
      try {
        await this.#step(signal);
      } catch (error) {
        if (signal.aborted) break;
        telemetry.log.warn('A hook could not go on; it is tried again.', { hook: this.#hook.id, error });
        await clock.sleep(troubleMs, signal).catch(() => undefined);
      }
    }
    bus.unsubscribe(topics.room(this.#hook.room), bell);
  }

  async #step(signal: AbortSignal): Promise<void> {
    const { log, clock } = this.#parts;
    const waitMs = (this.#progress.nextAt ?? 0) - clock.now();
    if (waitMs > 0) return clock.sleep(waitMs, signal);
    this.#bell = Promise.withResolvers();
    const entries = await log.read(this.#hook.room, this.#progress.delivered, batch);
    for (const { entry } of entries) if (!(await this.#tell(entry, signal))) return;
    if (entries.length === 0) await this.#listen(signal);
  }

  /** Until the room rings, or it is time to look. */
  async #listen(signal: AbortSignal): Promise<void> {
    const enough = new AbortController();
    const look = this.#parts.clock.sleep(lookMs, AbortSignal.any([signal, enough.signal]));
    try {
      await Promise.race([this.#bell.promise, look]);
    } finally {
      enough.abort();
      // Whoever rang has ended the other wait.
      await look.catch(() => undefined);
    }
  }

  /** Sends one entry; false if it has not arrived. */
  async #tell(entry: Entry, signal: AbortSignal): Promise<boolean> {
    const { store, clock } = this.#parts;
    const startedMs = clock.monotonic();
    const outcome = await this.#send(entry, signal);
    // What was cut off by our own stop says nothing about the other side.
    signal.throwIfAborted();
    const at = clock.now();
    const arrived = /^2\d\d$/.test(outcome);
    this.#progress = arrived
      ? { state: this.#isEndedBy(entry) ? 'off' : 'on', delivered: entry.seq, failures: 0 }
      : afterFailure(this.#progress, at);
    const durationMs = Math.round(clock.monotonic() - startedMs);
    const delivery: DeliveryView = { seq: entry.seq, at, durationMs, outcome, arrived };
    const ask = { id: this.#hook.id, to: this.#progress, delivery, kept: limits.hookDeliveriesKept };
    const isThere = await store.progress(ask);
    if (!isThere) this.#progress = { ...this.#progress, state: 'off' };
    return arrived && isThere && this.#progress.state === 'on';
  }

  /** Whoever is out of a room learns nothing of it by a hook of theirs either (R35). */
  #isEndedBy(entry: Entry): boolean {
    return entry.kind === 'member.left' && entry.user === this.#hook.by;
  }

  /** The status of the answer, or why there was none. */
  async #send(entry: Entry, signal: AbortSignal): Promise<string> {
    const { url, secret, room } = this.#hook;
    const seconds = Math.floor(this.#parts.clock.now() / 1_000);
    const body = JSON.stringify({ event: eventId(room, entry.seq), room, entry });
    const headers = {
      'content-type': 'application/json',
      'sup-event': eventId(room, entry.seq),
      'sup-timestamp': String(seconds),
      'sup-signature': `v1=${signatureOf(secret, seconds, body)}`,
    };
    try {
      const ask = { method: 'POST', url, headers, body, redirectsMax: 0, answerBytesMax } as const;
      return String((await this.#parts.outgoing.send(ask, signal)).status);
    } catch (error) {
      if (error instanceof OutgoingError) return error.message;
      throw error;
    }
  }
}

/** Names an entry for ever: whoever gets one twice knows it by this. */
export function eventId(room: RoomId, seq: number): string {
  return `${room}/${seq}`;
}

/** HMAC-SHA256 over time and body: neither can be changed, and what is old can be refused. */
export function signatureOf(secret: string, seconds: number, body: string): string {
  return createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
}

function afterFailure({ delivered, failures, failingSince }: Progress, at: number): Progress {
  const since = failingSince ?? at;
  const pauseMs = Math.min(pauseMsMax, firstPauseMs * 2 ** Math.min(failures, 20));
  const state = at - since >= offAfterMs ? 'off' : 'on';
  return { state, delivered, failures: failures + 1, failingSince: since, nextAt: at + pauseMs };
}
