import type { Measured } from './alternate.ts';
import type { Findings } from './report.ts';
import { spread } from './spread.ts';

/** One visit of a browser with an empty cache. */
export interface WebRun {
  readonly firstMessageMs: number;
  readonly scriptBytes: number;
  readonly gzipBytes: number;
  readonly missedFrames: number;
  readonly loadMicrosPerDelivery: number;
}

const musts = [
  { figure: 'jsGzKb', atMost: 600 },
  { figure: 'firstMessageMs', atMost: 2_000 },
];

/** Makes the figures of the scenario. */
export function webFindings({ pairs, voidRuns }: Measured<WebRun, WebRun>): Findings {
  const sup = (figure: (run: WebRun) => number) => spread(pairs.map((pair) => figure(pair.sup)));
  const floor = (figure: (run: WebRun) => number) => spread(pairs.map((pair) => figure(pair.floor)));
  return {
    name: 'web',
    runs: pairs.length,
    voidRuns,
    figures: {
      jsGzKb: sup(({ gzipBytes }) => gzipBytes / 1_024),
      jsTransferredKb: sup(({ scriptBytes }) => scriptBytes / 1_024),
      firstMessageMs: sup(({ firstMessageMs }) => firstMessageMs),
      floorFirstMessageMs: floor(({ firstMessageMs }) => firstMessageMs),
      missedFrames: sup(({ missedFrames }) => missedFrames),
      floorMissedFrames: floor(({ missedFrames }) => missedFrames),
    },
    musts,
  };
}
