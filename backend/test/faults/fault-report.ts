// docs/fault-report.md: what the long run of the fault tests has shown, a section a test and runtime.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { ownRuntime } from '@sup/testkit';
import { isLongRun } from '@sup/testkit/scale';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const page = `${root}docs/fault-report.md`;
const head = `# Fault report

Written by \`npm run test:long\`. Each section is one test on one runtime: what it did, with which seed, and what it saw.
A seed repeats the choices of a test; when a process is killed relative to its work is the machine's matter.
`;

/** Says what a test has shown: on the console always, in the report when the run is long. */
export function reportFault(title: string, facts: Readonly<Record<string, string | number>>): void {
  const heading = `## ${title} on ${ownRuntime === 'bun' ? 'Bun' : 'Node'}`;
  const commit = execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
  const all = {
    ...facts,
    commit,
    date: new Date().toISOString().slice(0, 16),
    cores: availableParallelism(),
    'load of the machine': (loadavg()[0] ?? 0).toFixed(1),
  };
  const lines = Object.entries(all).map(([name, value]) => `| ${name} | ${value} |`);
  const section = [heading, '', '| | |', '|---|---|', ...lines, ''].join('\n');
  process.stdout.write(`${section}\n`);
  if (!isLongRun) return;
  const before = existsSync(page) ? readFileSync(page, 'utf8') : head;
  const others = before.split(/(?=^## )/m).filter((part) => !part.startsWith(`${heading}\n`));
  writeFileSync(page, [...others.map((part) => part.trimEnd()), section.trimEnd()].join('\n\n').concat('\n'));
}

/** The middle and the largest of some durations, in words. */
export function spreadOf(milliseconds: readonly number[]): string {
  const sorted = milliseconds.toSorted((one, other) => one - other);
  return `${Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0)} ms median, ${Math.round(sorted.at(-1) ?? 0)} ms at most`;
}
