import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Wheel } from './wheel.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('ticks that came late are made up for, each once and in order', () => {
  const ticks: number[] = [];
  const wheel = new Wheel(10, (tick) => ticks.push(tick));
  wheel.start();
  vi.advanceTimersByTime(20);
  expect(ticks).toEqual([1, 2]);
  // The process did not run for a while: the clock went on, the timer did not.
  const late = performance.now() + 35;
  vi.spyOn(performance, 'now').mockReturnValue(late);
  vi.advanceTimersToNextTimer();
  expect(ticks).toEqual([1, 2, 3, 4, 5]);
  wheel.stop();
  expect(vi.getTimerCount()).toBe(0);
});

test('it is started once', () => {
  const ticks: number[] = [];
  const wheel = new Wheel(10, (tick) => ticks.push(tick));
  wheel.start();
  wheel.start();
  vi.advanceTimersByTime(30);
  expect(ticks).toEqual([1, 2, 3]);
  wheel.stop();
});
