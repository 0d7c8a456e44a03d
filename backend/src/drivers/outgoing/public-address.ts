// Which addresses belong to the public internet (IANA's special-purpose registries). Everything else is this machine, its
// neighbours, nobody, or a way to name them in the form of IPv6, and is refused.
import { BlockList, isIP } from 'node:net';

const specialIpv4 = [
  '0.0.0.0/8', // this network, unspecified
  '10.0.0.0/8', // private
  '100.64.0.0/10', // carrier-grade NAT
  '127.0.0.0/8', // loopback
  '169.254.0.0/16', // link-local; the metadata services of clouds
  '172.16.0.0/12', // private
  '192.0.0.0/24', // protocol assignments
  '192.0.2.0/24', // documentation
  '192.88.99.0/24', // relays of 6to4
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, broadcast
];

/**
 * Only this part of IPv6 is given to the public. Outside it lie ::, ::1, addresses of IPv4 in other clothes (::ffff:0:0/96,
 * ::/96, 64:ff9b::/96, 64:ff9b:1::/48), unique local, link-local, site-local and multicast.
 */
const globalIpv6 = '2000::/3';
const specialIpv6 = [
  '2001::/23', // protocol assignments: Teredo, benchmarks, ORCHID
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4: any IPv4 address
  '3fff::/20', // documentation
];

const special = networks([...specialIpv4, ...specialIpv6]);
const global = networks([globalIpv6]);

/** True for an address of the public internet; false for everything else, text that is no address included. */
export function isPublicAddress(address: string): boolean {
  const family = familyOf(address);
  if (family === undefined || special.check(address, family)) return false;
  return family === 'ipv4' || global.check(address, family);
}

/** A set of addresses and networks such as `10.0.0.0/8`. */
export function networks(items: readonly string[]): BlockList {
  const list = new BlockList();
  for (const item of items) {
    const [address = '', bits] = item.split('/');
    const family = familyOf(address);
    if (family === undefined) throw new RangeError(`${item} is no network`);
    list.addSubnet(address, Number(bits ?? (family === 'ipv4' ? 32 : 128)), family);
  }
  return list;
}

export function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  if (version === 0) return undefined;
  return version === 6 ? 'ipv6' : 'ipv4';
}
