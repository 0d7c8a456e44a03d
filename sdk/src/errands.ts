// Small things to tell the server that replace one another: how far I read, markers, keys of my own stream. Only the
// newest of each counts. They lie in the local store until the server has them.
import type { AskInput, RevDone } from '@sup/protocol';
import { SupError } from '@sup/protocol/wire';
import { chanceOf, resendDelayMs } from './back-off.ts';
import type { Connection } from './connection.ts';
import { Observable } from './observable.ts';
import type { Platform, Stoppable } from './platform.ts';

type ErrandType = 'receipt.read' | 'marker.set' | 'state.set';
export type Errand = {
  [Type in ErrandType]: { readonly type: Type; readonly input: AskInput<Type> };
}[ErrandType];

export interface ErrandsParts {
  readonly platform: Pick<Platform, 'clock' | 'store'>;
  readonly connection: Pick<Connection, 'ask' | 'isReady'>;
  /** The server has it, as `rev` of my own stream; 0 where it was refused for good. */
  done(key: string, rev: number): void;
  trouble(error: unknown): void;
}

/** What changes again soon is told once. */
const settleMs = 250;
const prefix = 'errand:';

export class Errands {
  readonly #parts: ErrandsParts;
  readonly #waiting = new Map<string, Errand>();
  readonly #count = new Observable(0);
  #alarm: Stoppable | undefined;
  #running = false;
  #tries = 0;

  /** How many wait. */
  readonly count = this.#count;

  constructor(parts: ErrandsParts) {
    this.#parts = parts;
  }

  async start(): Promise<void> {
    const rows = await this.#parts.platform.store.list('meta', prefix);
    for (const { key, value } of rows) this.#waiting.set(key.slice(prefix.length), value as Errand);
    this.#count.set(this.#waiting.size);
  }

  stop(): void {
    this.#alarm?.stop();
    this.#alarm = undefined;
    this.#waiting.clear();
    this.#count.set(0);
  }

  /** Whether this key of my own stream is changed here and not told yet. */
  has(key: string): boolean {
    for (const name of this.#waiting.keys()) if (keyIn(name) === key) return true;
    return false;
  }

  /** Notes what changes a key of my own stream, in place of an errand of the same type; last changes go last. */
  put(key: string, errand: Errand): void {
    const name = `${errand.type} ${key}`;
    this.#waiting.delete(name);
    this.#waiting.set(name, errand);
    this.#write(name, errand);
    this.#later(settleMs);
  }

  /** There is a connection. */
  resume(): void {
    this.#tries = 0;
    this.#later(0);
  }

  #later(ms: number): void {
    this.#alarm?.stop();
    this.#alarm = this.#parts.platform.clock.after(ms, () => {
      this.#run().catch(this.#parts.trouble);
    });
  }

  async #run(): Promise<void> {
    const { connection, platform } = this.#parts;
    if (this.#running) return;
    this.#running = true;
    try {
      while (connection.isReady) {
        const [next] = this.#waiting;
        if (next === undefined) return;
        await this.#tell(...next);
      }
    } catch {
      // Refused for now or unknown: it is the same to say it again.
      const chance = chanceOf(platform.clock.random(2));
      this.#later(resendDelayMs({ tries: this.#tries, chance }));
      this.#tries += 1;
    } finally {
      this.#running = false;
    }
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
    if (this.#waiting.get(name) !== errand) return;
    this.#waiting.delete(name);
    this.#write(name, undefined);
    this.#parts.done(keyIn(name), rev);
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
