import { expect, test } from 'vitest';
import { systemClock } from './clock.ts';

const never = new AbortController().signal;

test('sleep waits at least as long as asked, by the monotonic clock', async () => {
  const before = systemClock.monotonic();
  await systemClock.sleep(20, never);
  // Timers may fire up to 1 ms early because they count whole milliseconds.
  expect(systemClock.monotonic() - before).toBeGreaterThanOrEqual(19);
});

test('sleep rejects with the very reason of its signal', async () => {
  const reason = new Error('the server stops');
  const stop = new AbortController();
  const sleeper = systemClock.sleep(60_000, stop.signal);
  stop.abort(reason);
  await expect(sleeper).rejects.toBe(reason);
  await expect(systemClock.sleep(60_000, stop.signal)).rejects.toBe(reason);
});

test('every repeats, after comes once, and both can be called off', async () => {
  const rung: string[] = [];
  systemClock.after(5, () => rung.push('never')).stop();
  await new Promise<void>((resolve) => {
    systemClock.after(1, () => rung.push('once'));
    const beat = systemClock.every(5, () => {
      rung.push('beat');
      if (rung.length < 4) return;
      beat.stop();
      resolve();
    });
  });
  expect(rung).toEqual(['once', 'beat', 'beat', 'beat']);
});

test('random bytes own their memory and differ each time', () => {
  const first = systemClock.random(32);
  expect(first.byteLength).toBe(32);
  expect(first.buffer.byteLength).toBe(32);
  expect(first).not.toEqual(systemClock.random(32));
});
