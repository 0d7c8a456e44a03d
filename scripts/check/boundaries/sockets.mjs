import { globalUses } from './global-uses.mjs';

const network = /^(ws|hono|@hono\/.+|hono\/.+|node:(http|https|http2|net|tls|dgram))$/;
/** Of these modules, what only reads text. */
const harmless = new Set(['isIP', 'isIPv4', 'isIPv6', 'BlockList']);
const servers = /^Bun\.(serve|listen|connect|udpSocket)$/;
const isOutside = (file) =>
  file.path.startsWith('backend/src/') && !file.path.startsWith('backend/src/gateway/') && !file.isTest;

export const onlyTheGatewayHoldsSockets = {
  name: 'sockets',
  check: ({ files }) => files.filter(isOutside).flatMap(socketsIn),
};

function socketsIn(file) {
  const imported = file.imports
    .filter((one) => network.test(one.specifier))
    .filter((one) => one.names.length === 0 || one.names.some((name) => !harmless.has(name)));
  const used = globalUses(file).filter(({ name }) => servers.test(name));
  return [...imported.map(({ specifier, line }) => ({ name: specifier, line })), ...used].map(
    ({ name, line }) => ({
      path: file.path,
      line,
      text: `${name}: only backend/src/gateway/ touches the network`,
    }),
  );
}
