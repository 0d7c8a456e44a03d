// Presence follows from connections. A person's change is told once, whatever number of devices makes it; that
// someone has gone is told 5 s late, so that a reconnect says nothing. One wheel turns for everybody.
import { type Presence as PresenceView, type RoomId, SupError, type UserId } from '@sup/protocol';
import { type Bus, topics } from '../../bus/bus.ts';
import type { Clock } from '../../clock.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { Caller } from '../caller.ts';
import { RoomFacts } from '../room-facts.ts';
import type { RoomIndex } from '../rooms/room-index.ts';
import { Attention } from './attention.ts';
import type { LastSeenStore } from './last-seen-store.ts';
import { LocalWhereabouts } from './local-whereabouts.ts';
import type { Presence } from './presence.ts';
import { Typists } from './typists.ts';
import type { Glance, Looking, Whereabouts } from './whereabouts.ts';

const wheelMs = 1_000;
const offlineDelayMs = 5_000;
const saveEveryMs = 60_000;
/** The writer thread serves sends too: no batch keeps it for long. */
const saveBatchMax = 500;
const typistsMax = 50_000;
/** People who have gone and whose last seen is not written yet. */
const goneMax = 50_000;
/** People of whom it is known when they looked last. */
const looksMax = 50_000;

/** What presence is built of. */
export interface PresenceParts {
  readonly lastSeen: LastSeenStore;
  readonly rooms: Pick<RoomIndex, 'room' | 'membership' | 'memberIds' | 'shareRoom' | 'shareUnaccepted'>;
  readonly users: { blocks(user: UserId, other: UserId): Promise<boolean> };
  readonly bus: Bus;
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'log' | 'queueLimitReached'>;
  /** Connections of this process unless given. */
  readonly whereabouts?: Whereabouts;
}

/** Builds presence; its wheel turns until drained. */
export function createPresence(parts: PresenceParts): Presence {
  return new RunningPresence(parts);
}

/** A connection of somebody. There are many thousands, so it is an object and no closures. */
class Stay {
  readonly #presence: RunningPresence;
  readonly #user: UserId;
  /** undefined: it has gone. */
  #looking: Looking | undefined = 'online';

  constructor(presence: RunningPresence, user: UserId) {
    this.#presence = presence;
    this.#user = user;
  }

  set(looking: Looking): void {
    this.#turnTo(looking);
  }

  leave(): void {
    this.#turnTo(undefined);
  }

  #turnTo(to: Looking | undefined): void {
    const from = this.#looking;
    if (from === undefined) return;
    this.#looking = to;
    this.#presence.note(this.#user, { from, to });
  }
}

/** Someone who has gone without its having been told yet: until then they look as they did. */
interface Leaving {
  readonly looked: Looking;
  readonly seenAt: number;
  readonly tellAt: number;
}

class RunningPresence implements Presence {
  readonly #parts: PresenceParts;
  readonly #facts: RoomFacts;
  readonly #whereabouts: Whereabouts;
  readonly #typists = new Typists(typistsMax);
  readonly #beat: { stop(): void };
  /** Oldest first. */
  readonly #leaving = new Map<UserId, Leaving>();
  /** When those who have gone were last here, until it is written. */
  readonly #gone = new Map<UserId, number>();
  readonly #attention: Attention;
  #saveAt: number;
  #saving: Promise<void> | undefined;

  constructor(parts: PresenceParts) {
    this.#parts = parts;
    this.#facts = new RoomFacts(parts);
    this.#whereabouts = parts.whereabouts ?? new LocalWhereabouts();
    this.#attention = new Attention(looksMax, parts.clock.now());
    this.#saveAt = parts.clock.monotonic() + saveEveryMs;
    this.#beat = parts.clock.every(wheelMs, () => this.#turn());
  }

  arrive(user: UserId): { set(status: Looking): void; leave(): void } {
    this.note(user, { from: undefined, to: 'online' });
    return new Stay(this, user);
  }

  /** A connection comes, looks otherwise or goes. */
  note(user: UserId, glance: Glance): void {
    const { clock, bus } = this.#parts;
    const told = this.#told(user);
    const looking = this.#whereabouts.note(user, glance);
    this.#attention.note(user, looking === 'online', clock.now());
    if (looking === undefined) {
      const tellAt = clock.monotonic() + offlineDelayMs;
      if (told) this.#leaving.set(user, { looked: told, seenAt: clock.now(), tellAt });
      return;
    }
    this.#leaving.delete(user);
    this.#gone.delete(user);
    if (told !== looking) bus.publish(topics.user(user), { type: 'presence', user, status: looking });
  }

