import { globalUses } from './global-uses.mjs';

const ours = /^(protocol|sdk|backend|frontend|testkit|bench|scripts)\//;
/** supervisor/child.ts is the one place that ends a server, whoever asked. */
const mains =
  /(^|\/)(main|cli)\.ts$|^backend\/src\/supervisor\/child\.ts$|^bench\/src\/[^/]+\.ts$|^scripts\/[^/]+\.mjs$/;

export const onlyMainFilesExit = {
  name: 'exit',
  check: ({ files }) =>
    files.filter((file) => ours.test(file.path) && !mains.test(file.path)).flatMap(exitsIn),
};

function exitsIn(file) {
  return globalUses(file)
    .filter(({ name }) => /^process\.(exit|abort|reallyExit)$/.test(name))
    .map(({ name, line }) => ({ path: file.path, line, text: `${name}: only main files end the process` }));
}
