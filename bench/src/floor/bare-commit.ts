// The floor of a durable send: what one commit costs here, with nothing around it, on the same disk as Sup's data and
// with the same runtime; one after the other, and in groups.
import { cpuTimes, microsBetween } from '../measure/cpu.ts';
import { quantile } from '../measure/spread.ts';
import { BareLog } from './bare-log.ts';

const [, , folder = '.', count = '1000'] = process.argv;
const commits = Number(count);
const warmUp = 100;

const log = new BareLog(folder);

/** Milliseconds of each of so many transactions with `rows` rows. */
function commitMs(times: number, rows: number): number[] {
  return Array.from({ length: times }, () => log.commitMs(rows));
}

commitMs(warmUp, 1);
const before = cpuTimes(process.pid);
const single = commitMs(commits, 1);
const singleMicros = microsBetween(before, cpuTimes(process.pid)) / commits;
const grouped = commitMs(commits / 10, 64);
log.close();
process.stdout.write(
  JSON.stringify({
    commitMs: quantile(single, 0.5),
    commitP99Ms: quantile(single, 0.99),
    microsPerCommit: singleMicros,
    groupOf64Ms: quantile(grouped, 0.5),
    loadMicrosPerDelivery: 1,
  }),
);
