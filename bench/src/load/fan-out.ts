import { cpuTimes, microsBetween } from '../measure/cpu.ts';
import { quantile } from '../measure/spread.ts';
import type { FanOutResult, Pace } from './jobs.ts';
import type { Ledger } from './ledger.ts';
import { paced, until } from './pace.ts';

/** One room with its receivers, in Sup or in the floor. */
export interface FanOutRoom {
  readonly ledger: Ledger;
  /** The receivers who must get every message. */
  readonly receivers: number;
  /** When each message reached its last receiver, by seq. */
  readonly lastAt: ReadonlyMap<number, number>;
  /** Sends the next message; resolves with its seq once it is acknowledged. */
  send(): Promise<number>;
  /** Length of the last message's frame. */
  frameBytes(): number;
  /** Frames with entries that came so far. */
  frames(): number;
  otherFrames(): number;
  habitFrames(): number;
}

interface Sent {
  readonly seq: number;
  readonly sentAt: number;
  readonly ackedAt: number;
}

const drainMs = 5_000;

/** Sends at the given pace and measures: the CPU of the server and of this process, and when the last receiver had it. */
export async function measureFanOut(
  room: FanOutRoom,
  { pid, pace, idleMicrosPerSecond }: { pid: number; pace: Pace; idleMicrosPerSecond: number },
): Promise<FanOutResult> {
  await sendAll(room, pace.warmUpMessages, pace.intervalMs);
  const before = snapshot(room, pid);
  const sent = await sendAll(room, pace.messages, pace.intervalMs);
  const after = snapshot(room, pid);
  const deliveries = after.deliveries - before.deliveries;
  const frames = after.frames - before.frames;
  const serverMicros = microsBetween(before.server, after.server);
  const lastMs = sent.map(({ seq, sentAt }) => (room.lastAt.get(seq) ?? Number.POSITIVE_INFINITY) - sentAt);
  const ackMs = sent.map(({ sentAt, ackedAt }) => ackedAt - sentAt);
  const head = Math.max(...sent.map(({ seq }) => seq));
  return {
    messages: pace.messages,
    deliveries,
    lost: lostOf(room, head),
    duplicated: room.ledger.duplicated,
    serverMicrosPerMessage: serverMicros / pace.messages,
    frames,
    serverMicrosPerFrame: serverMicros / frames,
    loadMicrosPerDelivery: microsBetween(before.load, after.load) / deliveries,
    lastDeliveryP50Ms: quantile(lastMs, 0.5),
    lastDeliveryP99Ms: quantile(lastMs, 0.99),
    ackP50Ms: quantile(ackMs, 0.5),
    ackP99Ms: quantile(ackMs, 0.99),
    idleMicrosPerSecond,
    otherFrames: after.otherFrames - before.otherFrames,
    habitFrames: after.habitFrames - before.habitFrames,
    frameBytes: room.frameBytes(),
    head,
  };
}

/** Sends so many and waits until everyone has them all, or will not get them any more. */
async function sendAll(room: FanOutRoom, count: number, intervalMs: number): Promise<Sent[]> {
  const expected = room.ledger.deliveries + count * room.receivers;
  const sending: Promise<Sent>[] = [];
  await paced({ count, intervalMs }, () => {
    const sentAt = performance.now();
    sending.push(room.send().then((seq) => ({ seq, sentAt, ackedAt: performance.now() })));
  });
  const sent = await Promise.all(sending);
  await until(() => room.ledger.deliveries >= expected, drainMs);
  return sent;
}

function snapshot(room: FanOutRoom, pid: number) {
  return {
    server: cpuTimes(pid),
    load: cpuTimes(process.pid),
    deliveries: room.ledger.deliveries,
    frames: room.frames(),
    otherFrames: room.otherFrames(),
    habitFrames: room.habitFrames(),
  };
}

function lostOf({ ledger, receivers }: FanOutRoom, head: number): number {
  let lost = ledger.skipped;
  for (let receiver = 0; receiver < receivers; receiver += 1) lost += ledger.behind(receiver, head);
  return lost;
}
