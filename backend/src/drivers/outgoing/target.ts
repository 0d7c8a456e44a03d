// Where a request goes: what its address says, and the addresses its name stands for, checked. Names are resolved here
// and never again, so that a name that stands for another machine a moment later changes nothing.
import { lookup as systemLookup } from 'node:dns/promises';
import { OutgoingError } from '../../ports/outgoing.ts';
import type { AllowList } from './allow-list.ts';
import { familyOf, isPublicAddress } from './public-address.ts';

const urlLengthMax = 2_048;
/** Where web servers are found; a database or a mail server is on none of them. */
const publicPorts: ReadonlySet<number> = new Set([80, 443, 8_080, 8_443]);
/** Addresses of one name that are tried. */
const addressesMax = 4;

export interface Target {
  readonly url: URL;
  /** The name or address that was asked for; IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  readonly isTls: boolean;
}

/** All addresses of a name. */
export type Lookup = (host: string) => Promise<readonly string[]>;

/** Asks the system, as every program here does: its hosts file, then DNS. */
export const lookupBySystem: Lookup = async (host) => {
  const found = await systemLookup(host, { all: true });
  return found.map(({ address }) => address);
};

/** Reads an address; throws OutgoingError url. IPv4 in decimal, octal, hex or short form comes out in the usual one. */
export function targetOf(text: string, base?: URL): Target {
  const url = text.length > urlLengthMax ? null : URL.parse(text, base?.href);
  const isTls = url?.protocol === 'https:';
  if (!url || !(isTls || url.protocol === 'http:')) throw new OutgoingError('url');
  if (url.username || url.password || !url.hostname) throw new OutgoingError('url');
  url.hash = '';
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return { url, host, port: Number(url.port || (isTls ? 443 : 80)), isTls };
}

/** The addresses at which a target may be asked. Throws OutgoingError name, address or url if one of them may not. */
export async function checkedAddresses(
  target: Target,
  { allow, lookup }: { allow: AllowList; lookup: Lookup },
): Promise<readonly string[]> {
  const addresses = familyOf(target.host) ? [target.host] : await resolve(target.host, lookup);
  // All of them, also those that would not be tried: a name that leads inside once is not to be trusted.
  for (const address of addresses) mustBeAllowed(target, address, allow);
  return addresses.slice(0, addressesMax);
}

/** Throws OutgoingError address or url unless the target may be asked at this address. */
export function mustBeAllowed({ host, port }: Target, address: string, allow: AllowList): void {
  if (allow.allows(host, address)) return;
  if (!isPublicAddress(address)) throw new OutgoingError('address');
  if (!publicPorts.has(port)) throw new OutgoingError('url');
}

async function resolve(host: string, lookup: Lookup): Promise<readonly string[]> {
  const found = await lookup(host).catch((cause: unknown) => {
    throw new OutgoingError('name', { cause });
  });
  if (found.length === 0) throw new OutgoingError('name');
  return found;
}
