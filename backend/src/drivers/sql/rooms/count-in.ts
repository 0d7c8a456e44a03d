import type { Sight, Stay } from '@sup/protocol';
import { limits, rangesOf } from '@sup/protocol/wire';
import type { Steps } from './steps.ts';

/** Where counting stops: stands for "more than limits.unreadExactMax". */
export const countMax = limits.unreadExactMax + 1;

/** Adds up the column `count` over what a sight shows after `marker`, until countMax. */
export function* countIn(
  sight: Sight,
  marker: number,
  count: (range: Stay) => Steps<{ count: number } | undefined>,
): Steps<number> {
  let sum = 0;
  for (const { from, to } of rangesOf(sight))
    if (to > marker && sum < countMax)
      sum += (yield* count({ from: Math.max(from, marker + 1), to }))?.count ?? 0;
  return Math.min(sum, countMax);
}

/** Two counts of different things, until countMax. */
export function sumOf(one: number, other: number): number {
  return Math.min(one + other, countMax);
}
