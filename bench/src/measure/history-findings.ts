import type { HistoryResult } from '../load/jobs.ts';
import type { StorePage } from '../server/store-page.ts';
import type { Measured } from './alternate.ts';
import type { Findings } from './report.ts';
import { spread } from './spread.ts';

const musts = [
  { figure: 'pageP99Ms', atMost: 2 },
  { figure: 'newestPageP99Ms', atMost: 2 },
];

/** Makes the figures of the scenario. */
export function historyFindings(
  messages: number,
  { pairs, voidRuns }: Measured<HistoryResult, StorePage>,
): Findings {
  const sup = (figure: (run: HistoryResult) => number) => spread(pairs.map((pair) => figure(pair.sup)));
  const floor = (figure: (run: StorePage) => number) => spread(pairs.map((pair) => figure(pair.floor)));
  return {
    name: 'history',
    runs: pairs.length,
    voidRuns,
    figures: {
      pageP99Ms: sup(({ pageP99Ms }) => pageP99Ms),
      pageP50Ms: sup(({ pageP50Ms }) => pageP50Ms),
      newestPageP99Ms: sup(({ newestPageP99Ms }) => newestPageP99Ms),
      cpuMicrosPerPage: sup(({ serverMicrosPerPage }) => serverMicrosPerPage),
      storePageP99Ms: floor(({ pageP99Ms }) => pageP99Ms),
      storePageP50Ms: floor(({ pageP50Ms }) => pageP50Ms),
      storeMicrosPerPage: floor(({ microsPerPage }) => microsPerPage),
    },
    exact: { messages },
    musts,
  };
}
