/** `npm run check`: format, lint, types, boundaries, cycles, dead code, budgets. What CI runs, nothing else. */
import { delimiter, dirname } from 'node:path';
import { checkTasks } from './check/tasks.mjs';
import { collect } from './setup/child.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { nodePath, root } from './setup/paths.mjs';
import { main, say, secondsSince } from './setup/say.mjs';

/** Two cores: two tools at a time. */
const lanes = 2;

/** Runs one task and says how it went; what a failing tool says follows at once. */
async function runTask({ name, args, passes = ({ code }) => code === 0 }) {
  const startedMs = Date.now();
  const env = { ...process.env, PATH: `${dirname(nodePath)}${delimiter}${process.env.PATH ?? ''}` };
  const result = await collect(nodePath, args, { cwd: root, env });
  const passed = passes(result);
  say(`${passed ? '✓' : '✗'} ${name} (${secondsSince(startedMs)})`);
  if (!passed) say(result.output.trimEnd().replace(/^/gm, '    '));
  return passed;
}

await main(async () => {
  await ensureInstalled();
  const waiting = checkTasks();
  const results = [];
  const lane = async () => {
    for (let task = waiting.shift(); task; task = waiting.shift()) results.push(await runTask(task));
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const failed = results.filter((passed) => !passed).length;
  say(
    failed === 0 ? `All ${results.length} checks passed.` : `${failed} of ${results.length} checks failed.`,
  );
  return failed === 0 ? 0 : 1;
});
