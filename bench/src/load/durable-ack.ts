// Closed loop: each sender has one message in flight and sends the next when the ack of the last is there.
import { setTimeout as sleep } from 'node:timers/promises';
import type { DownFrame } from '@sup/protocol';
import { cpuTimes, microsBetween } from '../measure/cpu.ts';
import { quantile } from '../measure/spread.ts';
import { FrameMemory } from './frame-memory.ts';
import { Habits } from './habits.ts';
import type { DurableAckJob, DurableAckResult, PairOfPeople } from './jobs.ts';
import { Ledger } from './ledger.ts';
import { until } from './pace.ts';
import { SupClient } from './sup-client.ts';
import { newCmid } from './sup-room.ts';
import { textOf } from './text.ts';

const settleMs = 1_000;
const drainMs = 5_000;

/** Sends from every pair for a while and measures acks, their times, and the CPU of the server and of this process. */
export async function durableAck(job: DurableAckJob): Promise<DurableAckResult> {
  const pairs = new Pairs(job);
  await pairs.connect();
  await sleep(settleMs);
  pairs.start();
  await sleep(job.warmUpMs);
  const before = pairs.snapshot();
  await sleep(job.windowMs);
  const after = pairs.snapshot();
  await pairs.finish();
  const acks = after.acks - before.acks;
  const ackMs = pairs.ackMs.slice(before.acks, after.acks);
  return {
    acks,
    acksPerSecond: (acks / (after.at - before.at)) * 1_000,
    ackP50Ms: quantile(ackMs, 0.5),
    ackP99Ms: quantile(ackMs, 0.99),
    serverMicrosPerMessage: microsBetween(before.server, after.server) / acks,
    loadMicrosPerDelivery: microsBetween(before.load, after.load) / (after.deliveries - before.deliveries),
    deliveries: pairs.ledger.deliveries,
    lost: pairs.lost(),
    duplicated: pairs.ledger.duplicated,
  };
}

/** A pair with its clients: receiver 2 × index is the sender, the next one the reader. */
interface ConnectedPair {
  readonly room: PairOfPeople['room'];
  readonly sender: SupClient;
  readonly reader: SupClient;
  head: number;
}

class Pairs {
  readonly ledger: Ledger;
  /** The time of each ack, in the order in which they came. */
  readonly ackMs: number[] = [];
  readonly #job: DurableAckJob;
  readonly #pairs: ConnectedPair[];
  readonly #habits: Habits;
  readonly #loops: Promise<void>[] = [];
  #isSending = true;

  constructor(job: DurableAckJob) {
    this.#job = job;
    this.ledger = new Ledger(job.pairs.length * 2);
    const memory = new FrameMemory();
    this.#pairs = job.pairs.map(({ room, sender, reader }, index) => {
      const client = (person: typeof sender, receiver: number) =>
        new SupClient({
          port: job.port,
          person,
          memory,
          entries: (frame) => this.#received(receiver, room, frame),
        });
      return { room, sender: client(sender, index * 2), reader: client(reader, index * 2 + 1), head: 0 };
    });
    this.#habits = new Habits(
      this.#pairs.flatMap(({ room, sender, reader }, index) =>
        [sender, reader].map((client, which) => ({
          client,
          room,
          isLooking: true,
          have: () => this.ledger.have(index * 2 + which),
        })),
      ),
      2,
    );
  }

  async connect(): Promise<void> {
    for (const [index, pair] of this.#pairs.entries()) {
      for (const [which, client] of [pair.sender, pair.reader].entries()) {
        await client.connect();
        const { head } = await client.ask('room.open', { room: pair.room });
        pair.head = head;
        this.ledger.start(index * 2 + which, head);
      }
    }
  }

  start(): void {
    this.#habits.start();
    for (const pair of this.#pairs) this.#loops.push(this.#loop(pair));
  }

  snapshot() {
    return {
      at: performance.now(),
      acks: this.ackMs.length,
      deliveries: this.ledger.deliveries,
      server: cpuTimes(this.#job.pid),
      load: cpuTimes(process.pid),
    };
  }

  /** Stops sending and waits for what is under way. */
  async finish(): Promise<void> {
    this.#isSending = false;
    await Promise.all(this.#loops);
    await until(() => this.lost() === 0, drainMs);
    this.#habits.stop();
    for (const { sender, reader } of this.#pairs) {
      sender.close();
      reader.close();
    }
  }

  lost(): number {
    return this.#pairs.reduce((sum, { head }, index) => {
      return sum + this.ledger.behind(index * 2, head) + this.ledger.behind(index * 2 + 1, head);
    }, this.ledger.skipped);
  }

  async #loop(pair: ConnectedPair): Promise<void> {
    for (let number = 1; this.#isSending; number += 1) {
      const sentAt = performance.now();
      const ack = await pair.sender.ask('message.send', {
        room: pair.room,
        cmid: newCmid(),
        since: pair.head,
        body: textOf(number),
      });
      this.ackMs.push(performance.now() - sentAt);
      pair.head = ack.seq;
    }
  }

  #received(receiver: number, room: string, frame: DownFrame<'entries'>): void {
    if (frame.room !== room) return;
    for (const { seq } of frame.entries) this.ledger.received(receiver, seq);
  }
}
