/**
 * `npm start`: installs what is missing, builds the web client when its sources changed, and becomes the server.
 * `--server-only` leaves the web client as it is.
 */
import { become } from './setup/child.mjs';
import { ensureInstalled } from './setup/install.mjs';
import { bunPath, nodePath, root } from './setup/paths.mjs';
import { ExpectedFailure, main } from './setup/say.mjs';
import { ensureWebBuild } from './setup/web-build.mjs';

const supervisor = 'backend/src/supervisor/main.ts';
const runtimes = { bun: bunPath, node: nodePath };

/** The runtime asked for by SUP_RUNTIME, before anything is installed for it. */
function chosenRuntime() {
  const name = process.env.SUP_RUNTIME || 'bun';
  if (Object.hasOwn(runtimes, name)) return runtimes[name];
  throw new ExpectedFailure(`SUP_RUNTIME is "${name}": it must be bun or node.`);
}

await main(async (args) => {
  const unknown = args.find((arg) => arg !== '--server-only');
  if (unknown) throw new ExpectedFailure(`Unknown option ${unknown}: there is only --server-only.`);
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new ExpectedFailure(`Sup needs Node 20 or newer to start; this is ${process.versions.node}.`);
  }
  const runtime = chosenRuntime();
  await ensureInstalled();
  if (!args.includes('--server-only')) await ensureWebBuild();
  const { code, output } = await become(runtime, [supervisor], { cwd: root });
  if (output) throw new ExpectedFailure(`The server could not be started: ${output}`);
  return code;
});
