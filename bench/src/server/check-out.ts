import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../measure/say.ts';
import { root } from './runtime.ts';

/** Another commit of this repository in a folder of its own, with its packages installed. */
export interface CheckOut {
  readonly folder: string;
  readonly commit: string;
  remove(): void;
}

/** Checks a commit out beside the repository's caches and installs what it asks for. */
export function checkOut(rev: string): CheckOut {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
  const commit = git('rev-parse', '--short=12', `${rev}^{commit}`);
  const folder = join(root, 'node_modules/.cache', `bench-${commit}-${process.pid}`);
  const remove = () => {
    rmSync(folder, { recursive: true, force: true });
    git('worktree', 'prune');
  };
  try {
    git('worktree', 'add', '--detach', folder, commit);
    say(`installing the packages of ${commit}`);
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder });
    return { folder: `${folder}/`, commit, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
