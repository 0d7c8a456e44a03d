import type { Log, Telemetry } from '../../telemetry/index.ts';

/** What the store says of itself. */
export type StoreTelemetry = Pick<
  Telemetry,
  'committed' | 'messageStored' | 'writeRefused' | 'queueLimitReached'
> & { readonly log: Log };
