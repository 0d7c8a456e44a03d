import type { TreeFacts } from '../telemetry/index.ts';
import { exitConfig, exitFailed, exitStopped } from './exit-codes.ts';
import {
  type ChildNode,
  childrenOf,
  degradableAround,
  type GroupNode,
  groupsOf,
  growGroup,
  isRunning,
  isSettled,
  type Node,
} from './nodes.ts';
import type { GroupSpec } from './tree-spec.ts';

/*
 * The decisions of the supervisor, after Erlang's OTP, without a process, timer or clock: an event and the time go
 * in, what to do comes out. Three steps follow every event: note what it says about its child, decide who is
 * doomed, then move on (stop the last doomed child, or start the first one whose turn it is). Because moving on looks
 * only at the state, a death in the middle of any restart or stop needs no rule of its own.
 *
 * Beyond OTP: time-outs for getting ready, for heartbeats and for draining; a limit on memory; a growing pause between
 * restarts; and groups that are switched off rather than take the rest with them.
 */

/** What the world tells. `exit` comes exactly once for each `spawn`. */
export type Event =
  | { type: 'ready'; id: string }
  | { type: 'beat'; id: string; memoryBytes: number }
  | { type: 'exit'; id: string; code: number | null; signal: string | null }
  /** Time passed. */
  | { type: 'tick' }
  /** Somebody wants everything to stop. */
  | { type: 'stop' };

/** What is to be done, in this order. */
export type Action =
  | { type: 'spawn'; id: string }
  | { type: 'drain'; id: string }
  | { type: 'kill'; id: string }
  /** Send a tick so much later. */
  | { type: 'wake'; afterMs: number }
  | { type: 'report'; level: 'info' | 'warn' | 'error'; sentence: string; facts: Record<string, unknown> }
  /** The tree facts changed: tell the children. */
  | { type: 'announce' }
  /** Nothing runs any more; the supervisor exits with this code. */
  | { type: 'finish'; code: number };

/** All children together get so long to stop; the supervisor is gone within 30 s of being asked. */
export const shutdownTimeoutMs = 28_000;

const beatsOverMemoryMax = 3;
const backOffFirstMs = 50;
const backOffMaxMs = 5_000;
/** Between two tries of a child that cannot start where it ran before. */
const placePauseMs = 5_000;

/** Ticks further apart than this mean that the supervisor itself did not run, so nobody is blamed for the silence. */
const ownPauseMs = 2_000;

/** The state of one process tree. */
export class Supervision {
  readonly #root: GroupNode;
  readonly #children: readonly ChildNode[];
  #actions: Action[] = [];
  #shutdown: { sinceMs: number; code: number } | undefined;
  #finished = false;
  #tickedMs: number | undefined;

  constructor(root: GroupSpec) {
    this.#root = growGroup(root);
    this.#children = childrenOf(this.#root);
  }

