/** `npm run bench -- NAME --json FILE`: runs bench/src/NAME.ts on the pinned Bun. Without a name, lists them. */
import { existsSync, readdirSync } from 'node:fs';
import { become } from './setup/child.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { bunPath, inRoot, root } from './setup/paths.mjs';
import { ExpectedFailure, main, say } from './setup/say.mjs';

/** A scenario is a file of bench/src with nothing but its name in front of `.ts`. */
function scenarios() {
  if (!existsSync(inRoot('bench', 'src'))) return [];
  return readdirSync(inRoot('bench', 'src'))
    .filter((file) => /^[a-z0-9-]+\.ts$/.test(file))
    .map((file) => file.slice(0, -3));
}

await main(async ([name, ...args]) => {
  if (!name) {
    say(`npm run bench -- NAME --json FILE, where NAME is one of: ${scenarios().join(', ')}`);
    return 0;
  }
  if (!scenarios().includes(name)) {
    throw new ExpectedFailure(`There is no bench "${name}": take one of ${scenarios().join(', ')}.`);
  }
  await ensureInstalled();
  const { code, output } = await become(bunPath, [`bench/src/${name}.ts`, ...args], { cwd: root });
  if (output) throw new ExpectedFailure(`The bench could not be started: ${output}`);
  return code;
});
