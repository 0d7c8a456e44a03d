import { globalUses } from './global-uses.mjs';

const network = /^(ws|hono|@hono\/.+|hono\/.+|node:(http|https|http2|net|tls|dgram|dns|dns\/promises))$/;
/** Of these modules, what only reads text. */
const harmless = new Set(['isIP', 'isIPv4', 'isIPv6', 'BlockList']);
const servers = /^Bun\.(serve|listen|connect|udpSocket)$/;
/** Clients come in through the gateway; requests go out through the agent that checks where they lead. */
const holders = /^backend\/src\/(gateway|drivers\/outgoing)\//;
/** Asks whatever an address names, this machine included. */
const unchecked = /^((globalThis|Bun)\.)?fetch$/;
const isOurs = (file) => file.path.startsWith('backend/src/') && !file.isTest;

export const onlyTheGatewayHoldsSockets = {
  name: 'sockets',
  check: ({ files }) => [
    ...files.filter((file) => isOurs(file) && !holders.test(file.path)).flatMap(socketsIn),
    ...files.filter(isOurs).flatMap(fetchesIn),
  ],
};

function fetchesIn(file) {
  return globalUses(file)
    .filter(({ name }) => unchecked.test(name))
    .map(({ name, line }) => ({
      path: file.path,
      line,
      text: `${name}: requests go out through backend/src/drivers/outgoing/ only`,
    }));
}

function socketsIn(file) {
  const imported = file.imports
    .filter((one) => network.test(one.specifier))
    .filter((one) => one.names.length === 0 || one.names.some((name) => !harmless.has(name)));
  const used = globalUses(file).filter(({ name }) => servers.test(name));
  return [...imported.map(({ specifier, line }) => ({ name: specifier, line })), ...used].map(
    ({ name, line }) => ({
      path: file.path,
      line,
      text: `${name}: only backend/src/gateway/ and drivers/outgoing/ touch the network`,
    }),
  );
}
