// Who may open a socket at all: decided before anything is read of it, so that it costs nothing to refuse.
import { subprotocol } from '@sup/protocol';
import type { Clock } from '../clock.ts';
import type { Telemetry } from '../telemetry/index.ts';
import { connectionsMax, greetingPerAddressMax, upgradeRate } from './rates.ts';
import { TokenBucket } from './token-bucket.ts';

export interface AdmissionParts {
  /** Exact origins of the pages that may connect. */
  allowedOrigins(): ReadonlySet<string>;
  readonly isLimited: boolean;
  readonly clock: Clock;
  readonly telemetry: Telemetry;
}

/** Why a socket is refused: a status and a sentence. */
export interface Refusal {
  readonly status: number;
  readonly text: string;
  readonly retryAfterSeconds?: number;
}

export class Admission {
  readonly #parts: AdmissionParts;
  readonly #upgrades: TokenBucket;
  /** Connections before their hello, by address. */
  readonly #greeting = new Map<string, number>();
  #isDraining = false;

  constructor(parts: AdmissionParts) {
    this.#parts = parts;
    this.#upgrades = new TokenBucket(upgradeRate, parts.clock.monotonic());
  }

  /** Refuses, or counts the connection as greeting until `greeted` is called. */
  admit(request: Request, address: string, connections: number): Refusal | undefined {
    const refusal = this.#judge(request, address, connections);
    if (refusal) this.#parts.telemetry.connectionRefused(refusal.reason);
    else this.#greeting.set(address, (this.#greeting.get(address) ?? 0) + 1);
    return refusal;
  }

  /** The connection has said hello, or is gone. */
  greeted(address: string): void {
    const left = (this.#greeting.get(address) ?? 1) - 1;
    if (left > 0) this.#greeting.set(address, left);
    else this.#greeting.delete(address);
  }

  /** Refuses everybody from now on. */
  drain(): void {
    this.#isDraining = true;
  }

  #judge(request: Request, address: string, connections: number): (Refusal & { reason: string }) | undefined {
    const origin = request.headers.get('origin');
    if (origin !== null && !this.#parts.allowedOrigins().has(origin))
      return { status: 403, reason: 'origin', text: 'This site may not connect here.' };
    const offered = request.headers.get('sec-websocket-protocol')?.split(',') ?? [];
    if (!offered.some((name) => name.trim() === subprotocol))
      return { status: 400, reason: 'subprotocol', text: `Ask for the subprotocol ${subprotocol}.` };
    if (this.#isDraining) return busy('draining');
    if (connections >= connectionsMax) return busy('connections');
    if (!this.#parts.isLimited) return undefined;
    if ((this.#greeting.get(address) ?? 0) >= greetingPerAddressMax) return busy('greeting');
    if (this.#upgrades.take(this.#parts.clock.monotonic()) > 0) return busy('rate');
    return undefined;
  }
}

function busy(reason: string): Refusal & { reason: string } {
  return { status: 503, reason, text: 'The server is busy.', retryAfterSeconds: 1 };
}
