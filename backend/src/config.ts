import { fileURLToPath } from 'node:url';
import { type ParsedConfig, parseConfig } from './config/parse-config.ts';

export { describeConfig, settingsPage } from './config/describe-config.ts';
export {
  type Config,
  ConfigError,
  configWarnings,
  type ParsedConfig,
  parseConfig,
} from './config/parse-config.ts';

/** Reads and validates the settings of this process; throws ConfigError. The only look at the environment there is. */
export function loadConfig(): ParsedConfig {
  return parseConfig(process.env, repositoryRoot());
}

/** Where relative paths start, so that `npm start` finds the same data from the root and from backend/. */
function repositoryRoot(): string {
  return fileURLToPath(new URL('../../', import.meta.url));
}
