import type { World } from './world.ts';

/** A promise of the client, with the run that proves it: it throws when the promise is broken. */
export interface Rule {
  readonly name: string;
  run(newWorld: (seed?: number) => World): Promise<void>;
}
