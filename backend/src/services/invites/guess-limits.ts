// Limits on guessing spoken codes (R120), in memory of this process. Every try is counted before the code is looked up,
// and handed back if there is such a code: whoever types what they were told is not kept out.
import { SupError } from '@sup/protocol';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { addressKey } from '../address-key.ts';

const windowSeconds = 15 * 60;
/** Of one address; and of all together: at this rate one of a thousand codes is guessed in a century. */
const ofAddress = { points: 10, duration: windowSeconds };
const ofAll = { points: 300, duration: windowSeconds };

export class GuessLimits {
  readonly #telemetry: Pick<Telemetry, 'rateLimitReached'>;
  readonly #isOn: boolean;
  readonly #address = new RateLimiterMemory(ofAddress);
  readonly #all = new RateLimiterMemory(ofAll);

  constructor(telemetry: Pick<Telemetry, 'rateLimitReached'>, isOn: boolean) {
    this.#telemetry = telemetry;
    this.#isOn = isOn;
  }

  /** Counts a try; throws rate-limited. What holds for everyone comes first and makes no counter when it refuses. */
  async count(address: string): Promise<void> {
    if (!this.#isOn) return;
    try {
      await this.#all.consume('all');
      await this.#address.consume(addressKey(address));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      this.#telemetry.rateLimitReached('invite_guess');
      throw new SupError('rate-limited', { retryAfterMs: Math.max(1, Math.ceil(refusal.msBeforeNext)) });
    }
  }

  /** There was such a code: the try does not count. */
  async wasRight(address: string): Promise<void> {
    if (!this.#isOn) return;
    await this.#all.reward('all');
    await this.#address.reward(addressKey(address));
  }
}
