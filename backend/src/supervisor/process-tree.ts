import { type ChildProcess, spawn } from 'node:child_process';
import type { Clock } from '../clock.ts';
import { childEnvironment } from '../config.ts';
import type { Log } from '../telemetry/index.ts';
import { type FromSupervisor, fromChild } from './messages.ts';
import { type Action, type Event, Supervision } from './supervision.ts';
import type { ChildSpec, GroupSpec, MemberSpec } from './tree-spec.ts';

/** How often the supervisor looks whether somebody is late. */
const tickMs = 500;

/** What a process tree is run with. */
export interface ProcessTreeOptions {
  root: GroupSpec;
  clock: Clock;
  log: Log;
}

/** Carries out what Supervision decides, with real processes, and tells it what becomes of them. */
export class ProcessTree {
  readonly #supervision: Supervision;
  readonly #specs: ReadonlyMap<string, ChildSpec>;
  readonly #running = new Map<string, ChildProcess>();
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #finished = Promise.withResolvers<number>();

  constructor({ root, clock, log }: ProcessTreeOptions) {
    this.#supervision = new Supervision(root);
    this.#specs = new Map(childSpecs(root).map((spec) => [spec.id, spec]));
    this.#clock = clock;
    this.#log = log;
  }

  /** Starts the tree and answers the exit code once nothing runs any more. */
  async run(): Promise<number> {
    const ticking = this.#clock.every(tickMs, () => this.#handle({ type: 'tick' }));
    this.#handle({ type: 'tick' });
    const code = await this.#finished.promise;
    ticking.stop();
    return code;
  }

  /** Asks everything to drain and stop; asking again changes nothing. */
  stop(): void {
    this.#handle({ type: 'stop' });
  }

  #handle(event: Event): void {
    for (const action of this.#supervision.handle(event, this.#clock.monotonic())) this.#perform(action);
  }

  #perform(action: Action): void {
    switch (action.type) {
      case 'spawn':
        this.#spawn(action.id);
        break;
      case 'drain':
        this.#tell(action.id, { type: 'drain' });
        break;
      case 'kill':
        this.#running.get(action.id)?.kill('SIGKILL');
        break;
      case 'wake':
        // Timers may fire a fraction of a millisecond early, and a tick too early would do nothing.
        this.#clock.after(action.afterMs + 1, () => this.#handle({ type: 'tick' }));
        break;
      case 'report':
        this.#log[action.level](action.sentence, action.facts);
        break;
      case 'announce':
        for (const id of this.#running.keys()) this.#tell(id, this.#treeMessage());
        break;
      case 'finish':
        this.#finished.resolve(action.code);
    }
  }

  #spawn(id: string): void {
    const spec = this.#specs.get(id);
    if (!spec) throw new Error(`there is no child ${id}`);
    const child = spawnChild(spec);
    this.#running.set(id, child);
    this.#log.info(`${id} is started.`, { childPid: child.pid });
    // A process is heard only while it is the current one: what a dead one still sent must not speak for its successor.
    const isCurrent = (): boolean => this.#running.get(id) === child;
    const ended = (code: number | null, signal: string | null): void => {
      if (!isCurrent()) return;
      this.#running.delete(id);
      this.#handle({ type: 'exit', id, code, signal });
    };
    child.on('message', (raw) => {
      if (isCurrent()) this.#hear(id, raw);
    });
    child.on('exit', ended);
    child.on('error', (error) => {
      this.#log.error(`${id} could not be started or reached.`, { error });
      // A failed spawn has no process and no exit event.
      if (child.pid === undefined) ended(null, null);
    });
  }

  #hear(id: string, raw: unknown): void {
    const { data: message } = fromChild.safeParse(raw);
    if (!message) {
      this.#log.warn(`${id} said something unknown.`);
      return;
    }
    if (message.type === 'ready') this.#tell(id, this.#treeMessage());
    this.#handle({ ...message, id });
  }

  #tell(id: string, message: FromSupervisor): void {
    const child = this.#running.get(id);
    if (child?.connected) {
      child.send(message, (error) => {
        if (error) this.#log.debug(`${id} could not be told.`, { error });
      });
      // Whoever closed the channel can still be asked to stop by signal.
    } else if (message.type === 'drain') child?.kill('SIGTERM');
  }

  #treeMessage(): FromSupervisor {
    const { restarts, off } = this.#supervision.facts();
    return { type: 'tree', restarts: { ...restarts }, off: [...off] };
  }
}

/** The same runtime with the same flags; standard output and error are simply shared, the channel is for messages. */
function spawnChild(spec: ChildSpec): ChildProcess {
  return spawn(process.execPath, [...process.execArgv, spec.entry, ...(spec.args ?? [])], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: childEnvironment(),
  });
}

function childSpecs(member: MemberSpec): ChildSpec[] {
  return member.type === 'child' ? [member] : member.members.flatMap(childSpecs);
}