  async see(by: Caller, users: readonly UserId[]): Promise<Record<string, PresenceView>> {
    const shared = await this.#parts.rooms.shareRoom(by.user, users);
    const asked = [...new Set(users)].map(async (user) => {
      const maySee = user === by.user || (shared.has(user) && !(await this.#isBlocked(by.user, user)));
      return maySee ? [user] : [];
    });
    const seen = (await Promise.all(asked)).flat();
    const away = seen.filter((user) => !this.#told(user));
    const lastSeen = await this.#parts.lastSeen.get(away);
    const views = seen.map((user) => [user, this.#view(user, lastSeen.get(user))] as const);
    return Object.fromEntries(views);
  }

  async silent(by: Caller, users: readonly UserId[]): Promise<readonly UserId[]> {
    const silent = await this.#parts.rooms.shareUnaccepted(by.user, users);
    const blocked = await Promise.all([...silent].map((user) => this.#isBlocked(by.user, user)));
    return [...silent].filter((_, at) => !blocked[at]);
  }

  async typing(by: Caller, ask: { room: RoomId; on: boolean }): Promise<void> {
    const { room, on } = ask;
    if (!(await this.#facts.isMember(room, by.user))) throw new SupError('room-not-found');
    // In a direct room nobody but the other could be told.
    if (await this.#facts.isSilenced(room)) return;
    const heard = this.#typists.hear(room + by.user, on, this.#parts.clock.monotonic());
    if (heard === 'full') this.#parts.telemetry.queueLimitReached('typists');
    if (heard !== 'tell') return;
    this.#parts.bus.publish(topics.room(room), { type: 'typing', room, user: by.user, on });
  }

  wasLooking(user: UserId, at: number): boolean | undefined {
    return this.#attention.at(user, at);
  }

  async drain(): Promise<void> {
    this.#beat.stop();
    await this.#saving;
    await this.#save();
  }

  /** How a person looked when it was last told; undefined: they are told to be offline. */
  #told(user: UserId): Looking | undefined {
    return this.#leaving.get(user)?.looked ?? this.#whereabouts.get(user);
  }

  #turn(): void {
    const now = this.#parts.clock.monotonic();
    for (const [user, { seenAt, tellAt }] of this.#leaving) {
      if (tellAt > now) break;
      this.#leaving.delete(user);
      this.#sayGone(user, seenAt);
    }
    this.#typists.forget(now);
    if (now < this.#saveAt || this.#saving) return;
    this.#saveAt = now + saveEveryMs;
    this.#saving = this.#saveOrWait().finally(() => {
      this.#saving = undefined;
    });
  }

  #sayGone(user: UserId, seenAt: number): void {
    if (this.#gone.size < goneMax) this.#gone.set(user, seenAt);
    else this.#parts.telemetry.queueLimitReached('last-seen');
    const event = { type: 'presence', user, status: 'offline', lastSeenAt: seenAt } as const;
    this.#parts.bus.publish(topics.user(user), event);
  }

  async #saveOrWait(): Promise<void> {
    try {
      await this.#save();
    } catch (error) {
      // What is refused for now stays in memory, and the next minute tries again; anything else is a bug.
      if (!(error instanceof SupError)) throw error;
      this.#parts.telemetry.log.warn('Last seen waits to be written.', { code: error.code });
    }
  }

  /** Writes everyone who is here, too: a crash then costs a minute of their last seen. */
  async #save(): Promise<void> {
    const now = this.#parts.clock.now();
    const here = this.#whereabouts.present().map((user) => ({ user, at: now }));
    const leaving = [...this.#leaving].map(([user, { seenAt }]) => ({ user, at: seenAt }));
    const gone = [...this.#gone].map(([user, at]) => ({ user, at }));
    const seen = [...here, ...leaving, ...gone];
    for (let from = 0; from < seen.length; from += saveBatchMax) {
      await this.#parts.lastSeen.save(seen.slice(from, from + saveBatchMax));
    }
    for (const { user, at } of gone) if (this.#gone.get(user) === at) this.#gone.delete(user);
  }

  #view(user: UserId, stored: number | undefined): PresenceView {
    const looking = this.#told(user);
    if (looking) return { status: looking };
    const lastSeenAt = this.#gone.get(user) ?? stored;
    return { status: 'offline', ...(lastSeenAt !== undefined && { lastSeenAt }) };
  }

  async #isBlocked(user: UserId, other: UserId): Promise<boolean> {
    const { blocks } = this.#parts.users;
    const [first, second] = await Promise.all([blocks(user, other), blocks(other, user)]);
    return first || second;
  }
}
