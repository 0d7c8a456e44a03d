import { expect, test } from 'vitest';
import { Ledger } from './ledger.ts';

test('each entry counts once for each receiver', () => {
  const ledger = new Ledger(2);
  ledger.start(0, 10);
  ledger.start(1, 11);
  for (const seq of [11, 12]) ledger.received(0, seq);
  ledger.received(1, 12);
  expect(ledger.deliveries).toBe(3);
  expect([ledger.duplicated, ledger.skipped, ledger.behind(0, 12), ledger.behind(1, 12)]).toEqual([
    0, 0, 0, 0,
  ]);
});

test('an entry that comes again is a duplicate and no delivery', () => {
  const ledger = new Ledger(1);
  ledger.start(0, 0);
  expect([ledger.received(0, 1), ledger.received(0, 1)]).toEqual([true, false]);
  expect([ledger.deliveries, ledger.duplicated]).toEqual([1, 1]);
});

test('entries that are jumped over are lost', () => {
  const ledger = new Ledger(1);
  ledger.start(0, 0);
  for (const seq of [1, 4]) ledger.received(0, seq);
  expect([ledger.deliveries, ledger.skipped]).toEqual([2, 2]);
});

test('what is missing at the end shows against the head', () => {
  const ledger = new Ledger(2);
  ledger.start(0, 5);
  expect(ledger.behind(0, 8)).toBe(3);
  expect(ledger.behind(1, 8)).toBe(0);
});

test('an entry for somebody who has not opened the room is a fault', () => {
  expect(() => new Ledger(1).received(0, 1)).toThrow('has not opened');
});
