import { listenOnBun } from './listen-bun.ts';
import { listenOnNode } from './listen-node.ts';
import type { Listener, ListenerOptions } from './listener.ts';

/** Listens with the engine of the runtime this runs on. Throws ListenFailed. */
export function listen(options: ListenerOptions): Promise<Listener> {
  return 'Bun' in globalThis ? listenOnBun(options) : listenOnNode(options);
}
