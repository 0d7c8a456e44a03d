import type { Presence as PresenceView, UserId } from '@sup/protocol';
import { limits } from '@sup/protocol/wire';
import type { Connection } from './connection.ts';
import type { PresenceDoor } from './doors.ts';
import { Observable } from './observable.ts';
import type { Platform, Stoppable } from './platform.ts';

export interface PresenceParts {
  readonly platform: Pick<Platform, 'clock' | 'device'>;
  readonly connection: Pick<Connection, 'ask' | 'tell' | 'isReady'>;
}

const gatherMs = 100;

/** Who is there, of those that are shown somewhere; and whether I am. */
export class Presence implements PresenceDoor {
  readonly #parts: PresenceParts;
  readonly #known = new Map<UserId, PresenceView>();
  readonly #watchers = new Map<UserId, number>();
  readonly #version = new Observable(0);
  #alarm: Stoppable | undefined;
  #device: Stoppable | undefined;

  readonly subscribe = this.#version.subscribe;

  constructor(parts: PresenceParts) {
    this.#parts = parts;
  }

  readonly get = (user: UserId): PresenceView | undefined => this.#known.get(user);

  start(): void {
    this.#device = this.#parts.platform.device.watch({
      online: () => undefined,
      offline: () => undefined,
      visible: () => this.#tellMine(),
      hidden: () => this.#tellMine(),
    });
  }

  stop(): void {
    this.#device?.stop();
    this.#alarm?.stop();
    this.#alarm = undefined;
    this.lost();
  }

  watch(users: readonly UserId[]): () => void {
    for (const user of users) this.#watchers.set(user, (this.#watchers.get(user) ?? 0) + 1);
    this.#changed();
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      for (const user of users) this.#unwatch(user);
      this.#changed();
    };
  }

  #unwatch(user: UserId): void {
    const left = (this.#watchers.get(user) ?? 1) - 1;
    if (left > 0) this.#watchers.set(user, left);
    else this.#watchers.delete(user);
  }

  /** There is a connection: it does not know yet whom I watch. */
  resume(): void {
    if (!this.#parts.platform.device.visible()) this.#tellMine();
    if (this.#watchers.size > 0) this.#changed();
  }

  /** There is no connection: what was true then is not known to be true now. */
  lost(): void {
    this.#known.clear();
    this.#tell();
  }

  heard(users: Readonly<Record<string, PresenceView>>): void {
    for (const [user, presence] of Object.entries(users)) this.#known.set(user as UserId, presence);
    this.#tell();
  }

  #tell(): void {
    this.#version.set(this.#version.getSnapshot() + 1);
  }

  #tellMine(): void {
    const status = this.#parts.platform.device.visible() ? 'online' : 'away';
    this.#parts.connection.tell({ type: 'presence.set', status });
  }

  #changed(): void {
    this.#alarm ??= this.#parts.platform.clock.after(gatherMs, () => {
      this.#alarm = undefined;
      const users = [...this.#watchers.keys()].slice(0, limits.presenceWatchMax);
      this.#parts.connection.ask('presence.watch', { users }).then(
        (answer) => this.heard(answer.users),
        // The next connection asks again.
        () => undefined,
      );
    });
  }
}
