import type { UserId } from '@sup/protocol';
import type { Looking, Whereabouts } from './whereabouts.ts';

interface Place {
  readonly connection: number;
  readonly looking: Looking;
}

/** Connections of this process. Their number is limited by the gateway, and with it the size of this. */
export class LocalWhereabouts implements Whereabouts {
  /** Of nearly everybody one, so lists take less than maps. */
  readonly #places = new Map<UserId, readonly Place[]>();

  put(user: UserId, connection: number, looking: Looking | undefined): Looking | undefined {
    const others = (this.#places.get(user) ?? []).filter((place) => place.connection !== connection);
    const places = looking === undefined ? others : [...others, { connection, looking }];
    if (places.length === 0) this.#places.delete(user);
    else this.#places.set(user, places);
    return overall(places);
  }

  get(users: readonly UserId[]): ReadonlyMap<UserId, Looking> {
    const found = new Map<UserId, Looking>();
    for (const user of users) {
      const looking = overall(this.#places.get(user) ?? []);
      if (looking) found.set(user, looking);
    }
    return found;
  }

  present(): readonly UserId[] {
    return [...this.#places.keys()];
  }
}

/** Whoever looks on one device is online, whatever the others do. */
function overall(places: readonly Place[]): Looking | undefined {
  return places.find(({ looking }) => looking === 'online')?.looking ?? places[0]?.looking;
}
