import { systemClock } from '../clock.ts';
import { ConfigError, configWarnings, loadConfig } from '../config.ts';
import { createLog } from '../telemetry/index.ts';
import { exitConfig } from './exit-codes.ts';
import { serverTree } from './server-tree.ts';
import { supervise } from './supervise.ts';

/*
 * What `npm start` runs: the root of the process tree. It opens no network and no user data, so there is nothing in
 * it that could go wrong; all the rest runs in children that it starts again. It reads the settings only so that
 * mistakes in them are said once, before anything starts.
 */
try {
  const parsed = loadConfig();
  for (const warning of configWarnings(parsed)) process.stderr.write(`Warning: ${warning}\n`);
  const log = createLog({ level: parsed.config.logLevel, clock: systemClock, part: 'supervisor' });
  process.exit(await supervise({ root: serverTree(parsed.config), clock: systemClock, log }));
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  for (const problem of error.problems) process.stderr.write(`${problem}\n`);
  process.exit(exitConfig);
}
