import { BlockList, isIP } from 'node:net';

/** Finds who asks: behind a proxy that is believed, the last address that it did not add itself. */
export function clientAddressReader(
  trustedProxies: readonly string[],
): (direct: string, headers: Headers) => string {
  const trusted = new BlockList();
  for (const network of trustedProxies) addNetwork(trusted, network);
  const isTrusted = (address: string) => isIP(address) !== 0 && trusted.check(address, familyOf(address));
  return (direct, headers) => {
    const peer = plain(direct);
    if (trustedProxies.length === 0 || !isTrusted(peer)) return peer;
    const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => plain(hop.trim()));
    const outside = hops.filter((hop) => isIP(hop) !== 0).findLast((hop) => !isTrusted(hop));
    return outside ?? peer;
  };
}

/** An IPv4 address in the form of IPv6 is the same machine. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

function addNetwork(list: BlockList, network: string): void {
  const [address = '', bits] = network.split('/');
  if (bits === undefined) list.addAddress(address, familyOf(address));
  else list.addSubnet(address, Number(bits), familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
