import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { sqlCommands } from '../drivers/sql/commands.ts';
import type { SqlStore } from '../drivers/sql/sql-store.ts';
import { type CommandsParts, createCommands } from '../services/commands/index.ts';
import type { Telemetry } from '../telemetry/index.ts';

type Given = Pick<CommandsParts, 'roomIndex' | 'messaging' | 'users' | 'ownStream' | 'bus'>;

/** Commands that bots offer and that wait for them. */
export function buildCommands(
  { config, ...parts }: { config: Config; clock: Clock; telemetry: Telemetry },
  sql: SqlStore,
  given: Given,
): ReturnType<typeof createCommands> {
  return createCommands({ ...given, ...parts, store: sqlCommands(sql), options: config });
}
