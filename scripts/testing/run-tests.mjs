import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { startPostgres } from '../databases/postgres.mjs';
import { inRoot, nodePath, root } from '../setup/paths.mjs';
import { ExpectedFailure, say, secondsSince } from '../setup/say.mjs';
import { ensureWebBuild } from '../setup/web-build.mjs';
import { runGroup } from './process-group.mjs';
import { emptyTally, tallyLastLine, tallyVitest } from './vitest-report.mjs';

const minuteMs = 60_000;
const timeLimitMs = { short: 15 * minuteMs, long: 360 * minuteMs };

/**
 * Runs one run of the list, streaming what it says. Answers its tally.
 * A run that cannot begin, or that has no tests, is a skip with its reason.
 */
export async function runTests(run, options) {
  const missing = options.missing.filter((need) => need.runs.includes(run.name));
  for (const need of missing) say(`${run.name}: ${sentence(need)}`);
  const lacks = [...(run.lacks ?? []), ...missing.filter((need) => need.isEssential).map(sentence)];
  if (lacks.length > 0) return { name: run.name, took: '0 s', ...emptyTally(), skipped: lacks };
  try {
    if (run.needsWebClient) await ensureWebBuild();
    return await onItsStore(run, options);
  } catch (error) {
    if (!(error instanceof ExpectedFailure)) throw error;
    say(error.message);
    return { name: run.name, took: '0 s', ...emptyTally(), failed: 1 };
  }
}

/** The server of a store is started for the whole run; where one is named in the environment, that is used. */
async function onItsStore(run, options) {
  if (run.store !== 'postgres') return tallyOf(run, options, {});
  const given = process.env.TEST_POSTGRES_URL;
  const server = given ? undefined : await startPostgres();
  try {
    return await tallyOf(run, options, {
      TEST_STORE: 'postgres',
      TEST_POSTGRES_URL: given ?? server.url,
    });
  } finally {
    await server?.stop();
  }
}

async function tallyOf(run, options, store) {
  const tally = await streamTests(run, { ...options, store });
  const isEmpty = tally.passed + tally.failed + tally.skipped.length === 0;
  return isEmpty ? { ...tally, skipped: ['it has no tests'] } : tally;
}

const sentence = (need) => `${need.name} is not installed (${need.why})`;

async function streamTests(run, { isLong, store }) {
  const startedMs = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'sup-test-'));
  const report = join(folder, 'report.json');
  const isVitest = run.runtime !== 'hermes';
  const reporting = isVitest ? ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`] : [];
  say(`\n== ${run.name}: ${run.runtime} ==`);
  const result = await runGroup(run.command, [...run.args, ...reporting], {
    cwd: root,
    env: { ...environment(run, isLong), ...store },
    timeLimitMs: isLong ? timeLimitMs.long : timeLimitMs.short,
    onOutput: (chunk) => process.stdout.write(chunk),
  });
  if (result.timedOut) say(`${run.name} was ended: it took longer than ${secondsSince(startedMs)}.`);
  for (const args of result.leftBehind) say(`${run.name} left a process behind; it was ended: ${args}`);
  const tally = isVitest ? tallyVitest(report, result) : tallyLastLine(result);
  rmSync(folder, { recursive: true, force: true });
  return { name: run.name, took: secondsSince(startedMs), ...tally };
}

/** No SUP_ in these names: a server that inherits them would refuse them as unknown settings. */
function environment(run, isLong) {
  return {
    ...process.env,
    PATH: `${dirname(nodePath)}${delimiter}${process.env.PATH ?? ''}`,
    TEST_RUNTIME: run.runtime,
    // Hundreds of tests start a writer thread or a server of their own: they need not compile each time.
    NODE_COMPILE_CACHE: inRoot('node_modules', '.cache', 'sup-compiled'),
    ...(isLong ? { TEST_LONG: '1' } : {}),
  };
}
