import { PinnedProcess } from './pinned-process.ts';
import { runtimePath, serverCore } from './runtime.ts';

/** The bare Bun socket server, on the server's core. */
export interface Floor {
  readonly port: number;
  readonly pid: number;
  /** Has the frames of the next run made ready; answers the seq before them. */
  prepare(frames: number, frameBytes: number): Promise<number>;
  stop(): Promise<void>;
}

export async function startFloor(): Promise<Floor> {
  const child = new PinnedProcess({
    core: serverCore,
    command: runtimePath('bun'),
    args: ['bench/src/floor/main.ts'],
  });
  const port = Number((await child.next(/^listening (\d+)$/m))[1]);
  return {
    port,
    pid: child.pid,
    prepare: async (frames, frameBytes) => {
      child.say(`${frames} ${frameBytes}`);
      return Number((await child.next(/^ready (\d+)$/m))[1]);
    },
    stop: () => child.stop(),
  };
}
