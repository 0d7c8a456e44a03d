// A room of Sup with everyone connected.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cmid, DownFrame } from '@sup/protocol';
import { makeId } from '@sup/protocol/wire';
import { type FanOutRoom, idleMicrosPerSecond, measureFanOut } from './fan-out.ts';
import { FrameMemory } from './frame-memory.ts';
import { Habits } from './habits.ts';
import type { FanOutJob, FanOutResult } from './jobs.ts';
import { Ledger } from './ledger.ts';
import { SupClient } from './sup-client.ts';
import { textOf } from './text.ts';

const connectingAtOnce = 20;
const settleMs = 1_500;

/** Connects everyone, sends at the given pace, and measures. */
export async function fanOutOfSup(job: FanOutJob): Promise<FanOutResult> {
  const room = new SupRoom(job);
  await room.connect();
  // Presence, first heads and the like of so many arrivals are not what a message costs.
  await sleep(settleMs);
  const idleMicros = await idleMicrosPerSecond(job.pid);
  room.habits.start();
  try {
    return await measureFanOut(room, { pid: job.pid, pace: job, idleMicros });
  } finally {
    room.close();
  }
}

/** A new client message id. */
export function newCmid(): Cmid {
  return makeId<'Cmid'>(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
}

class SupRoom implements FanOutRoom {
  readonly ledger: Ledger;
  readonly lastAt = new Map<number, number>();
  readonly receivers: number;
  readonly habits: Habits;
  readonly #job: FanOutJob;
  readonly #clients: SupClient[];
  readonly #memory = new FrameMemory();
  #frameBytes = 0;
  #frames = 0;
  #sends = 0;
  #head = 0;

  constructor(job: FanOutJob) {
    this.#job = job;
    this.receivers = job.looking;
    this.ledger = new Ledger(job.people.length);
    this.#clients = job.people.map((person, index) => {
      const entries = (frame: DownFrame<'entries'>) => this.#received(index, frame);
      return new SupClient({ port: job.port, person, memory: this.#memory, entries });
    });
    const people = this.#clients.map((client, index) => ({
      client,
      room: job.room,
      isLooking: index < job.looking,
      have: () => this.ledger.have(index),
    }));
    this.habits = new Habits(people, job.people.length);
  }

  async connect(): Promise<void> {
    for (let from = 0; from < this.#clients.length; from += connectingAtOnce) {
      const batch = this.#clients.slice(from, from + connectingAtOnce);
      await Promise.all(batch.map((client, offset) => this.#arrive(client, from + offset)));
    }
  }

  async send(): Promise<number> {
    this.#sends += 1;
    // Everyone who looks writes in turn.
    const client = this.#clients[(this.#sends * 7) % this.receivers];
    if (!client) throw new Error('nobody looks');
    const ack = await client.ask('message.send', {
      room: this.#job.room,
      cmid: newCmid(),
      since: this.#head,
      body: textOf(this.#sends),
    });
    this.#head = Math.max(this.#head, ack.seq);
    return ack.seq;
  }

  lost = (): number => this.ledger.lost(this.#head);
  frameBytes = (): number => this.#frameBytes;
  frames = (): number => this.#frames;
  habitFrames = (): number => this.habits.framesSent;
  otherFrames = (): number => this.#clients.reduce((sum, { otherFrames }) => sum + otherFrames, 0);

  close(): void {
    this.habits.stop();
    for (const client of this.#clients) client.close();
  }

  async #arrive(client: SupClient, index: number): Promise<void> {
    await client.connect();
    if (index >= this.receivers) return;
    const { head } = await client.ask('room.open', { room: this.#job.room });
    this.ledger.start(index, Math.max(head, this.ledger.have(index)));
    this.#head = Math.max(this.#head, head);
  }

  #received(index: number, frame: DownFrame<'entries'>): void {
    if (frame.room !== this.#job.room) return;
    this.#frames += 1;
    const now = performance.now();
    for (const { seq } of frame.entries) {
      if (this.ledger.received(index, seq)) this.lastAt.set(seq, now);
    }
    if (frame.entries.length === 1) this.#frameBytes ||= JSON.stringify(frame).length;
  }
}
