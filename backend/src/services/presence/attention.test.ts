import type { UserId } from '@sup/protocol';
import { expect, test } from 'vitest';
import { Attention } from './attention.ts';

const [ann, bob, cid] = ['ann', 'bob', 'cid'] as UserId[] as [UserId, UserId, UserId];

test('who looks is known to look since they began, and not to have looked before', () => {
  const attention = new Attention(10, 100);
  attention.note(ann, true, 200);
  attention.note(ann, true, 250);
  expect([99, 100, 199, 200, 260].map((at) => attention.at(ann, at))).toEqual([
    undefined,
    false,
    false,
    true,
    true,
  ]);
});

test('the last four looks and the time between them are known; what was before is forgotten', () => {
  const attention = new Attention(10, 0);
  for (let from = 10; from <= 70; from += 20) {
    attention.note(ann, true, from);
    attention.note(ann, false, from + 10);
  }
  const moments = [5, 10, 19, 20, 29, 75, 80, 99];
  expect(moments.map((at) => attention.at(ann, at))).toEqual([
    false,
    true,
    true,
    false,
    false,
    true,
    false,
    false,
  ]);
  attention.note(ann, true, 90);
  expect([19, 20, 35, 90].map((at) => attention.at(ann, at))).toEqual([undefined, false, true, true]);
});

test('who never looked has not looked since this began', () => {
  const attention = new Attention(10, 100);
  attention.note(bob, false, 150);
  expect([attention.at(bob, 99), attention.at(bob, 200)]).toEqual([undefined, false]);
});

test('I5: at its limit it forgets who has gone first, never who looks, and says from then on that it does not know', () => {
  const attention = new Attention(2, 0);
  attention.note(ann, true, 10);
  attention.note(bob, true, 20);
  attention.note(bob, false, 30);
  attention.note(cid, true, 40);
  expect(attention.at(bob, 25)).toBeUndefined();
  expect(attention.at(bob, 41)).toBe(false);
  expect([attention.at(ann, 50), attention.at(cid, 50)]).toEqual([true, true]);
});
