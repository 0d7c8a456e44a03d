import { expect, test } from 'vitest';
import { problemsOf } from './plant.mjs';
import { settingsPageIsCurrent } from './settings-page.mjs';

const cli = {
  'backend/src/cli.ts': "process.stdout.write('# Settings of ' + process.argv.slice(2).join(' '));",
};

test('a settings page that is not what the server prints is reported', () => {
  const old = { ...cli, 'docs/settings.md': '# Settings of yesterday\n' };
  expect(problemsOf(settingsPageIsCurrent, old)).toHaveLength(1);
  expect(problemsOf(settingsPageIsCurrent, cli)).toHaveLength(1);
});

test('the page as printed passes', () => {
  const current = { ...cli, 'docs/settings.md': '# Settings of config --markdown\n' };
  expect(problemsOf(settingsPageIsCurrent, current)).toEqual([]);
});
