import type { Clock } from '../clock.ts';
import { createLog, type LogOptions } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { Telemetry } from './telemetry.ts';

export { createLog, type Log } from './log.ts';
export type { Metrics } from './metrics.ts';
export type { Telemetry, TreeFacts } from './telemetry.ts';

/** Opens the log and a metrics registry of their own; the whole program shares one, each test makes its own. */
export function createTelemetry(options: LogOptions & { clock: Clock }): {
  telemetry: Telemetry;
  metrics: Metrics;
} {
  const { metrics, events } = createMetrics(options.clock);
  return { telemetry: { log: createLog(options), ...events }, metrics };
}
