import { parseArgs } from 'node:util';
import type { Runtime } from '../server/runtime.ts';

export interface BenchArguments {
  /** Where the report goes as JSON; nowhere else but the terminal when absent. */
  readonly jsonPath: string | undefined;
  readonly runtime: Runtime;
  /** Alternating runs wanted. */
  readonly runs: number;
  /** A quick look while developing: its figures are no result. */
  readonly isShort: boolean;
  /** The commit to compare with, in `against`. */
  readonly rev: string | undefined;
}

/** The fewest runs that make a result. */
export const runsMin = 5;

/** Reads the command line of a scenario; throws a sentence about what is wrong with it. */
export function readArguments(args: readonly string[]): BenchArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      json: { type: 'string' },
      runtime: { type: 'string', default: 'bun' },
      runs: { type: 'string' },
      short: { type: 'boolean', default: false },
      rev: { type: 'string' },
    },
  });
  const { runtime } = values;
  if (runtime !== 'bun' && runtime !== 'node') throw new Error(`--runtime is bun or node, not ${runtime}`);
  const runs = Number(values.runs ?? (values.short ? 1 : runsMin));
  if (!Number.isInteger(runs) || runs < 1) throw new Error(`--runs is a whole number, not ${values.runs}`);
  return { jsonPath: values.json, runtime, runs, isShort: values.short, rev: values.rev };
}
