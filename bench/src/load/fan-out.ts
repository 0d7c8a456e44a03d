import { setTimeout as sleep } from 'node:timers/promises';
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
  /** Entries that a receiver should have by now and does not. */
  lost(): number;
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
const idleMs = 1_000;

/** CPU of a server while nothing is sent. */
export async function idleMicrosPerSecond(pid: number): Promise<number> {
  const before = cpuTimes(pid);
  await sleep(idleMs);
  return (microsBetween(before, cpuTimes(pid)) / idleMs) * 1_000;
}

/** Sends at the given pace and measures: the CPU of the server and of this process, and when the last receiver had it. */
export async function measureFanOut(
  room: FanOutRoom,
  { pid, pace, idleMicros }: { pid: number; pace: Pace; idleMicros: number },
): Promise<FanOutResult> {
  await sendAll(room, pace.warmUpMessages, pace.intervalMs);
  const before = snapshot(room, pid);
  const sent = await sendAll(room, pace.messages, pace.intervalMs);
  const after = snapshot(room, pid);
  const deliveries = after.deliveries - before.deliveries;
  const frames = after.frames - before.frames;
  const serverMicros = microsBetween(before.server, after.server);
  const lastAt = ({ seq }: Sent) => room.lastAt.get(seq) ?? Number.POSITIVE_INFINITY;
  const lastMs = sent.map((one) => lastAt(one) - one.sentAt);
  const lastAfterAckMs = sent.map((one) => lastAt(one) - one.ackedAt);
  const ackMs = sent.map(({ sentAt, ackedAt }) => ackedAt - sentAt);
  const head = Math.max(...sent.map(({ seq }) => seq));
  return {
    messages: pace.messages,
    deliveries,
    lost: room.lost(),
    duplicated: room.ledger.duplicated,
    serverMicrosPerMessage: serverMicros / pace.messages,
    frames,
    serverMicrosPerFrame: serverMicros / frames,
    loadMicrosPerDelivery: microsBetween(before.load, after.load) / deliveries,
    lastDeliveryP50Ms: quantile(lastMs, 0.5),
    lastDeliveryP99Ms: quantile(lastMs, 0.99),
    lastDeliveryAfterAckP99Ms: quantile(lastAfterAckMs, 0.99),
    ackP50Ms: quantile(ackMs, 0.5),
    ackP99Ms: quantile(ackMs, 0.99),
    idleMicrosPerSecond: idleMicros,
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
