import type { Bus, Topic } from '../../bus/bus.ts';

type Listener = (event: unknown) => void;

/** The bus within one process: every event is handed over before publish returns, unless a listener is publishing it. */
export class InProcessBus implements Bus {
  readonly #listeners = new Map<string, Set<Listener>>();
  /** Published by listeners; handed out after the event they are hearing, so that all listeners hear one order. */
  readonly #pending: { readonly topic: string; readonly event: unknown }[] = [];
  #isHandingOut = false;

  publish<Event>(topic: Topic<Event>, event: Event): void {
    if (!this.#listeners.has(topic.name)) return;
    this.#pending.push({ topic: topic.name, event });
    if (this.#isHandingOut) return;
    this.#isHandingOut = true;
    for (let next = this.#pending.shift(); next; next = this.#pending.shift())
      this.#handOut(next.topic, next.event);
    this.#isHandingOut = false;
  }

  subscribe<Event>(topic: Topic<Event>, listener: (event: Event) => void): () => void {
    const listeners = this.#listeners.get(topic.name) ?? new Set();
    this.#listeners.set(topic.name, listeners);
    // A closure of its own, so that one function may listen twice and each end ends one.
    const hear: Listener = (event) => listener(event as Event);
    listeners.add(hear);
    return () => {
      listeners.delete(hear);
      if (listeners.size === 0 && this.#listeners.get(topic.name) === listeners)
        this.#listeners.delete(topic.name);
    };
  }

  #handOut(topic: string, event: unknown): void {
    const listeners = this.#listeners.get(topic);
    // As they are now: whoever subscribes while this is handed out did so after it, and whoever has left hears no more.
    for (const listener of [...(listeners ?? [])]) {
      if (!listeners?.has(listener)) continue;
      try {
        listener(event);
      } catch (error) {
        // A bug, and not the publisher's: the process crashes with it, once the others have heard the event.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
