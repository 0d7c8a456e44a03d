import { expect, test } from 'vitest';
import { FakeClock } from './fake-clock.ts';

const never = new AbortController().signal;

test('time stands still until it is advanced', async () => {
  const clock = new FakeClock();
  const before = clock.now();
  await new Promise((resolve) => setImmediate(resolve));
  expect(clock.now()).toBe(before);
  await clock.advance(1_500);
  expect(clock.now()).toBe(before + 1_500);
  expect(clock.monotonic()).toBe(1_500);
});

test('alarms ring in order of their due time, and each sees exactly that time', async () => {
  const clock = new FakeClock();
  const rung: string[] = [];
  clock.after(30, () => rung.push(`late ${clock.monotonic()}`));
  clock.after(10, () => rung.push(`early ${clock.monotonic()}`));
  clock.after(10, () => rung.push(`same time, set later ${clock.monotonic()}`));
  await clock.advance(100);
  expect(rung).toEqual(['early 10', 'same time, set later 10', 'late 30']);
});

test('an alarm set while another rings still rings within the same advance', async () => {
  const clock = new FakeClock();
  const rung: number[] = [];
  clock.after(10, () => clock.after(5, () => rung.push(clock.monotonic())));
  await clock.advance(15);
  expect(rung).toEqual([15]);
});

test('every repeats until it is stopped, also from inside its own task', async () => {
  const clock = new FakeClock();
  const at: number[] = [];
  const beat = clock.every(10, () => {
    at.push(clock.monotonic());
    if (at.length === 3) beat.stop();
  });
  await clock.advance(1_000);
  expect(at).toEqual([10, 20, 30]);
  expect(clock.pending).toBe(0);
});

test('a stopped alarm never rings', async () => {
  const clock = new FakeClock();
  const alarm = clock.after(10, () => expect.unreachable());
  alarm.stop();
  alarm.stop();
  await clock.advance(20);
});

test('what a sleeper does after waking is done before the next alarm rings', async () => {
  const clock = new FakeClock();
  const seen: string[] = [];
  const sleeper = (async () => {
    await clock.sleep(10, never);
    await Promise.resolve();
    await Promise.resolve();
    seen.push(`woke ${clock.monotonic()}`);
    await clock.sleep(5, never);
    seen.push(`woke again ${clock.monotonic()}`);
  })();
  clock.after(20, () => seen.push('alarm'));
  await clock.advance(30);
  await sleeper;
  expect(seen).toEqual(['woke 10', 'woke again 15', 'alarm']);
});

test('sleep rejects with the reason of its signal and leaves no alarm behind', async () => {
  const clock = new FakeClock();
  const stop = new AbortController();
  const sleeper = clock.sleep(10, stop.signal);
  stop.abort('told to stop');
  await expect(sleeper).rejects.toBe('told to stop');
  await expect(clock.sleep(10, stop.signal)).rejects.toBe('told to stop');
  expect(clock.pending).toBe(0);
});

test('a jump of the wall clock moves no timer', async () => {
  const clock = new FakeClock({ startAt: 1_000_000 });
  let rung = 0;
  clock.after(10, () => {
    rung += 1;
  });
  clock.jump(3_600_000);
  expect(clock.now()).toBe(4_600_000);
  await clock.advance(0);
  expect(rung).toBe(0);
  clock.jump(-7_200_000);
  await clock.advance(10);
  expect(rung).toBe(1);
});

test('randomness repeats for a seed, differs between seeds, and is spread over all bytes', () => {
  const bytes = (seed: number) => [...new FakeClock({ seed }).random(4_096)];
  expect(bytes(7)).toEqual(bytes(7));
  expect(bytes(7)).not.toEqual(bytes(8));
  expect(new Set(bytes(7)).size).toBe(256);
});
