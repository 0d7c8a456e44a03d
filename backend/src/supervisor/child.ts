import type { Clock } from '../clock.ts';
import type { TreeFacts } from '../telemetry/index.ts';
import { exitFailed, exitStopped } from './exit-codes.ts';
import { type FromChild, fromSupervisor, heartbeatMs } from './messages.ts';

/*
 * The child's end of the supervisor: says that it is ready and alive, hears when to drain. It is also the one place
 * where the process is told to exit, whoever asked: the supervisor, a signal, or the supervisor's death.
 * Without a supervisor (a test, `node src/main.ts`) only the signals are left.
 */

/** A supervisor that is gone will not restart us, and its successor wants our port and data directory. */
const orphanDrainMs = 2_000;

/** A little under the 30 s that service managers wait before they kill. */
const ownDrainMs = 28_000;

/** What connects this process to its supervisor. */
export interface SupervisorLink {
  readonly isSupervised: boolean;
  /** Say it once everything listens. */
  ready(): void;
}

/** What the process does when it is spoken to. */
export interface SupervisorLinkOptions {
  clock: Clock;
  /** Finishes what was promised; the process exits when it resolves. Called once at most. */
  onDrain(reason: string): Promise<void>;
  /** The process tree changed: restarts, parts switched off. */
  onTree?(tree: TreeFacts): void;
}

/** Connects this process to its supervisor, if it has one, and to the signals. */
export function connectSupervisor({ clock, onDrain, onTree }: SupervisorLinkOptions): SupervisorLink {
  const isSupervised = process.send !== undefined && process.connected;
  const drain = once((reason: string, deadlineMs?: number) => {
    if (deadlineMs !== undefined) clock.after(deadlineMs, () => process.exit(exitFailed));
    // A rejection is a bug: it stays unhandled, so that the runtime prints it and the process dies of it.
    void onDrain(reason).then(() => process.exit(exitStopped));
  });

  // A terminal sends Ctrl-C to the whole process group; the supervisor decides in which order children stop.
  process.on('SIGINT', () => isSupervised || drain('SIGINT', ownDrainMs));
  process.on('SIGTERM', () => drain('SIGTERM', ownDrainMs));
  if (!isSupervised) return { isSupervised, ready: () => undefined };

  process.on('disconnect', () => {
    clock.after(orphanDrainMs, () => process.exit(exitFailed));
    drain('the supervisor died');
  });
  process.on('message', (raw) => {
    const { data: message } = fromSupervisor.safeParse(raw);
    if (message?.type === 'drain') drain('the supervisor asked');
    if (message?.type === 'tree') onTree?.({ restarts: message.restarts, off: message.off });
  });
  clock.every(heartbeatMs, () => tell({ type: 'beat', memoryBytes: process.memoryUsage.rss() }));
  return { isSupervised, ready: () => tell({ type: 'ready' }) };
}

function tell(message: FromChild): void {
  if (process.connected) process.send?.(message);
}

function once<Args extends unknown[]>(task: (...args: Args) => void): (...args: Args) => void {
  let isDone = false;
  return (...args) => {
    if (isDone) return;
    isDone = true;
    task(...args);
  };
}
