// The floor's receivers: the same sockets, frames and counting as for Sup, without anything to say but the trigger.
import { Connection } from './connection.ts';
import { type FanOutRoom, measureFanOut } from './fan-out.ts';
import { FrameMemory } from './frame-memory.ts';
import type { FanOutResult, FloorFanOutJob } from './jobs.ts';
import { Ledger } from './ledger.ts';

/** Connects the receivers, triggers at the given pace, and measures. */
export async function fanOutOfFloor(job: FloorFanOutJob): Promise<FanOutResult> {
  const room = new FloorRoom(job);
  await room.connect();
  try {
    return await measureFanOut(room, { pid: job.pid, pace: job, idleMicros: 0 });
  } finally {
    room.close();
  }
}

class FloorRoom implements FanOutRoom {
  readonly ledger: Ledger;
  readonly lastAt = new Map<number, number>();
  readonly receivers: number;
  readonly #receiving: Connection[];
  readonly #memory = new FrameMemory();
  readonly #frameBytes: number;
  #seq: number;
  #frames = 0;

  constructor({ port, receivers, head, frameBytes }: FloorFanOutJob) {
    this.receivers = receivers;
    this.ledger = new Ledger(receivers);
    this.#seq = head;
    this.#frameBytes = frameBytes;
    const lost = (why: string) => {
      throw new Error(`a receiver of the floor lost its connection: ${why}`);
    };
    this.#receiving = Array.from({ length: receivers }, (_, index) => {
      this.ledger.start(index, head);
      const text = (payload: Uint8Array) => this.#received(index, payload);
      return new Connection({ port, upgrade: false, text, lost });
    });
  }

  async connect(): Promise<void> {
    for (const connection of this.#receiving) await connection.open();
  }

  /** One byte is the trigger: the floor has its frames ready. Nobody acknowledges. */
  send(): Promise<number> {
    this.#receiving[0]?.sendRaw(Uint8Array.of(1));
    this.#seq += 1;
    return Promise.resolve(this.#seq);
  }

  lost = (): number => this.ledger.lost(this.#seq);
  frameBytes = (): number => this.#frameBytes;
  frames = (): number => this.#frames;
  habitFrames = (): number => 0;
  otherFrames = (): number => 0;

  close(): void {
    for (const connection of this.#receiving) connection.close();
  }

  #received(index: number, payload: Uint8Array): void {
    const frame = this.#memory.read(payload);
    if (frame?.type !== 'entries') throw new Error('the floor sent something else than entries');
    this.#frames += 1;
    const now = performance.now();
    for (const { seq } of frame.entries) {
      if (this.ledger.received(index, seq)) this.lastAt.set(seq, now);
    }
  }
}
