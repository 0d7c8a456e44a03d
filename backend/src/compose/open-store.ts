import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { InProcessBus } from '../drivers/embedded/bus.ts';
import { type Embedded, openEmbedded } from '../drivers/embedded/open-embedded.ts';
import { openPostgres } from '../drivers/postgres/open-postgres.ts';
import type { Telemetry } from '../telemetry/index.ts';

/** Everything that is kept, and the bus beside it: the same shape whichever engine keeps it. */
export type Store = Embedded;

export interface StoreParts {
  readonly config: Pick<Config, 'dataDir' | 'postgres'>;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
  /** Ends the process at once: only a fresh start knows what is kept, and whose it is. */
  crash(error: Error): void;
}

/** Opens the store that the settings name. Throws StartRefused with a sentence for whoever runs the server. */
export async function openStore({ config, clock, telemetry, crash }: StoreParts): Promise<Store> {
  const { dataDir, postgres } = config;
  if (!postgres) return openEmbedded({ dataDir, clock, telemetry, crash });
  return { ...(await openPostgres({ ...postgres, clock, telemetry, crash })), bus: new InProcessBus() };
}
