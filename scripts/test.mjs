/**
 * `npm test [-- [--long] [RUN …]]`: installs what the tests need, runs them on both runtimes, and ends with
 * `N passed, N failed`. Without names all runs; with CI=true whatever is skipped counts as failed.
 */
import { ensureInstalled } from './setup/install.mjs';
import { ExpectedFailure, main, say } from './setup/say.mjs';
import { ensureWebBuild } from './setup/web-build.mjs';
import { endAllGroups } from './testing/process-group.mjs';
import { runTests } from './testing/run-tests.mjs';
import { testRuns } from './testing/runs.mjs';
import { ensureSystemPackages } from './testing/system-packages.mjs';
import { emptyTally } from './testing/vitest-report.mjs';

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

/** A run's tally; one that cannot begin is a skip with its reason. */
async function attempt(run, missing, options) {
  const lacks = missing.filter((need) => need.runs.includes(run.name));
  if (lacks.length > 0) {
    const why = lacks.map((need) => `${need.name} is not installed (${need.why})`).join(', ');
    return { name: run.name, took: '0 s', ...emptyTally(), skipped: [`the whole run: ${why}`] };
  }
  try {
    if (run.needsWebClient) await ensureWebBuild();
  } catch (error) {
    if (!(error instanceof ExpectedFailure)) throw error;
    say(error.message);
    return { name: run.name, took: '0 s', ...emptyTally(), failed: 1 };
  }
  return runTests(run, options);
}

/** Prints the table, what was skipped, and the line that counts. Answers the exit code. */
function conclude(tallies) {
  const isCi = process.env.CI === 'true';
  say('\nrun            passed  failed  skipped  time');
  for (const { name, passed, failed, skipped, took } of tallies) {
    say(
      `${name.padEnd(15)}${String(passed).padEnd(8)}${String(failed).padEnd(8)}${String(skipped.length).padEnd(9)}${took}`,
    );
  }
  const skips = tallies.flatMap(({ name, skipped }) => skipped.map((what) => `${name}: ${what}`));
  if (skips.length > 0)
    say(`\nSkipped${isCi ? ', which CI counts as failed' : ''}:\n  ${skips.join('\n  ')}`);
  const sum = (key) => tallies.reduce((total, tally) => total + tally[key], 0);
  const passed = sum('passed');
  const failed = sum('failed') + (isCi ? skips.length : 0);
  if (passed === 0) say('\nNo test passed, so this run proves nothing.');
  say(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}

await main(async (args) => {
  const isLong = args.includes('--long');
  const runs = chosenRuns(args.filter((arg) => arg !== '--long'));
  await ensureInstalled();
  const missing = await ensureSystemPackages(runs.map((run) => run.name));
  const tallies = [];
  for (const run of runs) tallies.push(await attempt(run, missing, { isLong }));
  return conclude(tallies);
});
