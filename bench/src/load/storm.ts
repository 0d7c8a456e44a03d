import { setTimeout as sleep } from 'node:timers/promises';
import { cpuTimes, microsBetween } from '../measure/cpu.ts';
import { idleMicrosPerSecond, measureFanOut } from './fan-out.ts';
import type { StormJob, StormResult } from './jobs.ts';
import { Town } from './town.ts';
import { Unrest } from './unrest.ts';

const settleMs = 3_000;
/** Until as many come back as go, and the others are told of those who go. */
const rampMs = 16_000;

/** Connects a town, lets messages flow in it, in a storm of presence and typing or in quiet, and measures. */
export async function storm(job: StormJob): Promise<StormResult> {
  const town = new Town(job.port, job.teams);
  const beforeArrivals = cpuTimes(job.pid);
  await town.connect();
  const people = town.residents.length + town.restless.length;
  const microsPerArrival = microsBetween(beforeArrivals, cpuTimes(job.pid)) / people;
  await sleep(settleMs);
  const idleMicros = await idleMicrosPerSecond(job.pid);
  town.startHabits();
  const unrest = new Unrest(town);
  if (job.isStorm) {
    unrest.start();
    await sleep(rampMs);
  }
  const before = snapshot(town, unrest);
  const measured = await measureFanOut(town, { pid: job.pid, pace: job, idleMicros });
  const after = snapshot(town, unrest);
  await unrest.stop();
  town.close();
  const transitions = after.transitions - before.transitions;
  const presenceFrames = after.presenceFrames - before.presenceFrames;
  const typingFrames = after.typingFrames - before.typingFrames;
  const each = (sum: number) => (transitions > 0 ? sum / transitions : 0);
  return {
    ...measured,
    transitions,
    transitionsPerSecond: (transitions / (after.at - before.at)) * 1_000,
    presenceFrames,
    typingFrames,
    framesPerTransition: each(presenceFrames + typingFrames),
    microsPerArrival,
    audiencePerTransition: each(after.audience - before.audience),
  };
}

function snapshot(town: Town, unrest: Unrest) {
  const { presenceFrames, typingFrames } = town;
  const { transitions, audience } = unrest;
  return { at: performance.now(), presenceFrames, typingFrames, transitions, audience };
}
