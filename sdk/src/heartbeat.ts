import { limits } from '@sup/protocol/wire';
import type { Clock, Stoppable } from './platform.ts';

interface HeartbeatParts {
  readonly clock: Clock;
  readonly periodMs: number;
  beat(): void;
  /** The other side is gone. */
  silent(): void;
}

const probeTimeoutMs = 5_000;

/** Pings while a connection is ready and tells when nothing was heard for too long (R16). */
export class Heartbeat implements Stoppable {
  readonly #parts: HeartbeatParts;
  #heardAt: number;
  #alarm: Stoppable | undefined;
  #probe: Stoppable | undefined;

  constructor(parts: HeartbeatParts) {
    this.#parts = parts;
    this.#heardAt = parts.clock.monotonic();
    this.#wait();
  }

  heard(): void {
    this.#heardAt = this.#parts.clock.monotonic();
    this.#probe?.stop();
    this.#probe = undefined;
  }

  /** Asks for a sign of life at once, as after sleep: what then hears nothing for 5 s is silent. */
  probe(): void {
    if (this.#probe) return;
    this.#probe = this.#parts.clock.after(probeTimeoutMs, () => this.#parts.silent());
    this.#parts.beat();
  }

  stop(): void {
    this.#alarm?.stop();
    this.#probe?.stop();
  }

  #wait(): void {
    const { clock, periodMs } = this.#parts;
    const untilSilent = this.#heardAt + limits.silenceMs - clock.monotonic();
    this.#alarm = clock.after(Math.max(0, Math.min(periodMs, untilSilent)), () => this.#tick());
  }

  #tick(): void {
    const { clock, beat, silent } = this.#parts;
    if (clock.monotonic() - this.#heardAt >= limits.silenceMs) {
      silent();
      return;
    }
    beat();
    this.#wait();
  }
}
