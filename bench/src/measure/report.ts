import { writeFileSync } from 'node:fs';
import type { Runtime } from '../server/runtime.ts';
import { type BenchArguments, runsMin } from './arguments.ts';
import { describeCommit, describeMachine, type Machine } from './machine.ts';
import type { Spread } from './spread.ts';

/** A bound that a figure's median has to keep. */
export interface Must {
  readonly figure: string;
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** What a scenario found. */
export interface Findings {
  readonly name: string;
  /** Alternating runs that count. */
  readonly runs: number;
  readonly voidRuns: number;
  readonly figures: Record<string, Spread>;
  /** Numbers that are exact over all runs. */
  readonly exact?: Record<string, number>;
  readonly musts: readonly Must[];
}

interface Report extends Findings {
  readonly runtime: Runtime;
  readonly at: string;
  readonly isResult: boolean;
  readonly machine: Machine;
  readonly commit: string;
}

/** Prints the findings, writes them as JSON, and answers the exit code: 0 only for a result. */
export function publish(findings: Findings, { jsonPath, runtime, isShort }: BenchArguments): number {
  const wrong = problems(findings, isShort);
  const report: Report = {
    ...findings,
    runtime,
    at: new Date().toISOString(),
    isResult: wrong.length === 0,
    machine: describeMachine(),
    commit: describeCommit(),
  };
  if (jsonPath) writeFileSync(jsonPath, `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(`${asText(report)}\n`);
  for (const problem of wrong) process.stdout.write(`No result: ${problem}.\n`);
  return wrong.length === 0 ? 0 : 1;
}

/** Why the findings are no result; empty when they are one. */
export function problems({ runs, exact = {} }: Findings, isShort: boolean): string[] {
  const { lost = 0, duplicated = 0, unanswered = 0 } = exact;
  return [
    ...(isShort ? ['this was a quick look'] : []),
    ...(runs < runsMin ? [`${runs} alternating runs count, ${runsMin} are needed`] : []),
    ...(lost > 0 ? [`${lost} entries were lost`] : []),
    ...(duplicated > 0 ? [`${duplicated} entries came twice`] : []),
    ...(unanswered > 0 ? [`${unanswered} heartbeats were not answered`] : []),
  ];
}

/** Whether the median keeps the bound. */
export function holds({ atMost, atLeast }: Must, { median }: Spread): boolean {
  return median <= (atMost ?? Number.POSITIVE_INFINITY) && median >= (atLeast ?? Number.NEGATIVE_INFINITY);
}

function asText({
  name,
  runtime,
  commit,
  machine,
  runs,
  voidRuns,
  figures,
  exact = {},
  musts,
}: Report): string {
  const verdict = (figure: string, spread: Spread) =>
    musts
      .filter((must) => must.figure === figure)
      .map((must) => ` – must be ${boundOf(must)}: ${holds(must, spread) ? 'holds' : 'FALLS SHORT'}`)
      .join('');
  return [
    `${name} on ${runtime} ${machine.runtimes[runtime]}, commit ${commit}`,
    `${machine.cpu}, ${machine.cores} cores, ${machine.system}; ${runs} runs, ${voidRuns} void`,
    ...Object.entries(figures).map(
      ([figure, spread]) =>
        `  ${figure} ${spread.median} [${spread.min}–${spread.max}]${verdict(figure, spread)}`,
    ),
    ...Object.entries(exact).map(([figure, value]) => `  ${figure} ${value}`),
  ].join('\n');
}

function boundOf({ atMost, atLeast }: Must): string {
  return atMost === undefined ? `≥ ${atLeast}` : `≤ ${atMost}`;
}
