/*
 * Limits on guessing (R69), in memory of this process. Three counters, and one promise: nobody can lock somebody else
 * out. A person who is under attack still gets in from an address they have signed in from before, and from any new
 * address in the first tries.
 *
 *   address            tries of one address, whomever they are about; an account that knows it is let through
 *   account + address  tries of one address about one account
 *   account            tries about one account from anywhere: when they run out, an address that the account does not
 *                      know has only a few of its own
 *   all                tries of everyone: when they run out, addresses that the account does not know wait
 *
 * Every try is counted before the password is looked at, and handed back if it was right.
 */
import { SupError } from '@sup/protocol';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { addressKey } from '../address-key.ts';

const minuteSeconds = 60;
const windowSeconds = 15 * minuteSeconds;
const limit = {
  address: { points: 60, duration: windowSeconds },
  pair: { points: 10, duration: windowSeconds },
  account: { points: 50, duration: windowSeconds },
  /** Of a new address, while the account is under attack. */
  strangers: 3,
  all: { points: 600, duration: minuteSeconds },
  registerAddress: { points: 30, duration: 60 * minuteSeconds },
  registerAll: { points: 600, duration: 10 * minuteSeconds },
  guestAddress: { points: 20, duration: 60 * minuteSeconds },
  guestAll: { points: 600, duration: 10 * minuteSeconds },
} as const;

export interface Try {
  /** What is guessed about: a folded handle or a user id, existing or not. */
  readonly account: string;
  readonly address: string;
  /** Whether the account has signed in from this address before. Asked only when it matters. */
  isKnown(): Promise<boolean>;
}

type LimitName =
  | 'sign_in_all'
  | 'sign_in_account'
  | 'sign_in_address'
  | 'sign_in_pair'
  | 'register_all'
  | 'register_address'
  | 'guest_all'
  | 'guest_address';

export class SignInLimits {
  readonly #telemetry: Pick<Telemetry, 'rateLimitReached' | 'signInTried'>;
  readonly #isOn: boolean;
  readonly #counters = {
    sign_in_all: new RateLimiterMemory(limit.all),
    sign_in_account: new RateLimiterMemory(limit.account),
    sign_in_address: new RateLimiterMemory(limit.address),
    sign_in_pair: new RateLimiterMemory(limit.pair),
    register_all: new RateLimiterMemory(limit.registerAll),
    register_address: new RateLimiterMemory(limit.registerAddress),
    guest_all: new RateLimiterMemory(limit.guestAll),
    guest_address: new RateLimiterMemory(limit.guestAddress),
  };

  constructor(telemetry: Pick<Telemetry, 'rateLimitReached' | 'signInTried'>, isOn: boolean) {
    this.#telemetry = telemetry;
    this.#isOn = isOn;
  }

  /** Counts a try about an account; throws rate-limited. */
  async tryAccount(attempt: Try): Promise<void> {
    if (!this.#isOn) return;
    const address = addressKey(attempt.address);
    const pair = `${attempt.account} ${address}`;
    // Those that hold for everyone come first, and make no counter when they refuse: so memory stays bounded in a flood.
    await this.#count('sign_in_all', 'all', () => attempt.isKnown());
    await this.#count('sign_in_account', attempt.account, async () => {
      const tried = (await this.#counters.sign_in_pair.get(pair))?.consumedPoints ?? 0;
      return tried < limit.strangers || (await attempt.isKnown());
    });
    await this.#count('sign_in_address', address, () => attempt.isKnown());
    await this.#count('sign_in_pair', pair);
  }

  /** The try was right: it and those before it from this address no longer count. */
  async succeeded({ account, address }: Pick<Try, 'account' | 'address'>): Promise<void> {
    if (!this.#isOn) return;
    const key = addressKey(address);
    await this.#counters.sign_in_account.delete(account);
    await this.#counters.sign_in_pair.delete(`${account} ${key}`);
    await this.#counters.sign_in_address.reward(key);
    await this.#counters.sign_in_all.reward('all');
  }

  /** Counts a new account; throws rate-limited. */
  async register(address: string): Promise<void> {
    if (!this.#isOn) return;
    await this.#count('register_all', 'all');
    await this.#count('register_address', addressKey(address));
  }

  /** Counts somebody who comes in by a guest link; throws rate-limited. */
  async guest(address: string): Promise<void> {
    if (!this.#isOn) return;
    await this.#count('guest_all', 'all');
    await this.#count('guest_address', addressKey(address));
  }

  async #count(
    name: LimitName,
    key: string,
    isExcused: () => Promise<boolean> = async () => false,
  ): Promise<void> {
    try {
      await this.#counters[name].consume(key);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      if (await isExcused()) return;
      this.#telemetry.rateLimitReached(name);
      if (name.startsWith('sign_in')) this.#telemetry.signInTried('limited');
      throw new SupError('rate-limited', { retryAfterMs: Math.max(1, Math.ceil(refusal.msBeforeNext)) });
    }
  }
}
