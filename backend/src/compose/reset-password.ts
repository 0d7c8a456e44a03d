import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { sqlAccounts } from '../drivers/sql/accounts.ts';
import { makeResetLink } from '../services/auth/index.ts';
import { handleKey } from '../services/fold.ts';
import { StartRefused } from '../start-refused.ts';
import { exitConfig, exitFailed, exitStopped } from '../supervisor/exit-codes.ts';
import { createTelemetry } from '../telemetry/index.ts';
import type { Terminal } from '../terminal.ts';
import { openStore } from './open-store.ts';

/**
 * `sup reset-password HANDLE`: prints a link that is good once, for a day, and answers the exit code.
 * It opens the store itself, so no server may be running; while one is, an administrator does the same in Sup.
 */
export async function makeResetLinkFor(handle: string, config: Config, terminal: Terminal): Promise<number> {
  const { dataDir, postgres, publicUrl, logLevel } = config;
  // Or a wrong SUP_DATA_DIR would make an empty store there.
  if (!postgres && !existsSync(join(dataDir, 'sup.db'))) {
    terminal.complain(`There is no data of Sup in ${dataDir}; set SUP_DATA_DIR as the server has it.`);
    return exitConfig;
  }
  const clock = systemClock;
  const { telemetry } = createTelemetry({ level: logLevel, clock, part: 'reset-password' });
  const crash = (error: Error) => {
    throw error;
  };
  try {
    const store = await openStore({ config, clock, telemetry, crash });
    try {
      const accounts = sqlAccounts(store.sql);
      const account = await accounts.credentials({ handle: handleKey(handle) });
      const self = account && (await accounts.self(account.user));
      if (!self) {
        terminal.complain(`There is no account "${handle}".`);
        return exitFailed;
      }
      const { link, code } = await makeResetLink({ accounts, clock, publicUrl }, { self });
      terminal.say(
        `Once Sup runs, ${self.handle} sets a new password here, once and within a day:\n  ${link}`,
      );
      terminal.say(`Or under "Forgot password", with this code in place of a recovery code: ${code}`);
      return exitStopped;
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error;
    terminal.complain(error.message);
    terminal.complain('While Sup is running, an administrator can make a reset link for the person in Sup.');
    return exitConfig;
  }
}
