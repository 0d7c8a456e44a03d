import type { UserId } from '@sup/protocol';
import type { Glance, Looking, Whereabouts } from './whereabouts.ts';

/** Connections of this process. Their number is limited by the gateway, and with it the size of this. */
export class LocalWhereabouts implements Whereabouts {
  /** How many connections of a person look so: a number takes less than the connections. */
  readonly #counts: Readonly<Record<Looking, Map<UserId, number>>> = { online: new Map(), away: new Map() };

  note(user: UserId, { from, to }: Glance): Looking | undefined {
    if (from) this.#add(user, from, -1);
    if (to) this.#add(user, to, 1);
    return this.get(user);
  }

  /** Whoever looks on one device is online, whatever the others do. */
  get(user: UserId): Looking | undefined {
    if (this.#counts.online.has(user)) return 'online';
    return this.#counts.away.has(user) ? 'away' : undefined;
  }

  present(): readonly UserId[] {
    const { online, away } = this.#counts;
    return [...online.keys(), ...[...away.keys()].filter((user) => !online.has(user))];
  }

  #add(user: UserId, looking: Looking, connections: number): void {
    const counts = this.#counts[looking];
    const left = (counts.get(user) ?? 0) + connections;
    if (left > 0) counts.set(user, left);
    else counts.delete(user);
  }
}
