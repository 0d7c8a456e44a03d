// Guests in memory, because each request asks for them: a token is refused from the moment on in which its guest is over,
// whatever the database does then. What ends them is heard here, and done by guests.ts.
import type { InviteId, UserId } from '@sup/protocol';
import { type Bus, type Listener, topics, type UserEvent } from '../../bus/bus.ts';
import type { Clock } from '../../clock.ts';
import type { Guest } from './guest-store.ts';

interface GuestPassesParts {
  readonly bus: Bus;
  readonly clock: Pick<Clock, 'now'>;
}

export class GuestPasses implements Listener<UserEvent> {
  readonly #parts: GuestPassesParts;
  readonly #guests = new Map<UserId, Guest>();
  #wake: (at: number) => void = () => undefined;

  constructor(parts: GuestPassesParts) {
    this.#parts = parts;
  }

  /** Who is to be woken at the moments at which somebody is over. */
  onDue(wake: (at: number) => void): void {
    this.#wake = wake;
  }

  get size(): number {
    return this.#guests.size;
  }

  add(guest: Guest): void {
    this.#guests.set(guest.user, guest);
    this.#parts.bus.subscribe(topics.user(guest.user), this);
    this.#wake(guest.until);
  }

  get(user: UserId): Guest | undefined {
    return this.#guests.get(user);
  }

  /** True for who was a guest and is to be answered as nobody. */
  isOver(user: UserId): boolean {
    return (this.#guests.get(user)?.until ?? Number.POSITIVE_INFINITY) <= this.#parts.clock.now();
  }

  /** Their time is over now. */
  end(user: UserId): void {
    const guest = this.#guests.get(user);
    if (!guest) return;
    const until = Math.min(guest.until, this.#parts.clock.now());
    this.#guests.set(user, { ...guest, until });
    this.#wake(until);
  }

  /** The link was taken back: that ends all who came by it. */
  endOf(invite: InviteId): void {
    for (const guest of this.#guests.values()) if (guest.invite === invite) this.end(guest.user);
  }

  /** Whoever is no member of their room any more, for whatever reason, is over. */
  hear(event: UserEvent): void {
    if (event.type !== 'membership' || event.member) return;
    if (this.#guests.get(event.user)?.room === event.room) this.end(event.user);
  }

  /** Those whose time is over by now. */
  due(now: number): readonly Guest[] {
    return [...this.#guests.values()].filter(({ until }) => until <= now);
  }

  /** When the next one is over. */
  next(): number | undefined {
    let earliest: number | undefined;
    for (const { until } of this.#guests.values()) earliest = Math.min(earliest ?? until, until);
    return earliest;
  }

  /** What could not be told of who has an account now is to be told. */
  settleSoon(): void {
    this.#wake(this.#parts.clock.now());
  }

  forget(user: UserId): void {
    this.#guests.delete(user);
    this.#parts.bus.unsubscribe(topics.user(user), this);
  }
}
