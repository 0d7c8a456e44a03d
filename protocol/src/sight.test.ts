import { limits, nextSeen, rangesOf, sees, sightFrom, stays, staysBefore } from '@sup/protocol';
import { expect, test } from 'vitest';

const returned = {
  visibleFrom: 10,
  earlier: [
    { from: 1, to: 3 },
    { from: 6, to: 7 },
  ],
};

test('R36: a sight shows its own membership and those that are over, both ends included', () => {
  const seen = Array.from({ length: 12 }, (_, at) => at + 1).filter((seq) => sees(returned, seq));
  expect(seen).toEqual([1, 2, 3, 6, 7, 10, 11, 12]);
  expect(rangesOf(returned).map(({ from }) => from)).toEqual([1, 6, 10]);
  expect(sees(sightFrom(1), 1)).toBe(true);
  expect(sees(sightFrom(4), 3)).toBe(false);
});

test('reading goes on right before the next entry that is shown', () => {
  const starts = [0, 2, 3, 5, 6, 7, 9, 20].map((from) => nextSeen(returned, from));
  expect(starts).toEqual([0, 2, 5, 5, 6, 9, 9, 20]);
});

test('what a membership leaves behind is what the next one does not show by itself', () => {
  const left = stays(returned, 14);
  expect(left.at(-1)).toEqual({ from: 10, to: 14 });
  expect(staysBefore(left, 20)).toEqual(left);
  expect(staysBefore(left, 12).at(-1)).toEqual({ from: 10, to: 11 });
  expect(staysBefore(left, 1)).toEqual([]);
});

test('of very many memberships the oldest are forgotten', () => {
  let earlier = stays(sightFrom(1), 1);
  for (let from = 3; from < 1_000; from += 3) earlier = stays({ visibleFrom: from, earlier }, from + 1);
  expect(earlier.length).toBe(limits.staysMax);
  expect(earlier.at(-1)).toEqual({ from: 999, to: 1_000 });
});
