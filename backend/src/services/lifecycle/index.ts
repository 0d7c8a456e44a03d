import type { LifecycleParts } from './lifecycle-parts.ts';
import { sweepDue, sweepRetention } from './sweep.ts';

export type { ExpiryStore } from './expiry-store.ts';

/** Within this time a message that is to disappear is gone from the server; clients drop it at the moment itself. */
const dueEveryMs = 1_000;
const retentionEveryMs = 60_000;

export interface Lifecycle {
  /** Stops, once what is under way has ended. */
  drain(): Promise<void>;
}

/**
 * Ends messages when their time is over. What fails is told and tried again with the next beat; what a crash cut off is
 * found due again at the start.
 */
export function createLifecycle(parts: LifecycleParts): Lifecycle {
  const end = new AbortController();
  const due = sweeper('messages whose time is over', () => sweepDue(parts, end.signal));
  const retention = sweeper('messages of rooms that keep them for a while', () =>
    sweepRetention(parts, end.signal),
  );
  const beats = [
    parts.clock.every(dueEveryMs, due.beat),
    parts.clock.every(retentionEveryMs, retention.beat),
  ];
  due.beat();
  retention.beat();
  return {
    async drain() {
      for (const beat of beats) beat.stop();
      end.abort();
      await Promise.all([due.settled(), retention.settled()]);
    },
  };

  /** Sweeps again with each beat, never twice at the same moment. */
  function sweeper(what: string, sweep: () => Promise<void>) {
    let running: Promise<void> | undefined;
    const run = async (): Promise<void> => {
      try {
        await sweep();
      } catch (error) {
        parts.telemetry.log.warn('A sweep failed; it is tried again.', { what, error });
      }
      running = undefined;
    };
    return {
      beat: () => {
        running ??= run();
      },
      settled: async () => await running,
    };
  }
}
