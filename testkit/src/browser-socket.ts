// Stands between a page and the server's socket, so that a test decides when a frame may pass.
import type { BrowserContext, WebSocketRoute } from 'playwright-core';

type Way = 'up' | 'down';

/** The sockets of a profile: `hold` keeps frames back in their order, `release` lets them go. */
export class HeldSocket {
  /** Frames as the page said (up) and would hear (down) them, oldest first. */
  readonly seen: { readonly way: Way; readonly text: string }[] = [];
  readonly #waiting: { readonly way: Way; readonly pass: () => void }[] = [];
  readonly #held = new Set<Way>();
  #rewrite = (text: string): string => text;

  /** Call it before the profile has a page. */
  static async of(context: BrowserContext): Promise<HeldSocket> {
    const socket = new HeldSocket();
    await context.routeWebSocket(/\/ws$/, (page) => socket.#join(page));
    return socket;
  }

  hold(way: Way): void {
    this.#held.add(way);
  }

  release(way: Way): void {
    this.#held.delete(way);
    const free = this.#waiting.filter((frame) => frame.way === way);
    for (const frame of free) this.#waiting.splice(this.#waiting.indexOf(frame), 1);
    for (const { pass } of free) pass();
  }

  /** From here on the server hears what this makes of each frame; for what no client of ours would say. */
  rewrite(change: (text: string) => string): void {
    this.#rewrite = change;
  }

  /** How many frames are kept back. */
  count(way: Way): number {
    return this.#waiting.filter((frame) => frame.way === way).length;
  }

  #join(page: WebSocketRoute): void {
    const server = page.connectToServer();
    page.onMessage((text) => this.#pass('up', String(text), () => server.send(this.#rewrite(String(text)))));
    server.onMessage((text) => this.#pass('down', String(text), () => page.send(text)));
  }

  #pass(way: Way, text: string, pass: () => void): void {
    this.seen.push({ way, text });
    if (this.#held.has(way)) this.#waiting.push({ way, pass });
    else pass();
  }
}
