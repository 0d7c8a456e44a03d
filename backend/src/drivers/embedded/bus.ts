import type { Bus, Listener, Topic } from '../../bus/bus.ts';

/** Who hears a topic: nearly always one, so only more than one make a list, which is replaced and never changed. */
type Listeners = Listener<unknown> | readonly Listener<unknown>[];

/** The bus within one process: every event is handed over before publish returns, unless a listener is publishing it. */
export class InProcessBus implements Bus {
  readonly #listeners = {
    room: new Map<string, Listeners>(),
    user: new Map<string, Listeners>(),
    hiding: new Map<string, Listeners>(),
  };
  /** Published by listeners; handed out after the event they are hearing, so that all listeners hear one order. */
  readonly #pending: { readonly topic: Topic<unknown>; readonly event: unknown }[] = [];
  #isHandingOut = false;

  publish<Event>(topic: Topic<Event>, event: Event): void {
    if (!this.#listeners[topic.of].has(topic.id)) return;
    this.#pending.push({ topic, event });
    if (this.#isHandingOut) return;
    this.#isHandingOut = true;
    for (let next = this.#pending.shift(); next; next = this.#pending.shift())
      this.#handOut(next.topic, next.event);
    this.#isHandingOut = false;
  }

  subscribe<Event>({ of, id }: Topic<Event>, listener: Listener<Event>): void {
    const listeners = this.#listeners[of];
    const others = listenersIn(listeners.get(id)).filter((other) => other !== listener);
    listeners.set(id, others.length === 0 ? listener : [...others, listener]);
  }

  unsubscribe<Event>({ of, id }: Topic<Event>, listener: Listener<Event>): void {
    const listeners = this.#listeners[of];
    const [other, ...more] = listenersIn(listeners.get(id)).filter((each) => each !== listener);
    if (!other) listeners.delete(id);
    else listeners.set(id, more.length === 0 ? other : [other, ...more]);
  }

  #handOut({ of, id }: Topic<unknown>, event: unknown): void {
    const listeners = this.#listeners[of].get(id);
    // As they are now: whoever subscribes while this is handed out did so after it, and whoever has left hears no more.
    for (const listener of listenersIn(listeners)) {
      const now = this.#listeners[of].get(id);
      if (now !== listeners && !listenersIn(now).includes(listener)) continue;
      try {
        listener.hear(event);
      } catch (error) {
        // A bug, and not the publisher's: the process crashes with it, once the others have heard the event.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}

function listenersIn(listeners: Listeners | undefined): readonly Listener<unknown>[] {
  if (listeners === undefined) return [];
  return 'hear' in listeners ? [listeners] : listeners;
}
