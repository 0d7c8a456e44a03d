// Small things to tell the server that replace one another: how far I read, markers, keys of my own stream. Only the
// newest of each counts. They lie in the local store until the server has them.
import type { AskInput, RevDone } from '@sup/protocol';
import { SupError } from '@sup/protocol/wire';
import { chanceOf, resendDelayMs } from './back-off.ts';
import type { Connection } from './connection.ts';
import { Observable } from './observable.ts';
import type { Platform, Stoppable } from './platform.ts';

type ErrandType = 'receipt.read' | 'marker.set' | 'state.set' | 'thread.mark' | 'thread.follow' | 'poll.vote';
export type Errand = {
  [Type in ErrandType]: { readonly type: Type; readonly input: AskInput<Type> };
}[ErrandType];

export interface ErrandsParts {
  readonly platform: Pick<Platform, 'clock' | 'store'>;
  readonly connection: Pick<Connection, 'ask' | 'isReady'>;
  /** The server has it, as `rev` of my own stream; 0 where it was refused for good. */
  done(key: string, rev: number, errand: Errand): void;
  trouble(error: unknown): void;
}

/** How often an errand of one name is told while it keeps changing; without a pace, once it has stopped changing. */
export interface Pace {
  /** At least this long between two. */
  readonly apartMs: number;
  /** The first waits too, for a while that is left to chance: of a thousand people not all tell at once. */
  readonly isSpread: boolean;
}

interface Waiting {
  readonly errand: Errand;
  /** By the monotonic clock. */
  readonly dueAt: number;
}

/** What changes again soon is told once. */
const settleMs = 250;
const prefix = 'errand:';

export class Errands {
  readonly #parts: ErrandsParts;
  readonly #waiting = new Map<string, Waiting>();
  /** When each was told last. */
  readonly #toldAt = new Map<string, number>();
  readonly #count = new Observable(0);
  #alarm: Stoppable | undefined;
  #running = false;
  #telling: string | undefined;
  #tries = 0;
  /** After a failure nothing is tried before this. */
  #retryAt = 0;

  /** How many wait. */
  readonly count = this.#count;

  constructor(parts: ErrandsParts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    const rows = await this.#parts.platform.store.list('meta', prefix);
    for (const { key, value } of rows)
      this.#waiting.set(key.slice(prefix.length), { errand: value as Errand, dueAt: 0 });
    this.#count.set(this.#waiting.size);
  }

  stop(): void {
    this.#alarm?.stop();
    this.#alarm = undefined;
    this.#waiting.clear();
    this.#toldAt.clear();
    this.#count.set(0);
  }

