import { systemClock } from '../../clock.ts';
import { createLog } from '../../telemetry/index.ts';
import { supervise } from '../supervise.ts';

/* A supervisor for process-tree.test.ts: runs the tree it is given as JSON, exactly as main.ts runs Sup's. */

const log = createLog({ level: 'debug', clock: systemClock, part: 'supervisor' });
process.exitCode = await supervise({ root: JSON.parse(process.argv[2] ?? ''), clock: systemClock, log });
