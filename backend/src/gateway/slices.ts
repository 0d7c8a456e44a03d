import type { Clock } from '../clock.ts';

/** What one slice does: at some 5 µs each, about a millisecond. */
const perSlice = 200;

/**
 * Does something for each of many, a slice a turn of the event loop: acks and messages of others go between. Resolves when
 * it is done for the last.
 */
export async function inSlices<One>(
  clock: Pick<Clock, 'soon'>,
  all: Iterable<One>,
  act: (one: One) => void,
): Promise<void> {
  let left = perSlice;
  for (const one of all) {
    if (left === 0) {
      await new Promise<void>((resolve) => clock.soon(resolve));
      left = perSlice;
    }
    act(one);
    left -= 1;
  }
}
