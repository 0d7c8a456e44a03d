import type { UserId, UserView } from '@sup/protocol';
import type { Cache } from './cache.ts';
import type { Users as UsersDoor } from './doors.ts';
import { Observable } from './observable.ts';
import type { Platform, Stoppable } from './platform.ts';
import type { Rest } from './rest.ts';

export interface UsersParts {
  readonly platform: Pick<Platform, 'clock' | 'store'>;
  readonly rest: Rest;
  readonly cache: Cache;
  canAsk(): boolean;
}

const gatherMs = 50;

/** Everyone who was named so far. Who is unknown is asked for, once. */
export class Users implements UsersDoor {
  readonly #parts: UsersParts;
  readonly #known = new Map<UserId, UserView>();
  readonly #wanted = new Set<UserId>();
  readonly #version = new Observable(0);
  #alarm: Stoppable | undefined;

  readonly subscribe = this.#version.subscribe;

  constructor(parts: UsersParts) {
    this.#parts = parts;
  }

  readonly get = (user: UserId): UserView | undefined => {
    const known = this.#known.get(user);
    if (known === undefined) this.want(user);
    return known;
  };

  async search(query: string): Promise<readonly UserView[]> {
    const { users } = await this.#parts.rest.users.search({ query });
    this.add(users);
    return users;
  }

  /** Reads who was known before. */
  async start(): Promise<void> {
    const rows = await this.#parts.platform.store.list('users');
    for (const { value } of rows) this.#known.set(value.id, value);
  }

  stop(): void {
    this.#alarm?.stop();
    this.#alarm = undefined;
    this.#known.clear();
    this.#wanted.clear();
  }

  /** Takes what the server said of people. */
  add(users: readonly UserView[]): void {
    const news = users.filter((user) => !isSame(this.#known.get(user.id), user));
    if (news.length === 0) return;
    for (const user of news) {
      this.#known.set(user.id, user);
      this.#wanted.delete(user.id);
    }
    this.#parts.cache.put(...news.map((value) => ({ table: 'users', key: value.id, value }) as const));
    this.#version.set(this.#version.getSnapshot() + 1);
  }

  /** Asks for someone who is not known, now or when there is a connection. */
  want(user: UserId): void {
    if (this.#known.has(user)) return;
    this.#wanted.add(user);
    this.resume();
  }

  resume(): void {
    if (this.#wanted.size === 0 || !this.#parts.canAsk()) return;
    this.#alarm ??= this.#parts.platform.clock.after(gatherMs, () => {
      this.#alarm = undefined;
      this.#ask();
    });
  }

  #ask(): void {
    for (const user of [...this.#wanted]) {
      this.#wanted.delete(user);
      this.#parts.rest.users.get({ user }).then(
        (answer) => this.add([answer.user]),
        // Who cannot be found stays unknown; whoever shows them next asks again.
        () => undefined,
      );
    }
  }
}

function isSame(a: UserView | undefined, b: UserView): boolean {
  return a !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