  /** Takes note of an event at a monotonic time and answers what to do. The first tick starts the tree. */
  handle(event: Event, nowMs: number): Action[] {
    if (this.#finished) return [];
    this.#actions = [];
    if (event.type === 'tick') this.#passTime(nowMs);
    else if (event.type === 'stop') this.#stopEverything(exitStopped, nowMs);
    else this.#hearChild(event, nowMs);
    this.#moveOn(nowMs);
    return this.#actions;
  }

  /** How often each child was restarted, and which groups are switched off. */
  facts(): TreeFacts {
    return {
      restarts: Object.fromEntries(this.#children.map((child) => [child.spec.id, child.restarts])),
      off: groupsOf(this.#root).flatMap((group) => (group.off ? [group.spec.id] : [])),
    };
  }

  #hearChild(event: Exclude<Event, { type: 'tick' | 'stop' }>, nowMs: number): void {
    const child = this.#children.find((candidate) => candidate.spec.id === event.id);
    if (!child) throw new Error(`nobody called ${event.id} is supervised`);
    if (event.type === 'exit') this.#noteExit(child, event, nowMs);
    else if (event.type === 'ready') this.#noteReady(child, nowMs);
    else this.#noteBeat(child, event.memoryBytes, nowMs);
  }

  #noteReady(child: ChildNode, nowMs: number): void {
    if (child.process.is !== 'starting') return;
    this.#report('info', `${child.spec.id} is ready.`, {
      startedInMs: Math.round(nowMs - child.process.sinceMs),
    });
    child.process = { is: 'ready', readyMs: nowMs, heardMs: nowMs, beatsOverMemory: 0 };
    child.settled = true;
    child.everReady = true;
  }

  #noteBeat(child: ChildNode, memoryBytes: number, nowMs: number): void {
    const { process, spec } = child;
    if (process.is !== 'ready') return;
    process.heardMs = nowMs;
    const isOver = spec.memoryBytesMax !== undefined && memoryBytes > spec.memoryBytesMax;
    process.beatsOverMemory = isOver ? process.beatsOverMemory + 1 : 0;
    if (process.beatsOverMemory < beatsOverMemoryMax) return;
    this.#report('warn', `${spec.id} uses too much memory and is started afresh.`, { memoryBytes });
    this.#askToDrain(child, process.readyMs, nowMs);
  }

  #noteExit(child: ChildNode, exit: { code: number | null; signal: string | null }, nowMs: number): void {
    const { process, spec } = child;
    const readyMs = 'readyMs' in process ? process.readyMs : undefined;
    child.process = { is: 'down' };
    if (child.doomed) {
      child.doomed = false;
      return;
    }
    const facts = {
      code: exit.code,
      signal: exit.signal,
      ...(readyMs === undefined && { whileStarting: true }),
    };
    if (spec.kind === 'temporary') {
      child.process = { is: 'ended' };
      child.settled = true;
      this.#report('info', `${spec.id} ended.`, facts);
    } else if (exit.code === exitConfig && readyMs === undefined && child.everReady) {
      this.#waitForPlace(child, nowMs);
    } else if (exit.code === exitConfig && readyMs === undefined) {
      this.#giveUpStarting(child, exitConfig, nowMs);
    } else if (!child.everReady && !degradableAround(child)) {
      this.#report('error', `${spec.id} does not start.`, facts);
      this.#giveUpStarting(child, exitFailed, nowMs);
    } else {
      this.#report('warn', `${spec.id} died.`, facts);
      child.restarts += 1;
      this.#actions.push({ type: 'announce' });
      const { steadyMs } = child.parent.spec.intensity;
      const wasSteady = readyMs !== undefined && steadyMs !== undefined && nowMs - readyMs >= steadyMs;
      this.#restart(child, wasSteady, nowMs);
    }
  }

  /** It has run here before, so what keeps it from starting, such as a full disk, may pass: tried for as long as it takes. */
  #waitForPlace(child: ChildNode, nowMs: number): void {
    this.#report('warn', `${child.spec.id} cannot start now and is tried again.`, { afterMs: placePauseMs });
    child.startNotBeforeMs = nowMs + placePauseMs;
    this.#actions.push({ type: 'wake', afterMs: placePauseMs });
  }

  /** The child cannot run here, and trying again would change nothing. */
  #giveUpStarting(child: ChildNode, code: number, nowMs: number): void {
    const group = degradableAround(child);
    if (group) this.#switchOff(group);
    else this.#stopEverything(code, nowMs);
  }

  #restart(node: Node, isForgiven: boolean, nowMs: number): void {
    const group = node.parent;
    if (!group) {
      this.#stopEverything(exitFailed, nowMs);
      return;
    }
    const { intensity, strategy } = group.spec;
    if (!isForgiven) group.restartTimesMs.push(nowMs);
    group.restartTimesMs = group.restartTimesMs.filter((at) => at > nowMs - intensity.periodMs);
    if (group.restartTimesMs.length > intensity.restartsMax) {
      this.#exhaust(group, nowMs);
      return;
    }
    const pauseMs = isForgiven ? 0 : backOffMs(group.restartTimesMs.length);
    node.startNotBeforeMs = nowMs + pauseMs;
    if (pauseMs > 0) this.#actions.push({ type: 'wake', afterMs: pauseMs });
    if (strategy === 'one_for_one') return;
    const [first, ...later] = group.members.slice(group.members.indexOf(node));
    for (const child of first ? childrenOf(first) : []) child.settled = false;
    for (const child of later.flatMap(childrenOf)) this.#doom(child);
  }

  #exhaust(group: GroupNode, nowMs: number): void {
    const { id, intensity, whenExhausted } = group.spec;
    const facts = { restarts: group.restartTimesMs.length - 1, periodMs: intensity.periodMs };
    if (whenExhausted === 'degrade') {
      this.#report('error', `${id} keeps dying.`, facts);
      this.#switchOff(group);
      return;
    }
    this.#report(
      'error',
      group.parent ? `${id} keeps dying and is restarted whole.` : `${id} keeps dying; giving up.`,
      facts,
    );
    group.emptying = true;
    for (const inner of groupsOf(group)) {
      inner.restartTimesMs = [];
      inner.off = false;
    }
    for (const child of childrenOf(group)) {
      if (child.process.is === 'ended') child.process = { is: 'down' };
      this.#doom(child);
    }
    this.#restart(group, false, nowMs);
  }

  #switchOff(group: GroupNode): void {
    group.off = true;
    for (const child of childrenOf(group)) {
      this.#doom(child);
      // Without a drain: a part that does not work must not hold up the stops and starts of those that do.
      if (isRunning(child) && child.process.is !== 'killed') this.#kill(child);
    }
    this.#report('error', `${group.spec.id} is switched off; everything else goes on.`, {});
    this.#actions.push({ type: 'announce' });
  }

  #stopEverything(code: number, nowMs: number): void {
    if (this.#shutdown) return;
    this.#shutdown = { sinceMs: nowMs, code };
    for (const child of this.#children) this.#doom(child);
  }

  #doom(child: ChildNode): void {
    child.doomed = isRunning(child);
    child.settled = child.process.is === 'ended';
  }

  /** Kills whoever is late, with getting ready, with a sign of life or with stopping. */
  #passTime(nowMs: number): void {
    const pausedMs = nowMs - (this.#tickedMs ?? nowMs);
    this.#tickedMs = nowMs;
    if (pausedMs > ownPauseMs) this.#forgivePause(pausedMs);
    const isOverdue = this.#shutdown && nowMs - this.#shutdown.sinceMs > shutdownTimeoutMs;
    for (const child of this.#children) {
      const blame = isOverdue ? 'took too long to stop' : lateWith(child, nowMs);
      if (!blame || !isRunning(child) || child.process.is === 'killed') continue;
      this.#report('error', `${child.spec.id} ${blame} and is killed.`, {});
      this.#kill(child);
    }
  }

  #forgivePause(pausedMs: number): void {
    for (const { process } of this.#children) {
      if ('sinceMs' in process) process.sinceMs += pausedMs;
      if ('heardMs' in process) process.heardMs += pausedMs;
    }
  }

  #moveOn(nowMs: number): void {
    const last = this.#children.findLast((child) => child.doomed);
    // One at a time, in reverse order: those behind may still need those before them while they drain.
    if (last?.process.is === 'ready') this.#askToDrain(last, last.process.readyMs, nowMs);
    // Who is only starting has promised nothing to anybody yet.
    if (last?.process.is === 'starting') this.#kill(last);
    if (!this.#shutdown) this.#startDue(this.#root, nowMs);
    else if (!this.#children.some(isRunning)) {
      this.#finished = true;
      this.#actions.push({ type: 'finish', code: this.#shutdown.code });
    }
  }

  #startDue(group: GroupNode, nowMs: number): void {
    const children = childrenOf(group);
    if (group.emptying) group.emptying = children.some(isRunning);
    const isStopping = group.spec.strategy === 'rest_for_one' && children.some((child) => child.doomed);
    if (group.off || group.emptying || isStopping) return;
    for (const member of group.members) {
      const isDue = member.startNotBeforeMs <= nowMs;
      if (isDue && member.type === 'group') this.#startDue(member, nowMs);
      if (isDue && member.type === 'child' && member.process.is === 'down') this.#spawn(member, nowMs);
      if (!isSettled(member)) return;
    }
  }

  #spawn(child: ChildNode, nowMs: number): void {
    child.process = { is: 'starting', sinceMs: nowMs };
    this.#actions.push({ type: 'spawn', id: child.spec.id });
  }

  #askToDrain(child: ChildNode, readyMs: number, nowMs: number): void {
    child.process = { is: 'stopping', sinceMs: nowMs, readyMs };
    this.#actions.push({ type: 'drain', id: child.spec.id });
  }

  #kill(child: ChildNode): void {
    child.process = { is: 'killed', readyMs: 'readyMs' in child.process ? child.process.readyMs : undefined };
    this.#actions.push({ type: 'kill', id: child.spec.id });
  }

  #report(level: 'info' | 'warn' | 'error', sentence: string, facts: Record<string, unknown>): void {
    this.#actions.push({ type: 'report', level, sentence, facts });
  }
}

/** The first restart is immediate; each further one within the period waits twice as long. */
function backOffMs(restarts: number): number {
  return restarts <= 1 ? 0 : Math.min(backOffFirstMs * 2 ** (restarts - 2), backOffMaxMs);
}

function lateWith({ process, spec }: ChildNode, nowMs: number): string | undefined {
  if (process.is === 'starting' && nowMs - process.sinceMs > spec.readyTimeoutMs)
    return 'did not get ready in time';
  if (process.is === 'ready' && nowMs - process.heardMs > spec.heartbeatTimeoutMs)
    return 'shows no sign of life';
  if (process.is === 'stopping' && nowMs - process.sinceMs > spec.stopTimeoutMs)
    return 'took too long to stop';
  return undefined;
}
