import type { UserId } from '@sup/protocol';
import type { Looking, Whereabouts } from './whereabouts.ts';

/** Connections of this process. Their number is limited by the gateway, and with it the size of this. */
export class LocalWhereabouts implements Whereabouts {
  readonly #connections = new Map<UserId, Map<number, Looking>>();

  put(user: UserId, connection: number, looking: Looking | undefined): Looking | undefined {
    const mine = this.#connections.get(user) ?? new Map<number, Looking>();
    if (looking === undefined) mine.delete(connection);
    else mine.set(connection, looking);
    if (mine.size === 0) this.#connections.delete(user);
    else this.#connections.set(user, mine);
    return overall(mine);
  }

  get(users: readonly UserId[]): ReadonlyMap<UserId, Looking> {
    const found = new Map<UserId, Looking>();
    for (const user of users) {
      const looking = overall(this.#connections.get(user));
      if (looking) found.set(user, looking);
    }
    return found;
  }

  present(): readonly UserId[] {
    return [...this.#connections.keys()];
  }
}

/** Whoever looks on one device is online, whatever the others do. */
function overall(connections: ReadonlyMap<number, Looking> | undefined): Looking | undefined {
  let seen: Looking | undefined;
  for (const looking of connections?.values() ?? []) {
    if (looking === 'online') return looking;
    seen = looking;
  }
  return seen;
}
