import { collect } from './child.mjs';
import { withProgress } from './say.mjs';

/** The words that make a command run as root, or undefined where that is not allowed. */
async function asRoot() {
  if (process.getuid?.() === 0) return [];
  const { code } = await collect('sudo', ['-n', 'true']);
  return code === 0 ? ['sudo', '-n'] : undefined;
}

async function install(names) {
  const prefix = await asRoot();
  if (!prefix) return 'apt-get needs root';
  const apt = [...prefix, 'apt-get'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const [command, ...args] = apt;
  await collect(command, [...args, 'update', '-qq'], { env });
  const done = await collect(
    command,
    [...args, 'install', '-y', '-qq', '--no-install-recommends', ...names],
    { env },
  );
  return done.code === 0 ? undefined : (done.output.trim().split('\n').at(-1) ?? 'apt-get failed');
}

/** Installs packages of Debian where that is allowed; answers why not, if not. */
export function ensureDebianPackages(names) {
  return withProgress(`Installing ${names.join(', ')} (apt-get)`, () => install(names));
}
