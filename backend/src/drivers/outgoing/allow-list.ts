import type { BlockList } from 'node:net';
import { familyOf, networks } from './public-address.ts';

/** The hosts inside one's own network that may be asked all the same: SUP_OUTGOING_ALLOW. */
export class AllowList {
  readonly #names: ReadonlySet<string>;
  readonly #networks: BlockList;

  /** `items` are names, addresses and networks. */
  constructor(items: readonly string[]) {
    const isNetwork = (item: string) => familyOf(item.split('/')[0] ?? '') !== undefined;
    this.#names = new Set(items.filter((item) => !isNetwork(item)).map((item) => item.toLowerCase()));
    this.#networks = networks(items.filter(isNetwork));
  }

  /** True if this host may be asked at this address, on any port. */
  allows(host: string, address: string): boolean {
    const family = familyOf(address);
    return this.#names.has(host) || (family !== undefined && this.#networks.check(address, family));
  }
}
