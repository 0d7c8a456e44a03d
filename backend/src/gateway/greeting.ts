// From hello to welcome: who is it, what are they behind on, and from which moment on does everything come.
import { encode, limits, SupError, type UpFrame, version } from '@sup/protocol';
import type { Clock } from '../clock.ts';
import type { Caller } from '../services/caller.ts';
import { mustAllowSocket } from './bot-access.ts';
import type { Connection, Standing } from './connection.ts';
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

  constructor(parts: GreetingParts) {
    this.#parts = parts;
  }

  /** Answers a hello; throws SupError where it is refused. */
  async greet(connection: Connection, hello: UpFrame<'hello'>): Promise<void> {
    if (hello.version !== version) throw new SupError('version-unsupported');
    const { auth, users, ownStream, presence, fanOut } = this.#parts;
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
      const standing = { by, presence: presence.arrive(by.user) };
      connection.becomeReady(standing, this.#welcome({ by, self, rev, heads: behind(heads, hello.heads) }));
    } catch (error) {
      fanOut.giveUp(person);
      throw error;
    }
  }

  /** A connection that was someone's is not any more. */
  leave(connection: Connection, { by, presence }: Standing): void {
    this.#parts.fanOut.leave(by, connection);
    presence.leave();
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
