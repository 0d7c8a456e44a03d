import { say } from '../setup/say.mjs';

const widths = [15, 8, 8, 9, 0];
const row = (cells) => say(cells.map((cell, index) => String(cell).padEnd(widths[index])).join(''));

/**
 * Prints what each run counted, what was skipped and why, and as the last line `N passed, N failed`.
 * Answers the exit code. Where skips are failures (CI), each counts as one.
 */
export function conclude(tallies, { skipsFail }) {
  say('');
  row(['run', 'passed', 'failed', 'skipped', 'time']);
  for (const { name, passed, failed, skipped, took } of tallies)
    row([name, passed, failed, skipped.length, took]);
  const skips = tallies.flatMap(({ name, skipped }) => skipped.map((what) => `${name}: ${what}`));
  if (skips.length > 0) {
    say(`\nSkipped${skipsFail ? ', which counts as failed here' : ''}:\n  ${skips.join('\n  ')}`);
  }
  const sum = (key) => tallies.reduce((total, tally) => total + tally[key], 0);
  const passed = sum('passed');
  const failed = sum('failed') + (skipsFail ? skips.length : 0);
  if (passed === 0) say('\nNo test passed, so this proves nothing.');
  say(`\n${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
}
