/**
 * `npm test [-- [--long] [RUN …]]`: installs what the tests need, runs them on both runtimes, and ends with
 * `N passed, N failed`. Without names all runs; with CI=true whatever is skipped counts as failed.
 */
import { ensureInstalled } from './setup/install.mjs';
import { ExpectedFailure, main } from './setup/say.mjs';
import { conclude } from './testing/conclude.mjs';
import { endAllGroups } from './testing/process-group.mjs';
import { runTests } from './testing/run-tests.mjs';
import { testRuns } from './testing/runs.mjs';
import { ensureSystemPackages } from './testing/system-packages.mjs';

for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143, SIGHUP: 129 })) {
  process.on(signal, () => {
    endAllGroups();
    process.exit(code);
  });
}

function chosenRuns(names) {
  const all = testRuns();
  const unknown = names.find((name) => !all.some((run) => run.name === name));
  if (unknown) {
    throw new ExpectedFailure(`There is no run "${unknown}": take ${all.map((run) => run.name).join(', ')}.`);
  }
  return names.length === 0 ? all : all.filter((run) => names.includes(run.name));
}

await main(async (args) => {
  const isLong = args.includes('--long');
  const runs = chosenRuns(args.filter((arg) => arg !== '--long'));
  await ensureInstalled();
  const missing = await ensureSystemPackages(runs.map((run) => run.name));
  const tallies = [];
  for (const run of runs) tallies.push(await runTests(run, { isLong, missing }));
  return conclude(tallies, { skipsFail: process.env.CI === 'true' });
});
