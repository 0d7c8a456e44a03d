import type { Sight, Stay } from '@sup/protocol';
import { limits, rangesOf } from '@sup/protocol/wire';

/** Where counting stops: stands for "more than limits.unreadExactMax". */
export const countMax = limits.unreadExactMax + 1;

/** Adds up the column `count` over what a sight shows after `marker`, until countMax. */
export function countIn(
  sight: Sight,
  marker: number,
  count: (range: Stay) => Record<string, unknown> | undefined,
): number {
  let sum = 0;
  for (const { from, to } of rangesOf(sight))
    if (to > marker && sum < countMax)
      sum += Number(count({ from: Math.max(from, marker + 1), to })?.count ?? 0);
  return Math.min(sum, countMax);
}
