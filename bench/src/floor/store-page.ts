// The floor of a history page: the same rows read straight from Sup's own file, with the same runtime and nothing around
// it: no rights, no shape, no socket. Write-ahead logging lets this process read while Sup is running.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { cpuTimes, microsBetween } from '../measure/cpu.ts';
import { quantile } from '../measure/spread.ts';

const [, , folder = '.', room = '', reads = '1000'] = process.argv;
const pageMessages = 50;
const warmUpReads = 100;

const db = new DatabaseSync(join(folder, 'sup.db'), { readOnly: true });
const { no, head } = db.prepare('select no, head from rooms where id = ?').get(room) ?? {};
if (typeof no !== 'number' || typeof head !== 'number') throw new Error(`there is no room ${room}`);
const page = db.prepare(
  `select * from log where room = ? and lane = 0 and seq < ? order by seq desc limit ${pageMessages}`,
);

/** Milliseconds of one read somewhere in the room. */
function readMs(): number {
  const before = pageMessages + 1 + Math.floor(Math.random() * (Number(head) - pageMessages));
  const startedAt = performance.now();
  const rows = page.all(Number(no), before);
  const ms = performance.now() - startedAt;
  if (rows.length !== pageMessages) throw new Error(`${rows.length} rows before ${before}`);
  return ms;
}

for (let count = 0; count < warmUpReads; count += 1) readMs();
const before = cpuTimes(process.pid);
const times = Array.from({ length: Number(reads) }, readMs);
process.stdout.write(
  JSON.stringify({
    pageP50Ms: quantile(times, 0.5),
    pageP99Ms: quantile(times, 0.99),
    microsPerPage: microsBetween(before, cpuTimes(process.pid)) / times.length,
    loadMicrosPerDelivery: 1,
  }),
);
