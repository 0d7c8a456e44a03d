/**
 * Which way arrows point. Each layer says which of our files it may use (`values`), of which it may only know the types
 * (`types`), and which packages it may import (`packages`; absent: any). The first layer whose `files` match counts.
 * Tests may use everything; nothing may use tests.
 */
const anything = /./;

const protocol = /^protocol\/src\//;
/** What everyone in the backend may know: it does nothing by itself. */
const pure = /^backend\/src\/(clock\.ts|start-refused\.ts|telemetry\/|bus\/|ports\/)/;
const service = /^backend\/src\/services\//;

/** No database, no socket, no process. */
const serviceForbids =
  /^(kysely|pg|ioredis|node:(sqlite|process|child_process|worker_threads|cluster))(\/|$)/;

const layers = [
  { name: 'protocol', files: /^protocol\/src\//, values: [protocol], packages: /^zod(\/|$)/ },
  {
    name: 'sdk/platform',
    files: /^sdk\/src\/platform\//,
    values: [/^sdk\/src\//, protocol],
    packages: /^(node:.+|idb)$/,
  },
  {
    name: 'sdk',
    files: /^sdk\/src\//,
    values: [/^sdk\/src\/(?!platform\/)/, protocol],
    types: [/^sdk\/src\/platform\//],
    packages: /^zod(\/|$)/,
  },
  {
    name: 'frontend',
    files: /^frontend\/src\//,
    values: [/^frontend\/(src|assets)\//, /^sdk\/src\//, protocol],
    packages: /^(?!node:|@react-navigation\/)/,
  },
  { name: 'bench', files: /^bench\/src\//, values: [/^(bench|sdk|protocol)\/src\//], packages: anything },
  {
    name: 'a service',
    files: /^backend\/src\/services\/([^/]+)\//,
    // The log is what the other services stand on: its rules are theirs.
    values: [pure, protocol, /^backend\/src\/services\/([^/]+|log\/index)\.ts$/],
    own: (match) => `backend/src/services/${match[1]}/`,
    types: [service],
    packages: { test: (name) => !serviceForbids.test(name) },
  },
  {
    name: 'what services share',
    files: /^backend\/src\/(services|bus|ports)\//,
    values: [pure, protocol, /^backend\/src\/services\/[^/]+\.ts$/],
    types: [service],
    packages: { test: (name) => !serviceForbids.test(name) },
  },
  {
    name: 'a driver',
    files: /^backend\/src\/drivers\/([^/]+)\//,
    // The schemas are the gateway's: a writer thread that loads none starts sooner.
    values: [pure, /^protocol\/src\/wire\.ts$/, /^backend\/src\/drivers\/sql\//],
    own: (match) => `backend/src/drivers/${match[1]}/`,
    types: [service, protocol],
    packages: anything,
  },
  {
    name: 'the gateway',
    files: /^backend\/src\/gateway\//,
    values: [/^backend\/src\/gateway\//, pure, service, protocol],
    types: [/^backend\/src\/config\.ts$/],
    packages: { test: (name) => !/^(kysely|pg|ioredis|node:sqlite)$/.test(name) },
  },
  {
    name: 'telemetry and clock',
    files: /^backend\/src\/(telemetry\/|clock\.ts)/,
    values: [/^backend\/src\/(telemetry\/|clock\.ts)/, protocol],
    packages: anything,
  },
  {
    name: 'config',
    files: /^backend\/src\/config(\.ts|\/)/,
    values: [/^backend\/src\/config(\.ts|\/)/],
    packages: anything,
  },
  {
    name: 'the supervisor',
    files: /^backend\/src\/supervisor\//,
    values: [/^backend\/src\/(supervisor\/|config\.ts|clock\.ts|telemetry\/)/],
    packages: anything,
  },
  {
    name: 'compose',
    files: /^backend\/src\/compose(\.ts|\/)/,
    values: [/^backend\/(src\/|package\.json)/, protocol],
    packages: anything,
  },
  {
    name: 'an entry file',
    files: /^backend\/src\//,
    values: [/^backend\/(src\/(?!drivers\/|gateway\/)|package\.json)/, protocol],
    packages: anything,
  },
];

/** Another package is reached by its doors, never by a path. */
const reachesPastADoor = (file, one) =>
  one.specifier.startsWith('.') && one.target.split('/')[0] !== file.path.split('/')[0];

/** Whether a layer's file may hold this import. */
function isAllowed(layer, match, one) {
  if (!one.isOurs) return layer.packages.test(one.target);
  if (/\.test\.tsx?$|\/test\//.test(one.target)) return false;
  const values = layer.values.some((pattern) => pattern.test(one.target));
  const own = layer.own ? one.target.startsWith(layer.own(match)) : false;
  const types = one.isType && (layer.types ?? []).some((pattern) => pattern.test(one.target));
  return values || own || types;
}

export const arrows = {
  name: 'arrows',
  check: ({ files }) => files.filter((file) => !file.isTest).flatMap(wrongImports),
};

function wrongImports(file) {
  const layer = layers.find((candidate) => candidate.files.test(file.path));
  if (!layer) return [];
  const match = layer.files.exec(file.path);
  return file.imports
    .filter((one) => reachesPastADoor(file, one) || !isAllowed(layer, match, one))
    .map((one) => {
      const known = one.isOurs && !one.isType && isAllowed(layer, match, { ...one, isType: true });
      const more = known ? '; only its types' : '';
      return {
        path: file.path,
        line: one.line,
        text: `${layer.name} may not import ${one.specifier}${more}`,
      };
    });
}
