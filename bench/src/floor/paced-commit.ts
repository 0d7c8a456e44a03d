// The disk's share of a paced scenario: a bare commit now and then, as often as messages are sent there, so that an
// fsync on which the machine itself stalls is not taken for Sup's.
import { paced } from '../load/pace.ts';
import { BareLog } from './bare-log.ts';

const [, , folder = '.', count = '100', intervalMs = '50'] = process.argv;
const warmUp = 20;

const log = new BareLog(folder);
for (let commit = 0; commit < warmUp; commit += 1) log.commitMs();
const commitMs: number[] = [];
await paced({ count: Number(count), intervalMs: Number(intervalMs) }, () => {
  commitMs.push(log.commitMs());
});
log.close();
process.stdout.write(JSON.stringify(commitMs));
