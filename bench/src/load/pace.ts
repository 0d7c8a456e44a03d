import { setTimeout as sleep } from 'node:timers/promises';

/** Calls `act` for 0, 1, 2 … `count - 1`, one every `intervalMs`; what came late is caught up, so that the rate holds. */
export async function paced(
  { count, intervalMs }: { count: number; intervalMs: number },
  act: (index: number) => void,
): Promise<void> {
  const startedAt = performance.now();
  for (let index = 0; index < count; index += 1) {
    const untilDue = startedAt + index * intervalMs - performance.now();
    if (untilDue > 0) await sleep(untilDue);
    act(index);
  }
}

/** Waits until `isTrue`, at most `timeoutMs`; looks every few ms and answers whether it came true. */
export async function until(isTrue: () => boolean, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (!isTrue()) {
    if (performance.now() > deadline) return false;
    await sleep(5);
  }
  return true;
}
