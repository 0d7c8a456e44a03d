import type { Stoppable, Tabs } from '../src/platform.ts';

/** The tabs of one browser profile: each call of `open` is one more tab. */
export class TabsHub {
  readonly #ears = new Map<object, (news: unknown) => void>();
  readonly #leaders = new Map<string, (() => void)[]>();
  #turn: Promise<unknown> = Promise.resolve();

  open(): Tabs {
    const mine = new Set<object>();
    return {
      exclusive: (_, task) => {
        const done = this.#turn.then(task);
        this.#turn = done.catch(() => undefined);
        return done;
      },
      lead: (name, lead) => this.#lead(name, lead),
      tell: (news) => {
        const copy: unknown = JSON.parse(JSON.stringify(news));
        for (const [ear, hear] of this.#ears) if (!mine.has(ear)) hear(copy);
      },
      listen: (hear) => {
        const ear = {};
        mine.add(ear);
        this.#ears.set(ear, hear);
        return { stop: () => this.#ears.delete(ear) };
      },
    };
  }

  #lead(name: string, lead: () => void): Stoppable {
    const queue = this.#leaders.get(name) ?? [];
    this.#leaders.set(name, queue);
    queue.push(lead);
    if (queue.length === 1) lead();
    return {
      stop: () => {
        const wasFirst = queue[0] === lead;
        queue.splice(queue.indexOf(lead), 1);
        if (wasFirst) queue[0]?.();
      },
    };
  }
}
