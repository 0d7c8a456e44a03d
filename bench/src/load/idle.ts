// A crowd on which nothing moves but heartbeats, at two sizes: what one more of them costs is the slope between the two,
// so that whatever a server costs by being there falls out.
import { setTimeout as sleep } from 'node:timers/promises';
import { cpuTimes, microsBetween } from '../measure/cpu.ts';
import { collectedBytes, memoryBytes } from '../measure/memory.ts';
import { Connection } from './connection.ts';
import { FrameMemory } from './frame-memory.ts';
import { Heartbeats } from './heartbeats.ts';
import type { FloorIdleJob, IdleJob, IdlePoint, IdleResult } from './jobs.ts';
import { until } from './pace.ts';
import { type Person, SupClient } from './sup-client.ts';
import { clientFrame } from './web-socket.ts';

const connectingAtOnce = 20;
const settleMs = 5_000;
const drainMs = 5_000;

/** One connection of the crowd. */
interface Idler {
  open(): Promise<void>;
  beat(): void;
  close(): void;
}

/** Connects signed-in people and leaves them alone. */
export function idleSup(job: IdleJob): Promise<IdleResult> {
  const memory = new FrameMemory();
  return new Crowd(job, (index, answered) =>
    supIdler({ job, memory, person: job.people[index], answered }),
  ).measure();
}

/** The same with bare sockets. */
export function idleFloor(job: FloorIdleJob): Promise<IdleResult> {
  return new Crowd(job, (_, answered) => floorIdler(job.port, answered)).measure();
}

interface SupIdlerParts {
  readonly job: IdleJob;
  readonly memory: FrameMemory;
  readonly person: Person | undefined;
  answered(): void;
}

function supIdler({ job, memory, person, answered }: SupIdlerParts): Idler {
  if (!person) throw new RangeError('there are fewer people than connections');
  const client = new SupClient({
    port: job.port,
    person,
    memory,
    entries: () => undefined,
    other: ({ type }) => {
      if (type === 'pong') answered();
    },
  });
  return {
    open: () => client.connect(),
    beat: () => client.tell({ type: 'ping' }),
    close: () => client.close(),
  };
}

const ping = clientFrame(JSON.stringify({ type: 'ping' }));

function floorIdler(port: number, answered: () => void): Idler {
  const lost = (why: string) => {
    throw new Error(`a socket of the floor was lost: ${why}`);
  };
  const connection = new Connection({ port, upgrade: false, text: answered, lost });
  return {
    open: () => connection.open(),
    beat: () => connection.sendRaw(ping),
    close: () => connection.close(),
  };
}

class Crowd {
  readonly #job: IdleJob | FloorIdleJob;
  readonly #make: (index: number, answered: () => void) => Idler;
  readonly #idlers: Idler[] = [];
  readonly #heartbeats = new Heartbeats((index) => this.#idlers[index]?.beat());
  #answers = 0;

  constructor(job: IdleJob | FloorIdleJob, make: (index: number, answered: () => void) => Idler) {
    this.#job = job;
    this.#make = make;
  }

  async measure(): Promise<IdleResult> {
    const { low, high, pid } = this.#job;
    await this.#growTo(low);
    const { loadMicrosPerDelivery: _, ...atLow } = await this.#watch();
    const before = cpuTimes(pid);
    await this.#growTo(high);
    const microsPerArrival = microsBetween(before, cpuTimes(pid)) / (high - low);
    const { loadMicrosPerDelivery, ...atHigh } = await this.#watch();
    this.#heartbeats.stop();
    await until(() => this.#answers === this.#heartbeats.sent, drainMs);
    for (const idler of this.#idlers) idler.close();
    return {
      low: atLow,
      high: atHigh,
      microsPerArrival,
      heartbeats: this.#heartbeats.sent,
      unanswered: this.#heartbeats.sent - this.#answers,
      loadMicrosPerDelivery,
    };
  }

  async #growTo(connections: number): Promise<void> {
    while (this.#idlers.length < connections) {
      const room = Math.min(connectingAtOnce, connections - this.#idlers.length);
      const batch = Array.from({ length: room }, (_, place) =>
        this.#make(this.#idlers.length + place, this.#answered),
      );
      await Promise.all(batch.map((idler) => idler.open()));
      this.#idlers.push(...batch);
      // Who has come has a heart at once: the first would else fall silent before the last is there.
      this.#heartbeats.startFor(this.#idlers.length);
    }
    await sleep(settleMs);
  }

  readonly #answered = (): void => {
    this.#answers += 1;
  };

  async #watch(): Promise<IdlePoint & { loadMicrosPerDelivery: number }> {
    const { pid, windowMs } = this.#job;
    const before = this.#snapshot();
    await sleep(windowMs);
    const after = this.#snapshot();
    const uncollectedBytes = memoryBytes(pid);
    return {
      connections: this.#idlers.length,
      uncollectedBytes,
      bytes: await collectedBytes(pid),
      microsPerSecond: (microsBetween(before.server, after.server) / (after.at - before.at)) * 1_000,
      loadMicrosPerDelivery: microsBetween(before.load, after.load) / (after.answers - before.answers),
    };
  }

  #snapshot() {
    return {
      at: performance.now(),
      server: cpuTimes(this.#job.pid),
      load: cpuTimes(process.pid),
      answers: this.#answers,
    };
  }
}
