import { arrows } from './boundaries/arrows.mjs';
import { timeComesFromTheClock } from './boundaries/clock.mjs';
import { coloursAreTokens } from './boundaries/colours.mjs';
import { onlyConfigReadsTheEnvironment } from './boundaries/environment.mjs';
import { onlyMainFilesExit } from './boundaries/exit.mjs';
import { namesSaySomething } from './boundaries/folder-names.mjs';
import { modulesHoldNoState } from './boundaries/module-state.mjs';
import { onlyTheGatewayHoldsSockets } from './boundaries/sockets.mjs';
import { stepsAreTaken } from './boundaries/steps.mjs';
import { nothingIsLeftOver } from './leftovers.mjs';
import { lockNamesNoHost } from './lock-hosts.mjs';
import { promisesAreProven } from './proven-rules.mjs';
import { settingsPageIsCurrent } from './settings-page.mjs';
import { filesStaySmall } from './sizes.mjs';

/** Our own rules, beside those that Biome, oxlint, tsc and knip know. */
export const rules = [
  arrows,
  onlyTheGatewayHoldsSockets,
  onlyConfigReadsTheEnvironment,
  timeComesFromTheClock,
  onlyMainFilesExit,
  modulesHoldNoState,
  stepsAreTaken,
  namesSaySomething,
  coloursAreTokens,
  filesStaySmall,
  nothingIsLeftOver,
  promisesAreProven,
  settingsPageIsCurrent,
  lockNamesNoHost,
];
