/**
 * `cd frontend && npm start`: the client for development on :19006, against a server on :4000.
 * Further arguments go to Expo (for example `--clear`).
 */
import { delimiter, dirname } from 'node:path';
import { become } from './setup/child.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { inRoot, nodePath } from './setup/paths.mjs';
import { ExpectedFailure, main } from './setup/say.mjs';

await main(async (args) => {
  await ensureInstalled();
  const cli = inRoot('node_modules', 'expo', 'bin', 'cli');
  const env = {
    EXPO_OFFLINE: '1',
    EXPO_NO_TELEMETRY: '1',
    EXPO_NO_TYPESCRIPT_SETUP: '1',
    EXPO_PUBLIC_SUP_URL: 'http://localhost:4000',
    ...process.env,
    PATH: `${dirname(nodePath)}${delimiter}${process.env.PATH ?? ''}`,
  };
  const command = [cli, 'start', '--web', '--localhost', '--port', '19006', ...args];
  const { code, output } = await become(nodePath, command, { cwd: inRoot('frontend'), env });
  if (output) throw new ExpectedFailure(`Expo could not be started: ${output}`);
  return code;
});
