import { systemClock } from '../../clock.ts';
import { connectSupervisor } from '../child.ts';

/* A child for process-tree.test.ts: says on standard output what it does, and does what its arguments tell. */

const [name = '', behaviour = 'good'] = process.argv.slice(2);
const say = (what: string): void => void process.stdout.write(`${name} ${what}\n`);

if (behaviour === 'cannot start') {
  say('says why it cannot start');
  process.exitCode = 78;
} else run();

function run(): void {
  const link = connectSupervisor({
    clock: systemClock,
    onDrain: async (reason) => {
      say(`drains because ${reason}`);
      if (behaviour === 'never drains') await new Promise(() => undefined);
    },
    onTree: (tree) => say(`hears ${JSON.stringify(tree)}`),
  });
  // Something that keeps the process alive, as a listener does.
  systemClock.every(60_000, () => undefined);
  link.ready();
  say(`runs as ${process.pid}`);
  // After a moment, so that the supervisor has heard that it is ready.
  if (behaviour === 'crashes') systemClock.after(20, () => process.kill(process.pid, 'SIGKILL'));
  if (behaviour === 'hangs') systemClock.after(20, hang);
}

// Not for ever: with its supervisor gone too, nobody would be left to end it.
function hang(): void {
  for (const until = systemClock.monotonic() + 8_000; systemClock.monotonic() < until; );
}
