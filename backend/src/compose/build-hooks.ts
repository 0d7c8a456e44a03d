import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createOutgoing } from '../drivers/outgoing/outgoing.ts';
import { sqlHooks } from '../drivers/sql/hooks.ts';
import { sqlOutgoingHooks } from '../drivers/sql/outgoing-hooks.ts';
import type { SqlStore } from '../drivers/sql/sql-store.ts';
import { createHooks, type HooksParts } from '../services/hooks/index.ts';
import type { Telemetry } from '../telemetry/index.ts';

type Given = Pick<HooksParts, 'messaging' | 'rooms' | 'roomIndex' | 'users' | 'accounts' | 'log' | 'bus'>;

/** Hooks with the agent through which they call other programs. */
export function buildHooks(
  { config, clock, telemetry }: { config: Config; clock: Clock; telemetry: Telemetry },
  sql: SqlStore,
  given: Given,
): ReturnType<typeof createHooks> {
  return createHooks({
    ...given,
    store: sqlHooks(sql),
    outgoingStore: sqlOutgoingHooks(sql),
    outgoing: createOutgoing({ clock, telemetry, allow: config.outgoingAllow }),
    clock,
    telemetry,
    options: config,
  });
}
