// The load generator: one job, one result on standard output. A process of its own, so that its CPU is not the server's.
import { readFileSync } from 'node:fs';
import { durableAck } from './durable-ack.ts';
import { fanOutOfFloor } from './floor-room.ts';
import { fill, history } from './history.ts';
import { idleFloor, idleSup } from './idle.ts';
import type { LoadJob } from './jobs.ts';
import { storm } from './storm.ts';
import { fanOutOfSup } from './sup-room.ts';

function run(job: LoadJob): Promise<object> {
  switch (job.scenario) {
    case 'fan-out':
      return fanOutOfSup(job);
    case 'floor-fan-out':
      return fanOutOfFloor(job);
    case 'durable-ack':
      return durableAck(job);
    case 'history':
      return history(job);
    case 'fill':
      return fill(job);
    case 'idle':
      return idleSup(job);
    case 'floor-idle':
      return idleFloor(job);
    case 'storm':
      return storm(job);
  }
}

// Bun prints an error that a socket's callback threw, and goes on: such a run has no result.
process.on('uncaughtException', (error) => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exit(1);
});

const [, , jobFile = ''] = process.argv;
const result = await run(JSON.parse(readFileSync(jobFile, 'utf8')) as LoadJob);
process.stdout.write(JSON.stringify(result));
process.exit(0);
