import { PinnedProcess } from './pinned-process.ts';
import { runtimePath, serverCore } from './runtime.ts';

/** A bare Bun server that answers heartbeats, on the server's core. */
export interface IdleFloor {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

export async function startIdleFloor(): Promise<IdleFloor> {
  const child = new PinnedProcess({
    core: serverCore,
    command: runtimePath('bun'),
    args: ['bench/src/floor/idle.ts'],
  });
  const port = Number((await child.next(/^listening (\d+)$/m))[1]);
  return { port, pid: child.pid, stop: () => child.stop() };
}
