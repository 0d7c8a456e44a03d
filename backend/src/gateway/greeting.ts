// From hello to welcome: who is it, what are they behind on, and from which moment on does everything come.
import { encode, limits, SupError, type UpFrame, version } from '@sup/protocol';
import type { Clock } from '../clock.ts';
import type { Caller } from '../services/caller.ts';
import type { Presence } from '../services/presence/presence.ts';
import { mustAllowSocket } from './bot-access.ts';
import type { Connection } from './connection.ts';
import type { FanOut } from './fan-out.ts';
import type { GatewayParts, Services } from './gateway-parts.ts';

export interface GreetingParts
  extends Pick<Services, 'auth' | 'users' | 'ownStream' | 'presence'>,
    Pick<GatewayParts, 'epoch'> {
  readonly fanOut: FanOut;
  readonly clock: Clock;
}

export class Greeting {
  readonly #parts: GreetingParts;
  /** Connections that are someone's, with their end of presence. */
  readonly #present = new Map<Connection, { by: Caller; presence: ReturnType<Presence['arrive']> }>();

  constructor(parts: GreetingParts) {
    this.#parts = parts;
  }

  /** Answers a hello; throws SupError where it is refused. */
  async greet(connection: Connection, hello: UpFrame<'hello'>): Promise<void> {
    if (hello.version !== version) throw new SupError('version-unsupported');
    const { auth, users, ownStream, fanOut } = this.#parts;
    const by = await auth.greet(hello.token);
    if (by.scope) mustAllowSocket(by.scope);
    // Followed first and read second: what happens in between is in the answer or comes after it, never neither.
    const person = await fanOut.arrive(by);
    try {
      const [self, rev] = await Promise.all([users.me(by), ownStream.rev(by.user)]);
      // A session that has ended meanwhile: its sockets were cut before this one stood among them (R18).
      if (person.ended.includes(by.session)) throw new SupError('session-ended');
      if (!connection.isGreeting) return fanOut.giveUp(person);
      const heads = fanOut.enter(person, connection);
      this.#present.set(connection, { by, presence: this.#parts.presence.arrive(by.user) });
      connection.becomeReady(by, this.#welcome({ by, self, rev, heads: behind(heads, hello.heads) }));
    } catch (error) {
      fanOut.giveUp(person);
      throw error;
    }
  }

  setPresence(connection: Connection, status: 'online' | 'away'): void {
    this.#present.get(connection)?.presence.set(status);
  }

  leave(connection: Connection): void {
    const here = this.#present.get(connection);
    if (!here) return;
    this.#present.delete(connection);
    this.#parts.fanOut.leave(here.by, connection);
    here.presence.leave();
  }

  #welcome(told: {
    by: Caller;
    self: Awaited<ReturnType<Services['users']['me']>>;
    rev: number;
    heads: Record<string, number>;
  }): string {
    const { auth, epoch, clock } = this.#parts;
    return encode({
      type: 'welcome',
      version,
      self: told.self,
      session: told.by.session,
      epoch,
      serverTime: Math.floor(clock.now()),
      heartbeatMs: limits.heartbeatMs,
      resume: auth.resumeToken(told.by),
      rev: told.rev,
      heads: told.heads,
      limits,
    });
  }
}

/** Heads that are ahead of what is known, or not known at all (R12). */
function behind(
  heads: Record<string, number>,
  known: Readonly<Record<string, number>>,
): Record<string, number> {
  return Object.fromEntries(Object.entries(heads).filter(([room, head]) => head > (known[room] ?? -1)));
}
