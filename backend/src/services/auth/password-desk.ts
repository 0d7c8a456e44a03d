import { SupError } from '@sup/protocol';
import type { Clock } from '../../clock.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { hashPassword, phcString, tagBytes, verifyPassword } from './password-hash.ts';

const saltBytes = 16;
/** What one hash takes, roughly: only to tell those who are refused when to come back. */
const hashMs = 50;

export interface PasswordDeskParts {
  readonly clock: Clock;
  readonly telemetry: Pick<Telemetry, 'queueLimitReached'>;
  /** Hashes that run at once: each keeps a core busy. */
  readonly atOnceMax: number;
  /** Hashes that may wait for their turn. */
  readonly waitingMax: number;
}

/** Hashes and checks passwords, a few at a time, so that a crowd at the door does not take the cores from those inside. */
export class PasswordDesk {
  readonly #parts: PasswordDeskParts;
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #nobodys: string;

  constructor(parts: PasswordDeskParts) {
    this.#parts = parts;
    this.#nobodys = phcString(parts.clock.random(saltBytes), parts.clock.random(tagBytes));
  }

  /** A PHC string of a new password. Throws overloaded. */
  hash(password: string): Promise<string> {
    return this.#inTurn(() => hashPassword(password, this.#parts.clock.random(saltBytes)));
  }

  /** Whether the password is right; without an account to compare with it takes as long and is wrong (R61). Throws overloaded. */
  async matches(phc: string | undefined, password: string): Promise<boolean> {
    const equal = await this.#inTurn(() => verifyPassword(phc ?? this.#nobodys, password));
    return equal && phc !== undefined;
  }

  async #inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    if (this.#running < this.#parts.atOnceMax) this.#running += 1;
    else await this.#wait();
    try {
      return await work();
    } finally {
      // The next one takes over the place, so `running` stays as it is.
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }

  #wait(): Promise<void> {
    const { atOnceMax, waitingMax, telemetry } = this.#parts;
    if (this.#waiting.length >= waitingMax) {
      telemetry.queueLimitReached('password_hashes');
      throw new SupError('overloaded', { retryAfterMs: Math.ceil((waitingMax * hashMs) / atOnceMax) });
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
