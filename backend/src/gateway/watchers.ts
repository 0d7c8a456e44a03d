// Who watches whom: presence and profiles go only to those who show them. Presence is told as differences, once a second.
import { encode, type Presence as PresenceView, type StateItem, type UserId } from '@sup/protocol';
import { type Bus, type Listener, topics, type UserEvent } from '../bus/bus.ts';
import type { Clock } from '../clock.ts';
import type { Caller } from '../services/caller.ts';
import type { Presence } from '../services/presence/presence.ts';
import type { Telemetry } from '../telemetry/index.ts';
import type { Connection } from './connection.ts';
import { inSlices } from './slices.ts';

export interface WatchersParts {
  readonly bus: Bus;
  readonly presence: Pick<Presence, 'see' | 'silent'>;
  readonly clock: Pick<Clock, 'soon'>;
  readonly telemetry: Telemetry;
}

/** Somebody whom connections watch. */
class Watched implements Listener<UserEvent> {
  readonly connections = new Set<Connection>();
  readonly #user: UserId;
  readonly #watchers: { heard(user: UserId, event: UserEvent): void };

  constructor(user: UserId, watchers: { heard(user: UserId, event: UserEvent): void }) {
    this.#user = user;
    this.#watchers = watchers;
  }

  hear(event: UserEvent): void {
    this.#watchers.heard(this.#user, event);
  }
}

export class Watchers {
  readonly #parts: WatchersParts;
  readonly #watched = new Map<UserId, Watched>();
  readonly #watching = new Map<Connection, ReadonlySet<UserId>>();
  /** Connections of which it is being read whom they may watch: nothing is told to them until then. */
  readonly #unproven = new Map<Connection, number>();
  /** What has changed since the last turn, as ready JSON. */
  readonly #changed = new Map<UserId, string>();
  #isTelling = false;

  constructor(parts: WatchersParts) {
    this.#parts = parts;
  }

  /** Replaces what the connection watches; answers what is true now of those it may watch. */
  async watch(
    connection: Connection,
    by: Caller,
    users: readonly UserId[],
  ): Promise<Record<string, PresenceView>> {
    // Subscribed before the read, so that no change falls between; those who may not be seen are dropped after it.
    this.#replace(connection, new Set(users));
    const seen = await this.#prove(connection, by, users);
    const kept = new Set(users.filter((user) => Object.hasOwn(seen, user)));
    if (connection.by) this.#replace(connection, kept);
    else this.leave(connection);
    const silent = await this.#parts.presence.silent(by, users);
    return { ...offline(silent), ...seen };
  }

  async #prove(
    connection: Connection,
    by: Caller,
    users: readonly UserId[],
  ): Promise<Record<string, PresenceView>> {
    this.#unproven.set(connection, (this.#unproven.get(connection) ?? 0) + 1);
    try {
      return await this.#parts.presence.see(by, users);
    } catch (error) {
      this.#replace(connection, new Set());
      throw error;
    } finally {
      const left = (this.#unproven.get(connection) ?? 1) - 1;
      if (left > 0) this.#unproven.set(connection, left);
      else this.#unproven.delete(connection);
    }
  }

  leave(connection: Connection): void {
    this.#replace(connection, new Set());
    this.#watching.delete(connection);
  }

  /** Rights between this person and others have changed: those who may not watch any more stop. */
  async review(user: UserId, connections: readonly Connection[]): Promise<void> {
    const affected = new Set([...connections, ...(this.#watched.get(user)?.connections ?? [])]);
    for (const connection of affected) {
      const watching = this.#watching.get(connection);
      if (connection.by && watching && watching.size > 0)
        await this.watch(connection, connection.by, [...watching]);
    }
  }

  /** Once a second: one frame a watcher with all that has changed. */
  turn(): void {
    if (this.#changed.size === 0 || this.#isTelling) return;
    const changed = new Map(this.#changed);
    this.#changed.clear();
    const watching = new Map<Connection, UserId[]>();
    for (const user of changed.keys()) {
      for (const connection of this.#watched.get(user)?.connections ?? []) {
        const users = watching.get(connection);
        if (users) users.push(user);
        else watching.set(connection, [user]);
      }
    }
    this.#isTelling = true;
    const tell = ([connection, users]: [Connection, UserId[]]) => this.#tell(connection, users, changed);
    void inSlices(this.#parts.clock, watching, tell).finally(() => {
      this.#isTelling = false;
    });
  }

  #tell(connection: Connection, users: readonly UserId[], changed: ReadonlyMap<UserId, string>): void {
    // Those before them took a moment, in which they may have ceased to watch, or to be allowed to.
    const seen = users.filter((user) => this.#watched.get(user)?.connections.has(connection));
    if (seen.length === 0) return;
    if (this.#unproven.has(connection)) {
      for (const user of seen) {
        const text = changed.get(user);
        if (text !== undefined && !this.#changed.has(user)) this.#changed.set(user, text);
      }
      return;
    }
    const text = seen.map((user) => changed.get(user)).join();
    connection.deliverEphemeral(`{"type":"presence","users":{${text}}}`);
    this.#parts.telemetry.frameDelivered(1);
  }

  #replace(connection: Connection, users: ReadonlySet<UserId>): void {
    const before = this.#watching.get(connection);
    for (const user of before ?? []) if (!users.has(user)) this.#end(user, connection);
    for (const user of users) if (!before?.has(user)) this.#begin(user, connection);
    this.#watching.set(connection, users);
  }

  #begin(user: UserId, connection: Connection): void {
    let watched = this.#watched.get(user);
    if (!watched) {
      watched = new Watched(user, this);
      this.#parts.bus.subscribe(topics.user(user), watched);
      this.#watched.set(user, watched);
    }
    watched.connections.add(connection);
  }

  #end(user: UserId, connection: Connection): void {
    const watched = this.#watched.get(user);
    watched?.connections.delete(connection);
    if (watched?.connections.size !== 0) return;
    this.#parts.bus.unsubscribe(topics.user(user), watched);
    this.#watched.delete(user);
    this.#changed.delete(user);
  }

  /** Something happened to one who is watched. */
  heard(user: UserId, event: UserEvent): void {
    if (event.type === 'presence') {
      const { status, lastSeenAt } = event;
      const view = { status, ...(lastSeenAt !== undefined && { lastSeenAt }) };
      this.#changed.set(user, `"${user}":${JSON.stringify(view)}`);
    } else if (event.type === 'profile') {
      const frame = encode({ type: 'user', user: event.view });
      for (const connection of this.#watched.get(user)?.connections ?? [])
        if (!this.#unproven.has(connection)) connection.deliverEphemeral(frame);
    }
  }
}

function offline(users: readonly UserId[]): Record<string, PresenceView> {
  return Object.fromEntries(users.map((user) => [user, { status: 'offline' }]));
}

/** Whether news of someone's own stream says that whom they block has changed. */
export function changesBlocks(items: readonly StateItem[]): boolean {
  return items.some((item) => item.key.startsWith('block:'));
}
