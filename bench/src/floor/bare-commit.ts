// The floor of a durable send: what one commit costs here, with nothing around it. One small row, WAL, fsync before the
// commit returns, on the same disk as Sup's data and with the same runtime.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { cpuTimes, microsBetween } from '../measure/cpu.ts';
import { quantile } from '../measure/spread.ts';

const [, , folder = '.', count = '1000'] = process.argv;
const commits = Number(count);
const warmUp = 100;
const row = 'x'.repeat(300);

const db = new DatabaseSync(join(folder, 'bare-commit.db'));
db.exec('pragma journal_mode = wal; pragma synchronous = full; pragma wal_autocheckpoint = 0;');
db.exec('create table if not exists log (seq integer primary key, body text not null)');
const insert = db.prepare('insert into log (body) values (?)');

/** Milliseconds of each of so many transactions with `rows` rows. */
function commitMs(times: number, rows: number): number[] {
  return Array.from({ length: times }, () => {
    const startedAt = performance.now();
    db.exec('begin immediate');
    for (let written = 0; written < rows; written += 1) insert.run(row);
    db.exec('commit');
    return performance.now() - startedAt;
  });
}

commitMs(warmUp, 1);
const before = cpuTimes(process.pid);
const single = commitMs(commits, 1);
const singleMicros = microsBetween(before, cpuTimes(process.pid)) / commits;
const grouped = commitMs(commits / 10, 64);
db.close();
process.stdout.write(
  JSON.stringify({
    commitMs: quantile(single, 0.5),
    commitP99Ms: quantile(single, 0.99),
    microsPerCommit: singleMicros,
    groupOf64Ms: quantile(grouped, 0.5),
    loadMicrosPerDelivery: 1,
  }),
);
