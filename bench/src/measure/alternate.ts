import { type Loaded, type Pair, steadyPairs } from './steady.ts';

/** One thing to measure: Sup, then its floor under the same conditions. */
export interface Point<Sup extends Loaded, Floor extends Loaded> {
  readonly name: string;
  sup(): Promise<Sup>;
  /** Is told what the run of Sup was like, so that it can do the same. */
  floor(sup: Sup): Promise<Floor>;
}

export interface Measured<Sup extends Loaded, Floor extends Loaded> {
  readonly pairs: readonly Pair<Sup, Floor>[];
  /** Runs that were thrown away because the load generator drifted. */
  readonly voidRuns: number;
}

interface AlternateOptions {
  readonly runs: number;
  say(line: string): void;
}

/** A point gets at most this many times the runs asked for, to replace void ones. */
const triesPerRun = 2;

/** Measures all points in turn, Sup and floor alternating, until each has enough runs in which the load was steady. */
export async function alternate<Sup extends Loaded, Floor extends Loaded>(
  points: readonly Point<Sup, Floor>[],
  { runs, say }: AlternateOptions,
): Promise<Measured<Sup, Floor>[]> {
  const taken = points.map((): Pair<Sup, Floor>[] => []);
  for (let round = 1; round <= runs * triesPerRun; round += 1) {
    const lacking = points.map((_, index) => round <= runs || steadyPairs(taken[index] ?? []).length < runs);
    if (!lacking.includes(true)) break;
    for (const [index, point] of points.entries()) {
      if (!lacking[index]) continue;
      const sup = await point.sup();
      const floor = await point.floor(sup);
      taken[index]?.push({ sup, floor });
      say(`run ${round} ${point.name}: ${inWords(sup)} | floor ${inWords(floor)}`);
    }
  }
  return taken.map((all, index) => {
    const pairs = steadyPairs(all);
    const voidRuns = all.length - pairs.length;
    if (voidRuns > 0) say(`${points[index]?.name}: ${voidRuns} runs are void, the load generator drifted`);
    return { pairs, voidRuns };
  });
}

function inWords(run: object): string {
  return Object.entries(run)
    .filter((entry): entry is [string, number] => typeof entry[1] === 'number')
    .map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`)
    .join(', ');
}
