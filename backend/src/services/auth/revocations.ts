import type { SessionId } from '@sup/protocol';
import type { Clock } from '../../clock.ts';
import { resumeTokenMs } from './resume-token.ts';
import type { EndedSession, SessionStore } from './session-store.ts';

/** A socket may outlive its session by a second, and be told a resume token in it. */
const slackMs = 10_000;

/** The sessions that have ended while tokens of theirs are still good; in memory, so that a token is judged without the database. */
export class Revocations {
  readonly #clock: Clock;
  readonly #until = new Map<SessionId, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Reads what ended before this start. */
  async load(sessions: Pick<SessionStore, 'endedSince'>): Promise<void> {
    const now = this.#clock.now();
    const ended = await sessions.endedSince({
      endedAfter: now - resumeTokenMs - slackMs,
      accessAfter: now,
    });
    for (const one of ended) this.add(one);
  }

  add({ session, accessUntil }: EndedSession): void {
    const resumeUntil = this.#clock.now() + resumeTokenMs + slackMs;
    this.#until.set(session, Math.max(accessUntil, resumeUntil));
  }

  has(session: SessionId): boolean {
    return this.#until.has(session);
  }

  /** Forgets those whose tokens have all expired. */
  prune(): void {
    const now = this.#clock.now();
    for (const [session, until] of this.#until) if (until <= now) this.#until.delete(session);
  }
}
