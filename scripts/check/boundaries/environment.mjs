import { globalUses } from './global-uses.mjs';

const product = /^(protocol|sdk|backend|frontend)\/src\//;
const readers = /^backend\/src\/config\.ts$/;
const environment = /^(process\.env|Bun\.env)$/;

/** What Expo replaces by text while it builds; nothing of it is read at run time. */
const inlined = /\bprocess\.env\.(EXPO_PUBLIC_\w+|EXPO_OS|NODE_ENV)\b/g;

export const onlyConfigReadsTheEnvironment = {
  name: 'environment',
  check: ({ files }) =>
    files
      .filter((file) => product.test(file.path) && !file.isTest && !readers.test(file.path))
      .flatMap(readings),
};

function readings(file) {
  const allowed = file.path.startsWith('frontend/') ? inlinedLines(file) : new Set();
  return globalUses(file)
    .filter(({ name, line }) => environment.test(name) && !allowed.has(line))
    .map(({ name, line }) => ({
      path: file.path,
      line,
      text: `${name}: only backend/src/config.ts reads the environment`,
    }));
}

const inlinedLines = (file) =>
  new Set([...file.text.matchAll(inlined)].map((match) => file.lineAt(match.index)));