  /** Whether this key of my own stream is changed here and not told yet. */
  has(key: string): boolean {
    for (const name of this.#waiting.keys()) if (keyIn(name) === key) return true;
    return false;
  }

  /** What of one type waits to change this key. */
  find<Type extends ErrandType>(type: Type, key: string): Extract<Errand, { type: Type }> | undefined {
    const errand = this.#waiting.get(`${type} ${key}`)?.errand;
    // Its name begins with its type.
    return errand as Extract<Errand, { type: Type }> | undefined;
  }

  /** Notes what changes a key of my own stream, in place of an errand of the same type; last changes go last. */
  put(key: string, errand: Errand, pace?: Pace): void {
    const name = `${errand.type} ${key}`;
    // What is being told this moment counts as told: the change after it has a moment of its own.
    const before = name === this.#telling ? undefined : this.#waiting.get(name);
    // What is paced keeps its moment however often it changes, or a busy room would never be told.
    const dueAt = pace && before ? before.dueAt : this.#dueAt(name, pace);
    if (!pace) this.#bringForward(dueAt, (other) => keyIn(other) === key);
    this.#waiting.delete(name);
    this.#waiting.set(name, { errand, dueAt });
    this.#write(name, errand);
    this.#schedule();
  }

  /** There is a connection. */
  resume(): void {
    this.#tries = 0;
    this.#retryAt = 0;
    this.#schedule();
  }

  /** Somebody waits for all to be told, or for what changes this key: none of it keeps to its pace. */
  hurry(key?: string): void {
    this.#bringForward(0, (name) => key === undefined || keyIn(name) === key);
    this.#schedule();
  }

  #dueAt(name: string, pace: Pace | undefined): number {
    const { clock } = this.#parts.platform;
    const soon = clock.monotonic() + settleMs;
    if (!pace) return soon;
    const spreadMs = pace.isSpread ? chanceOf(clock.random(2)) * pace.apartMs : 0;
    return Math.max(soon + spreadMs, (this.#toldAt.get(name) ?? Number.NEGATIVE_INFINITY) + pace.apartMs);
  }

  /** What changed the same key before must be told before. */
  #bringForward(dueAt: number, concerns: (name: string) => boolean): void {
    for (const [name, { errand, dueAt: later }] of this.#waiting)
      if (concerns(name) && later > dueAt) this.#waiting.set(name, { errand, dueAt });
  }

  #schedule(): void {
    this.#alarm?.stop();
    this.#alarm = undefined;
    if (this.#running || this.#waiting.size === 0) return;
    const { clock } = this.#parts.platform;
    const firstDueAt = Math.min(...Array.from(this.#waiting.values(), ({ dueAt }) => dueAt));
    const ms = Math.max(0, firstDueAt - clock.monotonic(), this.#retryAt - clock.monotonic());
    this.#alarm = clock.after(ms, () => {
      this.#run().catch(this.#parts.trouble);
    });
  }

  async #run(): Promise<void> {
    const { connection, platform } = this.#parts;
    if (this.#running) return;
    this.#running = true;
    try {
      while (connection.isReady) {
        const next = this.#firstDue();
        if (next === undefined) break;
        const [name, { errand }] = next;
        this.#telling = name;
        this.#toldAt.set(name, platform.clock.monotonic());
        await this.#tell(name, errand);
      }
    } catch {
      // Refused for now or unknown: it is the same to say it again.
      const chance = chanceOf(platform.clock.random(2));
      this.#retryAt = platform.clock.monotonic() + resendDelayMs({ tries: this.#tries, chance });
      this.#tries += 1;
    } finally {
      this.#running = false;
      this.#telling = undefined;
    }
    if (connection.isReady) this.#schedule();
  }

  #firstDue(): [string, Waiting] | undefined {
    const now = this.#parts.platform.clock.monotonic();
    for (const entry of this.#waiting) if (entry[1].dueAt <= now) return entry;
    return undefined;
  }

  async #tell(name: string, errand: Errand): Promise<void> {
    let rev = 0;
    try {
      ({ rev } = await this.#ask(errand));
      this.#tries = 0;
    } catch (error) {
      // What is refused for good is dropped: a newer value may be accepted.
      if (!(error instanceof SupError) || error.row.retry === 'later') throw error;
    }
    if (this.#waiting.get(name)?.errand !== errand) return;
    this.#waiting.delete(name);
    this.#write(name, undefined);
    this.#parts.done(keyIn(name), rev, errand);
  }

  #ask(errand: Errand): Promise<RevDone> {
    const { connection } = this.#parts;
    switch (errand.type) {
      case 'receipt.read':
        return connection.ask('receipt.read', errand.input);
      case 'marker.set':
        return connection.ask('marker.set', errand.input);
      case 'state.set':
        return connection.ask('state.set', errand.input);
      case 'thread.mark':
        return connection.ask('thread.mark', errand.input);
      case 'thread.follow':
        return connection.ask('thread.follow', errand.input);
      case 'poll.vote':
        return connection.ask('poll.vote', errand.input);
    }
  }

  #write(name: string, value: Errand | undefined): void {
    const { platform, trouble } = this.#parts;
    this.#count.set(this.#waiting.size);
    platform.store.write([{ table: 'meta', key: prefix + name, value }]).catch(trouble);
  }
}

function keyIn(name: string): string {
  return name.slice(name.indexOf(' ') + 1);
}
