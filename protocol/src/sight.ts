// What of a room a person may read (R36): from a seq on, and what memberships that are over showed them (decision 5).
import type { Stay } from './entry.ts';
import { limits } from './limits.ts';

/** The part of a membership that decides what its holder may read. */
export interface Sight {
  /** The first seq of this membership that they may read. */
  readonly visibleFrom: number;
  /** What their earlier memberships showed: ascending, apart from each other, all before `visibleFrom`. */
  readonly earlier: readonly Stay[];
}

/** Of who sees all of a room; most do, so that they share this one. */
export const wholeSight: Sight = { visibleFrom: 1, earlier: [] };

/** A sight that shows from `visibleFrom` on and nothing before it. */
export function sightFrom(visibleFrom: number): Sight {
  return visibleFrom === 1 ? wholeSight : { visibleFrom, earlier: [] };
}

export function sees({ visibleFrom, earlier }: Sight, seq: number): boolean {
  return seq >= visibleFrom || earlier.some(({ from, to }) => seq >= from && seq <= to);
}

/** All that a sight shows, as ranges with both ends included, ascending; the last one has no end. */
export function rangesOf({ visibleFrom, earlier }: Sight): readonly Stay[] {
  return [...earlier, { from: visibleFrom, to: Number.MAX_SAFE_INTEGER }];
}

/** The seq after which the first entry follows that a sight shows beyond `from`. */
export function nextSeen(sight: Sight, from: number): number {
  const next = rangesOf(sight).find(({ to }) => to > from);
  return Math.max(from, (next?.from ?? sight.visibleFrom) - 1);
}

/** What a membership leaves behind when it ends by the entry at `leftAt`. */
export function stays({ visibleFrom, earlier }: Sight, leftAt: number): readonly Stay[] {
  return [...earlier, { from: visibleFrom, to: leftAt }].slice(-limits.staysMax);
}

/** What of former memberships a new one that shows everything from `visibleFrom` on does not show by itself. */
export function staysBefore(former: readonly Stay[], visibleFrom: number): Stay[] {
  return former
    .filter(({ from }) => from < visibleFrom)
    .map(({ from, to }) => ({ from, to: Math.min(to, visibleFrom - 1) }));
}
