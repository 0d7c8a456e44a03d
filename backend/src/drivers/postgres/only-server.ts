import { Client } from 'pg';
import type { Clock, Stoppable } from '../../clock.ts';
import { StartRefused } from '../../start-refused.ts';
import type { Log } from '../../telemetry/index.ts';
import { sessionConfig } from './sessions.ts';

/** Any number that no other program would think of: "sup" and a version of what it stands for. */
const lockKey = 0x73_75_70_01;
/** What a server that was killed has held is free once PostgreSQL notices; so long a start waits for it. */
const startPatienceMs = 5_000;
const askAgainMs = 250;

interface OnlyServerParts {
  readonly url: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly crash: (error: Error) => void;
}

/**
 * Holds the one lock of a database: servers do not tell each other yet what happens, so one at a time may use it. Nothing
 * durable hangs on it, since appends are fenced by their rooms. When PostgreSQL goes away the lock goes too, and is taken
 * again when it is back; where another server was quicker, this one ends.
 */
export class OnlyServer {
  readonly #parts: OnlyServerParts;
  #client: Client | undefined;
  #retry: Stoppable | undefined;
  #isReleased = false;

  constructor(parts: OnlyServerParts) {
    this.#parts = parts;
  }

  /** Throws StartRefused while another server holds it. */
  async claim(): Promise<void> {
    const { clock } = this.#parts;
    const until = clock.monotonic() + startPatienceMs;
    while (!(await this.#take())) {
      if (clock.monotonic() >= until)
        throw new StartRefused(
          'Another server is running on the database of SUP_POSTGRES_URL: stop it first.',
        );
      await new Promise<void>((resolve) => clock.after(askAgainMs, resolve));
    }
  }

  async release(): Promise<void> {
    this.#isReleased = true;
    this.#retry?.stop();
    // Said, because a session ends only a while after it is closed, and the next server may be waiting.
    await this.#client?.query(`select pg_advisory_unlock(${lockKey})`).catch(() => undefined);
    await this.#client?.end();
  }

  async #take(): Promise<boolean> {
    const client = new Client({ ...sessionConfig(this.#parts.url), query_timeout: 2_500 });
    // Its end is heard below; an error before that is the one that connect or query throws.
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ taken: boolean }>(
      `select pg_try_advisory_lock(${lockKey}) as taken`,
    );
    if (!rows[0]?.taken) {
      await client.end();
      return false;
    }
    this.#client = client;
    client.once('end', () => this.#lost());
    return true;
  }

  #lost(): void {
    this.#client = undefined;
    if (this.#isReleased) return;
    this.#retry = this.#parts.clock.after(askAgainMs, () => void this.#takeAgain());
  }

  async #takeAgain(): Promise<void> {
    const taken = await this.#take().catch(() => undefined);
    if (taken === undefined) this.#lost();
    else if (!taken) this.#parts.crash(new Error('another server has taken the database in the meantime'));
    else if (this.#isReleased) await this.#client?.end();
  }
}
