import { FakeClock } from '@sup/testkit/fake-clock';
import { expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { createTelemetry } from '../telemetry/index.ts';
import { createDueRunner, type DueWork } from './due-runner.ts';

const { telemetry } = createTelemetry({ clock: systemClock, level: 'silent', part: 'test' });

/** A work whose rows are moments, and which notes when it did each. */
function works(clock: FakeClock, rows: number[]) {
  const done: number[] = [];
  let reads = 0;
  let failures = 0;
  const work: DueWork = {
    name: 'a test',
    async next() {
      reads += 1;
      return rows.length === 0 ? undefined : Math.min(...rows);
    },
    async run(now) {
      if (failures > 0) {
        failures -= 1;
        throw new Error('not now');
      }
      for (const at of rows.filter((row) => row <= now)) {
        rows.splice(rows.indexOf(at), 1);
        done.push(clock.now());
      }
    },
  };
  return { work, done, reads: () => reads, fail: (times: number) => (failures = times) };
}

const settle = async () => {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

async function advance(clock: FakeClock, ms: number): Promise<void> {
  await clock.advance(ms);
  await settle();
}

test('R146: what is due is done when it is due and not before; the store is not read while nothing is', async () => {
  const clock = new FakeClock();
  const start = clock.now();
  const { work, done, reads } = works(clock, [start - 5_000, start + 600_000]);
  const runner = createDueRunner({ clock, telemetry, works: [work] });
  await advance(clock, 0);
  expect(done).toEqual([start]);
  const before = reads();
  await advance(clock, 599_000);
  expect([done.length, reads()]).toEqual([1, before]);
  await advance(clock, 1_000);
  expect(done).toEqual([start, start + 600_000]);
  await runner.drain();
});

test('R146: what is added wakes the runner only if it is due before everything else', async () => {
  const clock = new FakeClock();
  const start = clock.now();
  const rows = [start + 600_000];
  const { work, done } = works(clock, rows);
  const runner = createDueRunner({ clock, telemetry, works: [work] });
  await advance(clock, 0);
  rows.push(start + 10_000);
  runner.wake(start + 10_000);
  runner.wake(start + 700_000);
  await advance(clock, 10_000);
  expect(done).toEqual([start + 10_000]);
  await advance(clock, 590_000);
  expect(done).toHaveLength(2);
  await runner.drain();
});

test('R146: a work that fails is tried again, and others go on meanwhile', async () => {
  const clock = new FakeClock();
  const start = clock.now();
  const [one, other] = [works(clock, [start]), works(clock, [start])];
  one.fail(2);
  const runner = createDueRunner({ clock, telemetry, works: [one.work, other.work] });
  await advance(clock, 0);
  expect([one.done, other.done]).toEqual([[], [start]]);
  await advance(clock, 5_000);
  await advance(clock, 5_000);
  expect(one.done).toEqual([start + 10_000]);
  await runner.drain();
});

test('a runner that was drained finishes its round and begins no other', async () => {
  const clock = new FakeClock();
  const rows = [clock.now()];
  const { work, done } = works(clock, rows);
  const runner = createDueRunner({ clock, telemetry, works: [work] });
  const advancing = clock.advance(0);
  await runner.drain();
  await advancing;
  rows.push(clock.now());
  runner.wake(clock.now());
  await advance(clock, 60_000);
  expect(done.length).toBeLessThanOrEqual(1);
});
