import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { bunPath } from '../setup/paths.mjs';

const page = 'docs/settings.md';
const command = 'bun backend/src/cli.ts config --markdown';

/** docs/settings.md is what the server itself says of its settings. */
export const settingsPageIsCurrent = {
  name: 'settings page',
  check({ root, read }) {
    if (read('backend/src/cli.ts') === undefined) return [];
    const wanted = execFileSync(bunPath, [join('backend', 'src', 'cli.ts'), 'config', '--markdown'], {
      cwd: root,
      encoding: 'utf8',
    });
    if (read(page)?.trim() === wanted.trim()) return [];
    return [{ path: page, text: `is not what \`${command}\` prints: write its output there` }];
  },
};
