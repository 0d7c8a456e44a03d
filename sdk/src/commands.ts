// Commands: those that others give to me, for bots; and those that I give, with what comes back.
import type {
  Cmid,
  CommandValues,
  DownFrame,
  InvocationId,
  InvocationView,
  RoomId,
  UserId,
} from '@sup/protocol';
import { limits, makeId, SupError } from '@sup/protocol/wire';
import type { CommandCall, Commands as Door } from './command-doors.ts';
import type { OwnStream } from './own-stream.ts';
import type { Platform } from './platform.ts';
import type { Rest } from './rest.ts';

export interface CommandsParts {
  readonly clock: Platform['clock'];
  readonly rest: Rest;
  readonly own: Pick<OwnStream, 'settings'>;
}

type Answered = DownFrame<'command.answered'>;

/** Answers that came before the server had said what they answer; few, and soon fetched. */
const earlyMax = 20;

export class Commands implements Door {
  readonly #parts: CommandsParts;
  readonly #loops = new Set<Calls>();
  readonly #waiting = new Map<InvocationId, (answer: Answered) => void>();
  readonly #early = new Map<InvocationId, Answered>();

  constructor(parts: CommandsParts) {
    this.#parts = parts;
  }

  calls(): AsyncIterableIterator<CommandCall> {
    const loop = new Calls(
      (id, body, to) => this.#answer(id, body, to),
      () => this.#loops.delete(loop),
    );
    this.#loops.add(loop);
    this.renew();
    return loop;
  }

  async give(
    room: RoomId,
    ask: { bot: UserId; name: string; arguments: CommandValues },
  ): Promise<string | undefined> {
    const { clock, rest } = this.#parts;
    const cmid: Cmid = makeId<'Cmid'>(clock.now(), clock.random(10));
    const { invocation } = await rest.commands.invoke({ room, cmid, ...ask });
    const early = this.#early.get(invocation);
    this.#early.delete(invocation);
    const answer = early ?? (await this.#wait(invocation));
    return answer.body;
  }

  /** A bot has answered. */
  heard(answer: Answered): void {
    const waiting = this.#waiting.get(answer.invocation);
    if (waiting) return waiting(answer);
    this.#early.set(answer.invocation, answer);
    const [oldest] = this.#early.keys();
    if (this.#early.size > earlyMax && oldest !== undefined) this.#early.delete(oldest);
  }

  /** My own stream has other commands that wait for me. */
  renew(): void {
    const views = this.#parts.own.settings('command:').map(([, value]) => value as InvocationView);
    for (const loop of this.#loops) loop.came(views);
  }

  #wait(invocation: InvocationId): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const timer = this.#parts.clock.after(limits.commandAnswerMs, () => {
        this.#waiting.delete(invocation);
        reject(new SupError('command-over'));
      });
      this.#waiting.set(invocation, (answer) => {
        timer.stop();
        this.#waiting.delete(invocation);
        resolve(answer);
      });
    });
  }

  async #answer(invocation: InvocationId, body: string, to: 'room' | 'person'): Promise<void> {
    await this.#parts.rest.commands.answer({ invocation, body, to });
  }
}

type Answer = (id: InvocationId, body: string, to: 'room' | 'person') => Promise<void>;

/** The commands that wait for me, one after the other; each once. */
class Calls implements AsyncIterableIterator<CommandCall> {
  readonly #answer: Answer;
  readonly #ended: () => void;
  readonly #queue: CommandCall[] = [];
  #seen = new Set<InvocationId>();
  #next: ((result: IteratorResult<CommandCall>) => void) | undefined;
  #isOver = false;

  constructor(answer: Answer, ended: () => void) {
    this.#answer = answer;
    this.#ended = ended;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  came(views: readonly InvocationView[]): void {
    const before = this.#seen;
    this.#seen = new Set(views.map(({ id }) => id));
    for (const view of views) if (!before.has(view.id)) this.#queue.push(this.#callOf(view));
    this.#hand();
  }

  next(): Promise<IteratorResult<CommandCall>> {
    return new Promise((resolve) => {
      this.#next = resolve;
      this.#hand();
    });
  }

  return(): Promise<IteratorResult<CommandCall>> {
    this.#isOver = true;
    this.#ended();
    this.#hand();
    return Promise.resolve({ done: true, value: undefined });
  }

  #callOf(view: InvocationView): CommandCall {
    return {
      ...view,
      answer: (body) => this.#answer(view.id, body, 'room'),
      whisper: (body) => this.#answer(view.id, body, 'person'),
    };
  }

  #hand(): void {
    const next = this.#next;
    if (!next) return;
    const value = this.#isOver ? undefined : this.#queue.shift();
    if (!value && !this.#isOver) return;
    this.#next = undefined;
    next(value ? { done: false, value } : { done: true, value: undefined });
  }
}
