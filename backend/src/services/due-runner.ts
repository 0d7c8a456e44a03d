/*
 * Does what is due at a moment: one timer for the earliest of all works, and nothing that looks now and then. A work reads
 * its own rows, so what a kill cut off is due still and is taken up at the next start. Whoever adds a row says when it is
 * due. A work that fails is tried again a little later; the others go on.
 */
import type { Clock, Stoppable } from '../clock.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

/** Something that has to be done at moments which lie in a store. */
export interface DueWork {
  readonly name: string;
  /** When its earliest is due; undefined while nothing waits. */
  next(): Promise<number | undefined>;
  /** Does all that is due by `now`. What is repeated after a kill has one effect. */
  run(now: number): Promise<void>;
}

export interface DueRunnerParts {
  readonly works: readonly DueWork[];
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'log'>;
}

export interface DueRunner {
  /** Something new is due at this moment. */
  wake(at: number): void;
  /** Begins nothing more, and finishes what is under way. */
  drain(): Promise<void>;
}

/** Timers cannot be longer than 24 days, and the clock on the wall may be moved while one runs. */
const sleepMsMax = 60_000;
const afterFailureMs = 5_000;
/** Between two rounds, so that what is due again at once does not keep others from running. */
const betweenMs = 20;

/** Starts at once: what became due while no server ran comes first. */
export function createDueRunner(parts: DueRunnerParts): DueRunner {
  const runner = new Runner(parts);
  runner.wake(parts.clock.now());
  return runner;
}

class Runner implements DueRunner {
  readonly #parts: DueRunnerParts;
  #timer: Stoppable | undefined;
  #dueAt = Number.POSITIVE_INFINITY;
  #round: Promise<void> | undefined;
  #isDraining = false;

  constructor(parts: DueRunnerParts) {
    this.#parts = parts;
  }

  wake(at: number): void {
    if (this.#isDraining || at >= this.#dueAt) return;
    this.#dueAt = at;
    // A round that is under way looks at what is due when it ends.
    if (this.#round === undefined) this.#sleep();
  }

  async drain(): Promise<void> {
    this.#isDraining = true;
    this.#timer?.stop();
    await this.#round;
  }

  #sleep(): void {
    const { clock } = this.#parts;
    this.#timer?.stop();
    if (this.#isDraining || this.#dueAt === Number.POSITIVE_INFINITY) return;
    const ms = Math.min(Math.max(0, this.#dueAt - clock.now()), sleepMsMax);
    this.#timer = clock.after(ms, () => (clock.now() < this.#dueAt ? this.#sleep() : this.#begin()));
  }

  #begin(): void {
    this.#dueAt = Number.POSITIVE_INFINITY;
    this.#round = this.#runAll().finally(() => {
      this.#round = undefined;
      this.#sleep();
    });
  }

  async #runAll(): Promise<void> {
    await Promise.all(this.#parts.works.map((work) => this.#run(work)));
  }

  async #run(work: DueWork): Promise<void> {
    const { clock, telemetry } = this.#parts;
    try {
      await work.run(clock.now());
      const next = await work.next();
      if (next !== undefined) this.wake(Math.max(next, clock.now() + betweenMs));
    } catch (error) {
      telemetry.log.error('What is due could not be done; it is tried again.', { work: work.name, error });
      this.wake(clock.now() + afterFailureMs);
    }
  }
}
